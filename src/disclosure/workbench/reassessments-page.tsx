import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { WITHHOLDING_REASONS } from '../contract.ts';
import { listReassessments, reassessmentsCsv, STANDINGS } from '../reassessment/wire.ts';
import { reassessmentWords } from './reassessments-text.ts';

type Row = Output<typeof listReassessments>['rows'][number];
const { list, standings, reasons, state: stateName } = reassessmentWords;
const PATH = '/disclosure/reassessments';

/** What is withheld and has come up to be looked at again. */
export function Page({ query }: PageProps) {
  const standing = STANDINGS.find((each) => each === query.get('standing')) ?? 'open';
  const agency = Number(query.get('agency')) || undefined;
  const reason = WITHHOLDING_REASONS.find((each) => each === query.get('reason'));
  const q = query.get('q') || undefined;
  const before = Number(query.get('before')) || undefined;
  const asked = { standing, agency, reason, q };
  const found = useCall(listReassessments, { query: { ...asked, before } }, { keep: true });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{list.title}</h1>
        <a className="button" href={urlOf(reassessmentsCsv, { query: asked })}>
          {list.csv}
        </a>
      </header>
      <p className="soft">{list.intro}</p>
      <div className="chips" role="group" aria-label={list.choose}>
        {STANDINGS.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={standing === each}
            onClick={() => show({ standing: each })}
          >
            {standings[each]} {found.data?.counts[each] ?? ''}
          </button>
        ))}
      </div>
      <FindForm q={q ?? ''} label={list.search} onFind={(typed) => show({ q: typed })} />
      <Answer of={found}>
        {({ rows, agencies, withheld, nextOn, next }) => (
          <>
            <div className="row">
              {agencies.length > 1 && (
                <SelectField
                  label={list.agency}
                  blank={list.allAgencies}
                  value={String(agency ?? '')}
                  onChange={(value) => show({ agency: value })}
                  choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
              <SelectField
                label={list.reason}
                blank={list.anyReason}
                value={reason ?? ''}
                onChange={(value) => show({ reason: value })}
                choices={WITHHOLDING_REASONS.map((value) => ({ value, title: reasons[value] }))}
                filter
              />
            </div>
            <p>{list.withheld(withheld, nextOn)}</p>
            {rows.length === 0 ? <Empty>{list.empty}</Empty> : <Rows rows={rows} />}
            {next !== null && <Button onClick={() => show({ before: next })}>{list.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: readonly Row[] }) => (
  <div className="panel flush">
    <Table
      caption={list.table}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: list.columns.title,
          cell: (row) => (
            <>
              <Link to={`${PATH}/${row.id}`}>{row.title}</Link>
              <div className="soft number">
                {row.number}　{list.cameUp(row.cameUpOn)}
              </div>
            </>
          ),
        },
        { title: list.columns.agency, cell: (row) => row.agency, minor: true },
        { title: list.columns.reason, cell: (row) => row.reason && reasons[row.reason], minor: true },
        {
          title: list.columns.state,
          cell: (row) => (
            <span className="row">
              <Light light={row.light} />
              {stateName(row.state)}
            </span>
          ),
        },
        { title: list.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
        { title: list.columns.next, cell: (row) => <Outcome row={row} /> },
      ]}
    />
  </div>
);

function Outcome({ row }: { readonly row: Row }) {
  if (row.index !== null) return <span className="number">{row.index}</span>;
  if (row.draftId !== null) return <Link to={`/disclosure/publications/${row.draftId}`}>{list.draft}</Link>;
  return row.state === 'kept' && row.nextOn !== null ? list.again(row.nextOn) : null;
}
