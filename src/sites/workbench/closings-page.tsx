import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, Field, SelectField } from '../../workbench/kit/field.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { type Closing, closingAct, proposeClosing, readClosings } from '../closing/contract.ts';
import { closingText } from '../closing/text.ts';

const said = closingText.staff;

/** Sites that are, were or are to be shut for a while. */
export function Page({ query }: PageProps) {
  const list = useList(readClosings, (before) => ({ query: { before } }), { everyMs: 30_000 });
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<number | null>(Number(query.get('closing')) || null);
  const chosen = list.rows.find(({ id }) => id === open);
  const sites = list.first?.sites ?? [];
  return (
    <ListScreen<Closing>
      title={closingText.title}
      intro={`${closingText.intro}${list.first ? said.most(list.first.mostDays, list.first.timesAYear) : ''}`}
      acts={
        sites.length > 0 && (
          <Button kind="main" onClick={() => setAdding(true)}>
            {said.add}
          </Button>
        )
      }
      list={list}
      empty={said.none}
      caption={closingText.title}
      keyOf={({ id }) => id}
      columns={[
        {
          title: said.site,
          cell: ({ siteName, number }) => (
            <>
              {siteName}
              <div className="soft">{number}</div>
            </>
          ),
        },
        {
          title: said.period,
          cell: ({ fromAt, untilAt }) => (
            <>
              <At at={fromAt} /> — <At at={untilAt} />
            </>
          ),
        },
        { title: said.state, cell: ({ stateTitle }) => stateTitle },
        { title: said.by, cell: ({ proposedBy }) => proposedBy, minor: true },
        { title: said.approvedBy, cell: ({ approvedBy }) => approvedBy ?? '—' },
        { title: said.ended, cell: ({ endedAt }) => (endedAt ? <At at={endedAt} /> : '—'), minor: true },
        {
          title: '',
          cell: ({ id }) => (
            <Button kind="quiet" onClick={() => setOpen(id)}>
              {said.details}
            </Button>
          ),
        },
      ]}
    >
      {adding && <ProposeDialog sites={sites} onClose={() => setAdding(false)} />}
      {chosen && <Details closing={chosen} onClose={() => setOpen(null)} />}
    </ListScreen>
  );
}

function Details({ closing, onClose }: { readonly closing: Closing; readonly onClose: () => void }) {
  const [words, setWords] = useState('');
  const send = useSend(closingAct, onClose);
  const { id, seq, acts } = closing;
  return (
    <Dialog title={`${closing.siteName} ${closing.number}`} onClose={onClose}>
      <div className="stack tight">
        {send.error && <Failed error={send.error} />}
        <Facts
          facts={[
            [said.state, closing.stateTitle],
            [
              said.period,
              <>
                <At at={closing.fromAt} /> — <At at={closing.untilAt} />
              </>,
            ],
            [said.by, closing.proposedBy],
            [said.approvedBy, closing.approvedBy],
            [said.ended, closing.endedAt && <At at={closing.endedAt} />],
            [said.why, closing.reason],
            [said.shown, closing.notice],
          ]}
        />
        {acts.some((act) => act === 'refuse' || act === 'withdraw') && (
          <AreaField label={said.words} hint={said.ask} value={words} onChange={setWords} rows={2} optional />
        )}
        <div className="row">
          {(['approve', 'reopen', 'refuse', 'withdraw'] as const)
            .filter((act) => acts.includes(act))
            .map((act) => (
              <Button
                key={act}
                kind={act === 'approve' ? 'main' : 'plain'}
                busy={send.isPending}
                disabled={(act === 'refuse' || act === 'withdraw') && words.trim().length < 5}
                onClick={() => send.mutate({ params: { id }, body: { act, seenSeq: seq, words } })}
              >
                {closingText.process[act]}
              </Button>
            ))}
        </div>
      </div>
    </Dialog>
  );
}

/** What a field for local time holds, as an instant of legal time. */
const instantOf = (local: string): string => `${local}:00+08:00`;

function ProposeDialog(props: {
  readonly sites: readonly { readonly key: string; readonly name: string }[];
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState({
    ...{ site: props.sites[0]?.key ?? '', from: '', until: '', reason: '', notice: '' },
  });
  const set = (part: Partial<typeof typed>): void => setTyped({ ...typed, ...part });
  const send = useSend(proposeClosing, props.onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { site, from, until, reason, notice } = typed;
    send.mutate({ body: { site, fromAt: instantOf(from), untilAt: instantOf(until), reason, notice } });
  };
  return (
    <Dialog title={said.add} onClose={props.onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={said.site}
          value={typed.site}
          onChange={(site) => set({ site })}
          choices={props.sites.map(({ key, name }) => ({ value: key, title: name }))}
        />
        {(['from', 'until'] as const).map((name) => (
          <Field key={name} label={said[name]}>
            {(tied) => (
              <input
                {...tied}
                type="datetime-local"
                value={typed[name]}
                onChange={(event) => set({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <AreaField
          label={said.reason}
          value={typed.reason}
          onChange={(reason) => set({ reason })}
          maxLength={1000}
          rows={2}
        />
        <AreaField
          label={said.notice}
          hint={said.noticeHint}
          value={typed.notice}
          onChange={(notice) => set({ notice })}
          maxLength={1000}
          rows={3}
        />
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </form>
    </Dialog>
  );
}
