import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { beginRun, CHANNELS, listMismatches, mismatchesCsv, type RunView, STANDINGS } from '../contract.ts';
import { text } from '../text.ts';
import { RuleForm } from './rule-form.tsx';

const said = text.page;
const PATH = '/consistency';

/** What differs between the places that show what is published. */
export function Page({ query }: PageProps) {
  const asked = {
    standing: STANDINGS.find((one) => one === query.get('standing')) ?? 'open',
    q: query.get('q') ?? '',
    agency: query.get('agency') ? Number(query.get('agency')) : undefined,
    channel: CHANNELS.find((one) => one === query.get('channel')),
    before: query.get('before') ? Number(query.get('before')) : undefined,
  };
  const runs = useCall(listMismatches, { query: asked }, { keep: true });
  const isRunning = runs.data?.runs[0]?.state === 'running';
  // While a comparison is under way the page tells how far it is.
  const found = useCall(listMismatches, { query: asked }, { keep: true, ...(isRunning ? { everyMs: 2_000 } : {}) });
  const begin = useSend(beginRun);
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: PATH }, { query: { ...asked, before: undefined, ...next } }));
  return (
    <div className="stack">
      <h1>{said.title}</h1>
      <p className="soft">{said.intro}</p>
      <FindForm label={said.search} q={asked.q} onFind={(q) => show({ q })} />
      {begin.error && <Failed error={begin.error} />}
      <Answer of={found}>
        {({ rows, counts, agencies, runs: last, mayRun, mayRule, next }) => (
          <>
            <div className="row no-print">
              {mayRun && (
                <Button
                  kind="main"
                  busy={begin.isPending || last[0]?.state === 'running'}
                  onClick={() => begin.mutate({})}
                >
                  {said.run}
                </Button>
              )}
              <a href={urlOf(mismatchesCsv, { query: { ...asked, before: undefined } })}>{said.csv}</a>
            </div>
            <p className="soft" role="status">
              {sayRun(last)}
            </p>
            <Trouble runs={last} />
            <SelectField
              label={said.choose}
              value={asked.standing}
              onChange={(standing) => show({ standing })}
              choices={STANDINGS.map((value) => ({ value, title: `${said.standings[value]} ${counts[value]}` }))}
              filter
            />
            <SelectField
              label={said.channel}
              value={asked.channel ?? ''}
              onChange={(channel) => show({ channel: channel || undefined })}
              choices={CHANNELS.map((value) => ({ value, title: text.channels[value] }))}
              blank={said.allChannels}
              filter
            />
            <SelectField
              label={said.agency}
              value={String(asked.agency ?? '')}
              onChange={(agency) => show({ agency: agency || undefined })}
              choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
              blank={said.allAgencies}
              filter
            />
            {rows.length === 0 ? (
              <Empty>{said.empty}</Empty>
            ) : (
              <Table
                caption={said.table}
                rows={rows}
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
              />
            )}
            {next !== null && <Button onClick={() => show({ before: next })}>{said.more}</Button>}
            {last.length > 0 && <Runs rows={last} />}
            {mayRule && <RuleForm />}
          </>
        )}
      </Answer>
    </div>
  );
}

/** A comparison that could not look at everything: said in red until one could. */
function Trouble({ runs }: { readonly runs: readonly RunView[] }) {
  const [under] = runs;
  const ended = runs.find(({ endedAt }) => endedAt !== null);
  const set = under && under.setAside.length > 0 ? under : ended && ended.setAside.length > 0 ? ended : null;
  return (
    <>
      {under?.endedAt === null && under.failures > 0 && (
        <Notice tone="warn">{said.retrying(under.part, under.failures)}</Notice>
      )}
      {set !== null && <Notice tone="wrong">{said.setAside(set.setAside.join('、'), set.fault ?? '')}</Notice>}
    </>
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
        {
          title: said.runColumns.ended,
          cell: ({ endedAt, setAside }) => (
            <>
              {endedAt ? <At at={endedAt} /> : said.underWay}
              {setAside.length > 0 && <span className="tag warn">{said.incomplete}</span>}
            </>
          ),
        },
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
