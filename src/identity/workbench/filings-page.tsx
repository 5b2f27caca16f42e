import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { listFilings } from './endpoints.ts';
import { ReportDialog } from './report-dialog.tsx';
import { words } from './text.ts';

type Filing = Output<typeof listFilings>['filings'][number];

/** What units have reported about their people, and what is still to be filed. */
export function Page({ query }: PageProps) {
  const state = query.get('state') === 'all' ? 'all' : 'open';
  const before = query.get('before') ?? undefined;
  const filings = useCall(listFilings, { query: { state, before } }, { keep: true });
  const mayReport = usePermission('identity.report-staff');
  const [reporting, setReporting] = useState(false);
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: '/staffing' }, { query: next }));
  return (
    <div className="stack">
      <header>
        <h1>{words.filings.title}</h1>
        {mayReport && (
          <Button kind="main" onClick={() => setReporting(true)}>
            {words.filings.report}
          </Button>
        )}
      </header>
      <p className="soft">{words.filings.intro}</p>
      <div className="chips">
        {(['open', 'all'] as const).map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={state === each}
            onClick={() => show({ state: each })}
          >
            {words.filings[each]}
          </button>
        ))}
      </div>
      <Answer of={filings}>
        {({ filings: list, next }) => (
          <>
            {list.length === 0 ? <Empty>{words.filings.empty}</Empty> : <Filings filings={list} />}
            {next !== null && <Button onClick={() => show({ state, before: next })}>{words.posts.next}</Button>}
          </>
        )}
      </Answer>
      {reporting && <ReportDialog onClose={() => setReporting(false)} />}
    </div>
  );
}

const Filings = ({ filings }: { readonly filings: readonly Filing[] }) => {
  const { columns, changes } = words.filings;
  return (
    <div className="panel flush">
      <Table
        caption={words.filings.table}
        rows={filings}
        keyOf={(filing) => filing.matterId}
        columns={[
          {
            title: columns.person,
            cell: (filing) => (
              <>
                <Link to={`/staffing/${filing.matterId}`}>{filing.person}</Link>
                <div className="soft number">{filing.number}</div>
              </>
            ),
          },
          { title: columns.change, cell: (filing) => `${changes[filing.change]} · ${filing.post}` },
          { title: columns.unit, cell: (filing) => filing.unit },
          { title: columns.on, cell: (filing) => <OnDay day={filing.changedOn} /> },
          {
            title: columns.state,
            cell: (filing) => (
              <>
                {filing.stateTitle} {!filing.inTime && <span className="tag wrong">{words.filings.late}</span>}
              </>
            ),
          },
          { title: columns.due, cell: (filing) => filing.dueOn && <OnDay day={filing.dueOn} /> },
        ]}
      />
    </div>
  );
};
