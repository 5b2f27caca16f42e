import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { listReports } from '../annual-report/contract.ts';
import { reportWords } from './report-words.ts';

const text = reportWords.reports;

/** The reports of a year: who has published, who is late. */
export function Page({ query }: PageProps) {
  const asked = query.get('year');
  const list = useCall(listReports, { query: asked === null ? {} : { year: Number(asked) } }, { keep: true });
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <Answer of={list}>
        {({ year, rows }) => (
          <>
            <div className="row foot no-print">
              <TextField
                label={text.year}
                type="number"
                value={String(year)}
                filter
                onChange={(typed) => {
                  if (/^20\d\d$/u.test(typed)) go(urlOf({ path: '/annual-reports' }, { query: { year: typed } }));
                }}
              />
            </div>
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <Table
                caption={text.table}
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    title: text.columns.number,
                    cell: ({ id, number }) => (
                      <Link to={`/annual-reports/${id}`} className="number">
                        {number}
                      </Link>
                    ),
                  },
                  { title: text.columns.agency, cell: ({ agency }) => agency },
                  { title: text.columns.state, cell: ({ stateTitle }) => stateTitle },
                  {
                    title: text.columns.due,
                    cell: ({ dueOn, late }) => (
                      <span className={late ? 'late' : undefined}>
                        <OnDay day={dueOn} /> {late && text.late}
                      </span>
                    ),
                  },
                  {
                    title: text.columns.published,
                    cell: ({ publishedOn }) => publishedOn && <OnDay day={publishedOn} />,
                    minor: true,
                  },
                ]}
              />
            )}
          </>
        )}
      </Answer>
    </div>
  );
}
