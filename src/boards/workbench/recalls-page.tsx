import { type FormEvent, useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { filterIn, oneOf } from '../../workbench/kit/list/filter.ts';
import { Chips } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { listRecalls, recallAct, recallsCsv } from '../recalls/contract.ts';
import { recallText as said } from '../recalls/text.ts';

const WHICH = ['open', 'all'] as const;
const FEW = 3;
type Recall = Output<typeof listRecalls>['rows'][number];

/** Paper that is about and says what is no longer said. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/boards/recalls', { which: oneOf(WHICH, 'open') });
  const list = useList(listRecalls, (before) => ({ query: { ...filter.asked, before } }));
  const [chosen, setChosen] = useState<Recall | null>(null);
  return (
    <ListScreen<Recall>
      title={said.title}
      intro={said.intro}
      csv={urlOf(recallsCsv, { query: filter.asked })}
      chips={<Chips filter={filter} by="which" label={said.which.label} values={WHICH} titles={said.which} />}
      filter={filter}
      list={list}
      empty={said.none}
      caption={said.title}
      keyOf={({ id }) => id}
      columns={[
        {
          title: said.campaign,
          cell: ({ campaignId, campaign, agency }) => (
            <>
              <Link to={`/boards/campaigns/${campaignId}`}>{campaign}</Link>
              <div className="soft">{agency}</div>
            </>
          ),
        },
        { title: said.source, cell: ({ title }) => title },
        { title: said.change, cell: (row) => <Change recall={row} /> },
        { title: said.copies, cell: ({ copies }) => copies, right: true },
        {
          title: said.places,
          cell: ({ places }) => places.map(({ place, copies }) => said.place(place, copies)).join('；') || '—',
        },
        { title: said.due, cell: ({ dueOn }) => (dueOn === null ? '—' : <OnDay day={dueOn} />) },
        {
          title: said.state,
          cell: ({ stateTitle, how }) => (
            <>
              {stateTitle}
              {how && <div className="soft">{how}</div>}
            </>
          ),
        },
        {
          title: '',
          cell: (row) =>
            row.mayAct && (
              <Button kind="quiet" onClick={() => setChosen(row)}>
                {said.act}
              </Button>
            ),
        },
      ]}
    >
      {chosen && <EndDialog recall={chosen} onClose={() => setChosen(null)} />}
    </ListScreen>
  );
}

const Change = ({ recall: { change, removed, added } }: { readonly recall: Recall }) => (
  <>
    {change}
    <Lines title={said.removed} lines={removed} />
    <Lines title={said.added} lines={added} />
  </>
);

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) =>
  lines.length > 0 && (
    <div className="soft">
      {title}：{lines.slice(0, FEW).join(' / ')}
      {lines.length > FEW && ` ${said.more(lines.length - FEW)}`}
    </div>
  );

function EndDialog({ recall, onClose }: { readonly recall: Recall; readonly onClose: () => void }) {
  const [copies, setCopies] = useState(String(recall.copies));
  const [words, setWords] = useState('');
  const send = useSend(recallAct, onClose);
  const does = (act: 'replace' | 'excuse'): void => {
    send.mutate({
      params: { id: recall.id },
      body: { act, seenSeq: recall.seq, copies: act === 'replace' ? Number(copies) : 0, words },
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    does('replace');
  };
  const isShort = words.trim().length < 5;
  return (
    <Dialog title={`${recall.campaign}：${recall.title}`} onClose={onClose}>
      <form className="stack tight" onSubmit={submit}>
        {send.error && <Failed error={send.error} />}
        <Change recall={recall} />
        <TextField label={said.replaced} type="number" value={copies} onChange={setCopies} />
        <AreaField label={said.how} value={words} onChange={setWords} maxLength={500} rows={2} />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending} disabled={isShort}>
            {said.process.replace}
          </Button>
          <Button busy={send.isPending} disabled={isShort} onClick={() => does('excuse')}>
            {said.process.excuse}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
