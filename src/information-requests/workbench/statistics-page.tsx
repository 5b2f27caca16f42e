import { urlOf } from '../../workbench/call.ts';
import { periodIn } from '../../workbench/figures/period.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { choicesOf, everyTitled } from '../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import {
  readStatistics,
  type Statistics,
  type StatisticsLine,
  type StatisticsQuery,
  statisticsCsv,
  statisticsXlsx,
} from '../statistics/contract.ts';
import { statisticsText as text } from '../statistics/text.ts';

/** What the address asks for; without anything, this year by agency. */
export function askedIn(query: URLSearchParams): StatisticsQuery {
  const by = readStatistics.query.shape.by.safeParse(query.get('by') ?? undefined);
  return { ...periodIn(query, new Date()), by: by.success ? by.data : 'agency' };
}

/** 依申请公开统计: how many came, how many were answered, in time and late, told apart by what one likes. */
export function Page({ query }: PageProps) {
  const asked = askedIn(query);
  const found = useCall(readStatistics, { query: asked }, { keep: true });
  const set = (change: Partial<Record<'from' | 'to' | 'agency' | 'by', string>>): void =>
    go(urlOf({ path: '/information-requests/statistics' }, { query: { ...asked, ...change } }));
  const agencies = found.data?.agencies ?? [];
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        <span className="row no-print">
          <a className="button" download href={urlOf(statisticsXlsx, { query: asked })}>
            {text.xlsx}
          </a>
          <a className="button" download href={urlOf(statisticsCsv, { query: asked })}>
            {text.csv}
          </a>
        </span>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="row no-print">
        <TextField label={text.from} filter type="date" value={asked.from} onChange={(from) => set({ from })} />
        <TextField label={text.to} filter type="date" value={asked.to} onChange={(to) => set({ to })} />
        <SelectField
          label={text.by}
          filter
          value={asked.by}
          choices={everyTitled(text.dimensions)}
          onChange={(by) => set({ by })}
        />
        {agencies.length > 1 && (
          <SelectField
            label={text.agency}
            filter
            blank={text.everywhere}
            value={String(asked.agency ?? '')}
            choices={choicesOf(agencies)}
            onChange={(agency) => set({ agency })}
          />
        )}
      </div>
      <Answer of={found}>
        {(statistics) =>
          statistics.lines.length === 0 ? <Empty>{text.empty}</Empty> : <Lines asked={asked} statistics={statistics} />
        }
      </Answer>
    </div>
  );
}

const Lines = ({ asked, statistics }: { readonly asked: StatisticsQuery; readonly statistics: Statistics }) => (
  <>
    <div className="panel flush">
      <Table
        caption={text.title}
        rows={[...statistics.lines, statistics.total]}
        keyOf={({ key }) => key}
        columns={[
          { title: text.dimensions[asked.by], cell: (line) => (line.key === '' ? <b>{line.title}</b> : line.title) },
          ...statistics.measures.map((measure, i) => ({
            title: measure.unit === text.percent ? `${measure.title}（${text.percent}）` : measure.title,
            right: true,
            cell: (line: StatisticsLine) => <Figure asked={asked} line={line} measure={measure} i={i} />,
          })),
        ]}
      />
    </div>
    <details>
      <summary>{text.howCounted}</summary>
      <dl className="facts">
        {statistics.measures.map(({ id, title, formula, unit }) => (
          <div key={id}>
            <dt>{`${title}（${unit}）`}</dt>
            <dd>{formula}</dd>
          </div>
        ))}
      </dl>
    </details>
  </>
);

type FigureProps = {
  readonly asked: StatisticsQuery;
  readonly line: StatisticsLine;
  readonly measure: Statistics['measures'][number];
  readonly i: number;
};

/** A figure opens down to the requests it counts. */
function Figure({ asked, line, measure, i }: FigureProps) {
  const cell = line.cells[i];
  if (!cell || cell.value === null) return <span className="soft">{text.nothing}</span>;
  const query = { ...asked, measure: measure.id, ...(line.key === '' ? {} : { key: line.key }) };
  return (
    <Link
      to={urlOf({ path: '/information-requests/statistics/rows' }, { query })}
      className="number"
      aria-label={text.figureRows(line.title, measure.title, cell.value)}
    >
      {cell.value}
    </Link>
  );
}
