import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { specificationText as said } from '../specifications/text.ts';
import { readSpecification, specificationCsv } from '../specifications/wire.ts';

/** One version of the content specification: what it changed, and who still lacks what. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const found = useCall(readSpecification, { params: { id } });
  return (
    <Answer of={found}>
      {(row) => (
        <div className="stack">
          <header>
            <h1>{row.name}</h1>
            <div className="row no-print">
              <Link className="button" to="/disclosure/specifications">
                {said.title}
              </Link>
              <a className="button" href={urlOf(specificationCsv, { params: { id } })} download>
                {said.csv}
              </a>
            </div>
          </header>
          <Panel title={said.table}>
            <Facts
              facts={[
                [said.columns.name, said.version(row.issuer, row.version, row.issuedOn)],
                [said.fields.heading, row.heading],
                [said.columns.scope, row.line ?? row.levels.map((level) => said.levels[level] ?? level).join('、')],
                [said.columns.changes, said.changes(row.added, row.changed, row.leftOut)],
                [said.columns.progress, `${said.progress(row.filled, row.owed)} ${said.states[row.state]}`],
                [said.columns.due, row.dueOn],
              ]}
            />
          </Panel>
          <Panel title={said.differences}>
            {row.leftOut > 0 && <p className="soft">{said.stays}</p>}
            {row.differences.length === 0 ? (
              <Empty>{said.same}</Empty>
            ) : (
              <Table
                caption={said.differences}
                rows={row.differences}
                keyOf={({ key }) => key}
                columns={[
                  { title: said.difference.kind, cell: ({ kind }) => said.kinds[kind] },
                  { title: said.difference.name, cell: ({ name }) => name },
                  { title: said.difference.from, cell: ({ before }) => before, minor: true },
                  { title: said.difference.to, cell: ({ now }) => now },
                ]}
              />
            )}
          </Panel>
          <Panel title={said.lacking}>
            {row.lacking.length === 0 ? (
              <Empty>{said.complete}</Empty>
            ) : (
              <Table
                caption={said.lacking}
                rows={row.lacking}
                keyOf={({ agencyId }) => agencyId}
                columns={[
                  { title: said.agency, cell: ({ agency }) => agency },
                  { title: said.lacks, cell: ({ names }) => names.join('、') },
                  { title: said.count, cell: ({ names, owed }) => said.progress(names.length, owed), right: true },
                ]}
              />
            )}
          </Panel>
        </div>
      )}
    </Answer>
  );
}
