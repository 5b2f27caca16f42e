import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { CheckField, SelectField } from '../../workbench/kit/field.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { gapsCsv, readGaps } from '../wire-reports.ts';
import { words } from './text.ts';

type Report = Output<typeof readGaps>;
const { gaps } = words;

/** What is owed to the public and not there. */
export function Page({ query }: PageProps) {
  const kind = (['nothing', 'stale'] as const).find((each) => each === query.get('kind'));
  const law = query.get('law') === '1' ? ('1' as const) : undefined;
  const agency = Number(query.get('agency')) || undefined;
  const asked = { kind, law, agency };
  const offset = Number(query.get('offset')) || 0;
  const report = useCall(readGaps, { query: { ...asked, offset } }, { keep: true });
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/disclosure/gaps' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{gaps.title}</h1>
        <a className="button" href={urlOf(gapsCsv, { query: asked })}>
          {gaps.csv}
        </a>
      </header>
      <p className="soft">{gaps.intro}</p>
      <Answer of={report}>
        {(found) => (
          <>
            <div className="row">
              <SelectField
                label={gaps.agency}
                blank={gaps.allAgencies}
                value={String(agency ?? '')}
                onChange={(value) => show({ agency: value })}
                choices={found.agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                filter
              />
              <SelectField
                label={gaps.kind}
                blank={gaps.anyKind}
                value={kind ?? ''}
                onChange={(value) => show({ kind: value })}
                choices={(['nothing', 'stale'] as const).map((value) => ({ value, title: gaps.kinds[value] }))}
                filter
              />
              <CheckField label={gaps.law} value={law === '1'} onChange={(on) => show({ law: on ? '1' : undefined })} />
            </div>
            <p>{gaps.share(found.total, found.owed)}</p>
            {found.rows.length === 0 ? <Empty>{gaps.empty}</Empty> : <Rows rows={found.rows} />}
            {found.soon.length > 0 && <Soon rows={found.soon} />}
            {found.next !== null && <Button onClick={() => show({ offset: found.next })}>{gaps.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ rows }: { readonly rows: Report['rows'] }) => (
  <div className="panel flush">
    <Table
      caption={gaps.table}
      rows={rows}
      keyOf={({ agencyId, node }) => `${agencyId} ${node}`}
      columns={[
        { title: gaps.columns.agency, cell: (row) => row.agency },
        {
          title: gaps.columns.node,
          cell: (row) => (
            <>
              {row.name} {row.byLaw && <span className="tag">{words.catalogue.fixed}</span>}
              <div className="soft number">{row.node}</div>
            </>
          ),
        },
        { title: gaps.columns.basis, cell: (row) => row.basis, minor: true },
        {
          title: gaps.columns.kind,
          cell: (row) => (
            <>
              {gaps.kinds[row.kind]} {row.since && <span className="soft">{gaps.since(row.since)}</span>}
            </>
          ),
        },
        { title: gaps.columns.last, cell: (row) => row.last && <OnDay day={row.last} /> },
      ]}
    />
  </div>
);

const Soon = ({ rows }: { readonly rows: Report['soon'] }) => (
  <div className="panel flush">
    <Table
      caption={gaps.soon}
      rows={rows}
      keyOf={({ agencyId, node }) => `${agencyId} ${node}`}
      columns={[
        { title: gaps.columns.agency, cell: (row) => row.agency },
        { title: gaps.columns.node, cell: (row) => row.name },
        { title: gaps.dueOn, cell: (row) => <OnDay day={row.dueOn} /> },
        { title: gaps.columns.last, cell: (row) => row.last && <OnDay day={row.last} />, minor: true },
      ]}
    />
  </div>
);
