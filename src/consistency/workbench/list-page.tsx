import { urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { beginRun, CHANNELS, listMismatches, mismatchesCsv, type RunView, STANDINGS } from '../contract.ts';
import { text } from '../text.ts';
import { RuleForm } from './rule-form.tsx';

const said = text.page;
const PATH = '/consistency';
/** While a comparison is under way the page tells how far it is. */
const RUNNING_MS = 2_000;
const CALM_MS = 60_000;

/** What differs between the places that show what is published. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, {
    standing: oneOf(STANDINGS, 'open'),
    q: typed,
    agency: whole,
    channel: oneOf(CHANNELS),
  });
  const list = useList(listMismatches, (before) => ({ query: { ...filter.asked, before } }), {
    everyMs: (first) => (first?.runs[0]?.state === 'running' ? RUNNING_MS : CALM_MS),
  });
  const begin = useSend(beginRun);
  const { counts, agencies = [], runs = [], mayRun = false, mayRule = false } = list.first ?? {};
  return (
    <ListScreen
      title={said.title}
      intro={said.intro}
      acts={
        mayRun && (
          <Button kind="main" busy={begin.isPending || runs[0]?.state === 'running'} onClick={() => begin.mutate({})}>
            {said.run}
          </Button>
        )
      }
      csv={urlOf(mismatchesCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="standing"
          label={said.choose}
          values={STANDINGS}
          titles={said.standings}
          counts={counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={said.search} />
          <Choose filter={filter} by="channel" label={said.channel} choices={titled(CHANNELS, text.channels)} />
          <Choose filter={filter} by="agency" label={said.agency} choices={choicesOf(agencies)} />
        </>
      }
      sums={
        <>
          {begin.error && <Failed error={begin.error} />}
          {list.first && (
            <p className="soft" role="status">
              {sayRun(runs)}
            </p>
          )}
        </>
      }
      filter={filter}
      list={list}
      onDemand
      empty={said.empty}
      caption={said.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: said.columns.what,
          cell: ({ id, code, title, number }) => (
            <>
              <Link to={`${PATH}/${id}`}>{text.codes[code].title}</Link>
              <div>{title}</div>
              <div className="soft number">{number}</div>
            </>
          ),
        },
        {
          title: said.columns.where,
          cell: ({ channel, place }) => `${text.channels[channel]} ${place}`,
          minor: true,
        },
        { title: said.columns.agency, cell: ({ agency }) => agency, minor: true },
        {
          title: said.columns.state,
          cell: ({ state, isLate }) => (isLate ? said.standings.overdue : stateTitle(state)),
        },
        { title: said.columns.due, cell: ({ dueOn }) => dueOn && <OnDay day={dueOn} />, minor: true },
      ]}
    >
      {runs.length > 0 && <Runs rows={runs} />}
      {mayRule && <RuleForm />}
    </ListScreen>
  );
}

const Runs = ({ rows }: { readonly rows: readonly RunView[] }) => (
  <Panel title={said.runs}>
    <Table
      caption={said.runs}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { title: said.runColumns.asked, cell: ({ askedAt }) => <At at={askedAt} /> },
        { title: said.runColumns.by, cell: ({ by }) => by ?? said.bySystem, minor: true },
        { title: said.runColumns.ended, cell: ({ endedAt }) => (endedAt ? <At at={endedAt} /> : said.underWay) },
        { title: said.runColumns.found, cell: (row) => row.found, right: true },
        { title: said.runColumns.opened, cell: (row) => row.opened, right: true, minor: true },
        { title: said.runColumns.closed, cell: (row) => row.closed, right: true, minor: true },
      ]}
    />
  </Panel>
);

const stateTitle = (state: string): string => Object.entries(text.states).find(([key]) => key === state)?.[1] ?? state;

function sayRun([last]: readonly RunView[]): string {
  if (!last) return said.never;
  if (last.endedAt === null) return said.running(last.part, last.done);
  const at = new Date(last.endedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' });
  return said.last(at, last.found, last.opened, last.closed);
}
