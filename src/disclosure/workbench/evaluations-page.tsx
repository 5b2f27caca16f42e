import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { evaluationText } from '../evaluation/text.ts';
import { assessmentCsv, evaluationsCsv, listEvaluations, WHICH } from '../evaluation/wire.ts';

type Row = Output<typeof listEvaluations>['rows'][number];
const { staff: text, faults: faultTitles, form } = evaluationText;

/** What stands in public, and how it passed each of the three gates. */
export function Page({ query }: PageProps) {
  const which = WHICH.find((each) => each === query.get('which')) ?? 'all';
  const agency = Number(query.get('agency')) || undefined;
  const q = query.get('q') || undefined;
  const from = query.get('from') || undefined;
  const to = query.get('to') || undefined;
  const before = query.get('before') || undefined;
  const asked = { which, agency, q, from, to };
  const found = useCall(listEvaluations, { query: { ...asked, before } }, { keep: true });
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/disclosure/evaluations' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        <span className="row">
          <a className="button" href={urlOf(evaluationsCsv, { query: asked })}>
            {text.csv}
          </a>
          <a className="button" href={urlOf(assessmentCsv, { query: { from, to } })}>
            {text.assessment}
          </a>
        </span>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="chips" role="group" aria-label={text.choose}>
        {WHICH.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={which === each}
            onClick={() => show({ which: each })}
          >
            {text.which[each]}
          </button>
        ))}
      </div>
      <FindForm q={q ?? ''} label={text.search} onFind={(typed) => show({ q: typed })} />
      <Answer of={found}>
        {({ rows, agencies, next }) => (
          <>
            <div className="row">
              {agencies.length > 1 && (
                <SelectField
                  label={text.agency}
                  blank={text.allAgencies}
                  value={String(agency ?? '')}
                  onChange={(value) => show({ agency: value })}
                  choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
              <TextField
                label={text.from}
                type="date"
                value={from ?? ''}
                onChange={(value) => show({ from: value })}
                filter
              />
              <TextField
                label={text.to}
                type="date"
                value={to ?? ''}
                onChange={(value) => show({ to: value })}
                filter
              />
            </div>
            {rows.length === 0 ? <Empty>{text.empty}</Empty> : <Rows rows={rows} />}
            {next !== null && <Button onClick={() => show({ before: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={rows}
      keyOf={({ index }) => index}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              <Named row={row} />
              <div className="soft number">{row.index}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: text.columns.review,
          cell: ({ secrecy }) =>
            secrecy === null ? <span className="soft">{text.elsewhere}</span> : text.passed(secrecy),
          minor: true,
        },
        { title: text.columns.publish, cell: (row) => <OnDay day={row.publishedOn} />, minor: true },
        { title: text.columns.evaluate, cell: (row) => <Evaluated row={row} /> },
      ]}
    />
  </div>
);

function Named({ row: { title, matterId, path } }: { readonly row: Row }) {
  if (matterId !== null) return <Link to={`/disclosure/publications/${matterId}`}>{title}</Link>;
  return path === null ? title : <a href={path}>{title}</a>;
}

const Evaluated = ({ row }: { readonly row: Row }) =>
  row.satisfied === null ? (
    <span className="soft">{text.notYet}</span>
  ) : (
    <>
      {text.rate(row.satisfied)}
      <div className="soft">{form.counted(row)}</div>
      {row.faults.length > 0 && <div className="soft">{row.faults.map((each) => faultTitles[each]).join('、')}</div>}
    </>
  );
