import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { At, legalDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { More } from '../../workbench/kit/more.tsx';
import { Empty, Failed, Loading } from '../../workbench/kit/notice.tsx';
import { Facts } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { listAudit, openSealed } from './endpoints.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { words } from './text.ts';

type Entry = Output<typeof listAudit>['entries'][number];
const FACT_TITLES: ReadonlyMap<string, string> = new Map(Object.entries(words.audit.facts));

type Asked = { readonly from: string; readonly to: string; readonly kind: string };

/** What was done and what was refused, as the ledger has it; the audit administrator reads and changes nothing. */
export function Page({ query }: PageProps) {
  const today = legalDay(new Date());
  const asked: Asked = {
    from: query.get('from') ?? today,
    to: query.get('to') ?? today,
    kind: query.get('kind') ?? '',
  };
  const [opened, setOpened] = useState<Entry | null>(null);
  const list = useInfiniteQuery({
    queryKey: [listAudit.path, asked],
    queryFn: ({ pageParam, signal }) =>
      call(
        listAudit,
        { query: { from: asked.from, to: asked.to, kind: asked.kind || undefined, after: pageParam } },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="stack">
      <header>
        <h1>{words.audit.title}</h1>
      </header>
      <p className="soft">{words.audit.intro}</p>
      <AuditForm key={JSON.stringify(asked)} asked={asked} />
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && entries.length === 0 && <Empty>{words.audit.empty}</Empty>}
      {entries.length > 0 && <Entries entries={entries} onOpen={setOpened} />}
      {list.hasNextPage && (
        <More busy={list.isFetchingNextPage} onMore={() => void (list.isFetchingNextPage || list.fetchNextPage())} />
      )}
      {opened && <SealedDialog entry={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

function AuditForm({ asked }: { readonly asked: Asked }) {
  const [from, setFrom] = useState(asked.from);
  const [to, setTo] = useState(asked.to);
  const [kind, setKind] = useState(asked.kind);
  return (
    <form
      className="row foot"
      onSubmit={(event) => {
        event.preventDefault();
        go(urlOf({ path: '/audit' }, { query: { from, to, kind } }));
      }}
    >
      <TextField label={words.audit.from} type="date" value={from} onChange={setFrom} />
      <TextField label={words.audit.to} type="date" value={to} onChange={setTo} />
      <SelectField
        label={words.audit.kind}
        value={kind}
        onChange={setKind}
        choices={Object.entries(words.audit.kinds).map(([value, title]) => ({ value, title }))}
        blank={words.audit.allKinds}
        filter
      />
      <Button kind="main" type="submit">
        {words.audit.search}
      </Button>
    </form>
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
    <div className="panel flush">
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
    </div>
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
