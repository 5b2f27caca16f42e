import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { At, legalDay } from '../../workbench/kit/day.tsx';
import { filterIn, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, ChooseDay } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Facts } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { listAudit, openSealed } from './endpoints.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { words } from './text.ts';

type Entry = Output<typeof listAudit>['rows'][number];
const FACT_TITLES: ReadonlyMap<string, string> = new Map(Object.entries(words.audit.facts));

/** What was done and what was refused, as the ledger has it; the audit administrator reads and changes nothing. */
export function Page({ query }: PageProps) {
  const today = legalDay(new Date());
  const ofToday = (given: string | null): string => given ?? today;
  const filter = filterIn(query, '/audit', { from: ofToday, to: ofToday, kind: typed });
  const [opened, setOpened] = useState<Entry | null>(null);
  const list = useList(listAudit, (after) => ({ query: { ...filter.asked, after } }));
  return (
    <ListScreen
      title={words.audit.title}
      intro={words.audit.intro}
      filters={
        <>
          <ChooseDay filter={filter} by="from" label={words.audit.from} />
          <ChooseDay filter={filter} by="to" label={words.audit.to} />
          <Choose
            filter={filter}
            by="kind"
            label={words.audit.kind}
            choices={Object.entries(words.audit.kinds).map(([value, title]) => ({ value, title }))}
          />
        </>
      }
      filter={filter}
      list={list}
      empty={words.audit.empty}
      show={(entries) => <Entries entries={entries} onOpen={setOpened} />}
    >
      {opened && <SealedDialog entry={opened} onClose={() => setOpened(null)} />}
    </ListScreen>
  );
}

const Entries = ({
  entries,
  onOpen,
}: {
  readonly entries: readonly Entry[];
  readonly onOpen: (entry: Entry) => void;
}) => {
  const { columns } = words.audit;
  return (
    <Table
      caption={words.audit.table}
      rows={entries}
      keyOf={(entry) => `${entry.matterId}-${entry.seq}`}
      columns={[
        { title: columns.at, cell: (entry) => <At at={entry.at} /> },
        {
          title: columns.act,
          cell: (entry) => (
            <>
              {entry.actTitle}
              <div className="soft">
                {entry.kindTitle} <span className="number">{entry.number}</span>
              </div>
            </>
          ),
        },
        {
          title: columns.actor,
          cell: (entry) =>
            entry.actor === null ? (
              <span className="soft">{words.audit.nobody}</span>
            ) : (
              <span className="number">{entry.actor}</span>
            ),
        },
        { title: columns.subject, cell: (entry) => <span className="number">{entry.subject}</span> },
        { title: columns.facts, cell: (entry) => <FactsOf facts={entry.facts} /> },
        {
          title: words.audit.open,
          cell: (entry) =>
            entry.isSealed && (
              <Button kind="quiet" onClick={() => onOpen(entry)}>
                {words.audit.open}
              </Button>
            ),
        },
      ]}
    />
  );
};

const FactsOf = ({ facts }: { readonly facts: Entry['facts'] }) => (
  <ul className="soft">
    {Object.entries(facts).map(([key, value]) => (
      <li key={key}>
        {FACT_TITLES.get(key) ?? key}：{typeof value === 'string' ? value : JSON.stringify(value)}
      </li>
    ))}
  </ul>
);

function SealedDialog({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const send = useSend(openSealed);
  return (
    <ReasonDialog
      title={words.audit.openTitle}
      hint={words.audit.openHint}
      busy={send.isPending}
      error={send.error}
      onSend={(reason) =>
        send.mutate({
          body: { matterId: entry.matterId, seq: entry.seq, reason: { category: 'audit', words: reason } },
        })
      }
      onClose={onClose}
    >
      {send.data && (
        <Facts
          facts={[
            [words.audit.ip, send.data.ip ?? words.audit.gone],
            [words.audit.browser, send.data.browser ?? words.audit.gone],
            [words.audit.words, send.data.words],
          ]}
        />
      )}
    </ReasonDialog>
  );
}
