import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf } from '../../workbench/kit/list/filter.ts';
import { Chips } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { listFilings } from './endpoints.ts';
import { ReportDialog } from './report-dialog.tsx';
import { words } from './text.ts';

const { columns, changes, ...text } = words.filings;
const STATES = ['open', 'all'] as const;

/** What units have reported about their people, and what is still to be filed. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/staffing', { state: oneOf(STATES, 'open') });
  const list = useList(listFilings, (before) => ({ query: { ...filter.asked, before } }));
  const mayReport = usePermission('identity.report-staff');
  const [reporting, setReporting] = useState(false);
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        mayReport && (
          <Button kind="main" onClick={() => setReporting(true)}>
            {text.report}
          </Button>
        )
      }
      chips={<Chips filter={filter} by="state" label={columns.state} values={STATES} titles={text} />}
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ matterId }) => matterId}
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
              {filing.stateTitle} {!filing.inTime && <span className="tag wrong">{text.late}</span>}
            </>
          ),
        },
        { title: columns.due, cell: (filing) => filing.dueOn && <OnDay day={filing.dueOn} /> },
      ]}
    >
      {reporting && <ReportDialog onClose={() => setReporting(false)} />}
    </ListScreen>
  );
}
