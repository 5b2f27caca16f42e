import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, words as typed } from '../../workbench/kit/list/filter.ts';
import { Find } from '../../workbench/kit/list/filters.tsx';
import { ListRows } from '../../workbench/kit/list/list-rows.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { FORMS } from '../contract.ts';
import { formTitles } from '../text.ts';
import { exportOutreach, listCampaigns, planCampaign } from '../wire.ts';
import { Picker, refsOf, type Source } from './picker.tsx';
import { words } from './text.ts';
import { useAgencies } from './use-agencies.ts';

const { outreach: text } = words;
type Wanted = (typeof FORMS)[number] | 'slides-page' | 'slides-file';

/** Prints of what is published, made at once, and the campaigns that hand them out. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/outreach', { q: typed });
  const list = useList(listCampaigns, (before) => ({ query: { ...filter.asked, before } }));
  const [planning, setPlanning] = useState(false);
  const mayPlan = usePermission('boards.campaign');
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      {mayPlan && <Exporting />}
      <header className="row apart">
        <h2>{text.campaigns}</h2>
        {mayPlan && <Button onClick={() => setPlanning(true)}>{text.add}</Button>}
      </header>
      <Find filter={filter} by="q" label={text.find} />
      <ListRows
        filter={filter}
        list={list}
        empty={text.empty}
        caption={text.table}
        keyOf={({ id }) => id}
        columns={[
          {
            title: text.columns.title,
            cell: (row) => (
              <>
                <Link to={`/boards/campaigns/${row.id}`}>{row.title}</Link>
                <div className="soft">
                  {row.number} · {row.agency}
                </div>
              </>
            ),
          },
          { title: text.columns.state, cell: (row) => row.stateTitle },
          { title: text.columns.until, cell: (row) => <OnDay day={row.until} />, minor: true },
          { title: text.columns.printed, cell: (row) => row.printed, right: true },
          { title: text.columns.given, cell: (row) => row.given, right: true },
          { title: text.columns.places, cell: (row) => row.places, right: true, minor: true },
        ]}
      />
      {planning && <PlanDialog onClose={() => setPlanning(false)} />}
    </div>
  );
}

/** Saves what the server made under the name it gave it. */
async function save(form: Wanted, title: string, chosen: readonly Source[]): Promise<string> {
  const answer = await fetch(exportOutreach.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ form, title, sources: refsOf(chosen) }),
  });
  if (!answer.ok) throw new Error(String((await answer.json()).title));
  const name = decodeURIComponent(answer.headers.get('content-disposition')?.split("''")[1] ?? form);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  return name;
}

function Exporting() {
  const [chosen, setChosen] = useState<readonly Source[]>([]);
  const [title, setTitle] = useState('');
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ readonly good: boolean; readonly words: string } | null>(null);
  const run = async (form: Wanted): Promise<void> => {
    setBusy(true);
    try {
      setTold({ good: true, words: text.done(await save(form, title, chosen)) });
    } catch (error) {
      setTold({ good: false, words: error instanceof Error ? error.message : '' });
    } finally {
      setBusy(false);
    }
  };
  const wanted: readonly Wanted[] = [...FORMS, 'slides-page', 'slides-file'];
  return (
    <Panel title={text.export}>
      <div className="stack">
        <Picker chosen={chosen} onChange={setChosen} />
        <TextField label={text.name} hint={text.nameHint} value={title} onChange={setTitle} maxLength={60} optional />
        <div className="row">
          {wanted.map((form) => (
            <Button key={form} busy={busy} disabled={chosen.length === 0} onClick={() => void run(form)}>
              {{ ...formTitles, ...text.made }[form]}
            </Button>
          ))}
        </div>
        {told && <Notice tone={told.good ? 'good' : 'wrong'}>{told.words}</Notice>}
      </div>
    </Panel>
  );
}

function PlanDialog({ onClose }: { readonly onClose: () => void }) {
  const agencies = useAgencies();
  const [typed, setTyped] = useState({ agency: '', title: '', audience: '', plan: '', until: '' });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(planCampaign, ({ id }) => go(`/boards/campaigns/${id}`));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { agency, ...rest } = typed;
    send.mutate({ body: { ...rest, agencyId: Number(agency) } });
  };
  return (
    <Dialog title={text.add} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={text.agency}
          blank=""
          value={typed.agency}
          onChange={(agency) => set({ agency })}
          choices={agencies}
        />
        <TextField label={text.campaign} value={typed.title} onChange={(title) => set({ title })} maxLength={80} />
        <TextField
          label={text.audience}
          value={typed.audience}
          onChange={(audience) => set({ audience })}
          maxLength={200}
        />
        <AreaField label={text.plan} value={typed.plan} onChange={(plan) => set({ plan })} rows={4} />
        <TextField label={text.until} type="date" value={typed.until} onChange={(until) => set({ until })} />
        <Button kind="main" type="submit" busy={send.isPending}>
          {text.save}
        </Button>
      </form>
    </Dialog>
  );
}
