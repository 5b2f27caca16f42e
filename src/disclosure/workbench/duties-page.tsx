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
import { DUTY_STANDINGS, dutiesCsv, listDuties } from '../wire-duties.ts';
import { dutyWords } from './duties-text.ts';

type Row = Output<typeof listDuties>['rows'][number];
const { list, standings } = dutyWords;
const PATH = '/disclosure/duties';

/** The register of what is told again and again: what is owed, overdue, told, passed over. */
export function Page({ query }: PageProps) {
  const standing = DUTY_STANDINGS.find((each) => each === query.get('standing')) ?? 'open';
  const agency = Number(query.get('agency')) || undefined;
  const obligation = query.get('obligation') || undefined;
  const q = query.get('q') || undefined;
  const before = Number(query.get('before')) || undefined;
  const asked = { standing, agency, obligation, q };
  const found = useCall(listDuties, { query: { ...asked, before } }, { keep: true });
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{list.title}</h1>
        <a className="button" href={urlOf(dutiesCsv, { query: asked })}>
          {list.csv}
        </a>
      </header>
      <p className="soft">{list.intro}</p>
      <div className="chips" role="group" aria-label={list.choose}>
        {DUTY_STANDINGS.map((each) => (
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
        {({ rows, agencies, obligations, next }) => (
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
              {obligations.length > 1 && (
                <SelectField
                  label={list.obligation}
                  blank={list.allObligations}
                  value={obligation ?? ''}
                  onChange={(value) => show({ obligation: value })}
                  choices={obligations.map(({ key, name }) => ({ value: key, title: name }))}
                  filter
                />
              )}
            </div>
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
              <div className="soft number">{row.number}</div>
            </>
          ),
        },
        { title: list.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: list.columns.standing,
          cell: (row) => (
            <span className="row">
              {/* The light says it when it is overdue. */}
              <Light light={row.light} />
              {standings[row.standing === 'overdue' ? 'open' : row.standing]}
            </span>
          ),
        },
        { title: list.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
        { title: list.columns.done, cell: (row) => <Done row={row} /> },
      ]}
    />
  </div>
);

function Done({ row }: { readonly row: Row }) {
  return (
    <>
      {row.standing === 'met' && row.metOn && <OnDay day={row.metOn} />}{' '}
      {row.late && <span className="tag">{list.late}</span>}
      {row.index && <div className="soft number">{row.index}</div>}
      {row.index === null && row.publicationId !== null && (
        <Link to={`/disclosure/publications/${row.publicationId}`}>{list.draft}</Link>
      )}
      {row.index === null && row.publicationId === null && row.hasFigures && (
        <span className="tag">{list.hasFigures}</span>
      )}
    </>
  );
}
