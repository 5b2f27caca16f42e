import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, legalDay, OnDay } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Empty, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { GRADES, type IncidentRow, listIncidents } from '../contract.ts';
import { StartDialog } from './start-dialog.tsx';
import { words } from './text.ts';

const { columns, ...text } = words.incidents;

type List = Output<typeof listIncidents>;

/** Incidents and drills of a year, and the drill that is owed. */
export function Page({ query }: PageProps) {
  const year = Number(query.get('year') ?? legalDay(new Date()).slice(0, 4));
  const list = useCall(listIncidents, { query: { year } }, { keep: true });
  const [starting, setStarting] = useState<'incident' | 'drill' | null>(null);
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        {list.data?.mayStart && (
          <div className="row no-print">
            <Button kind="danger" onClick={() => setStarting('incident')}>
              {text.start}
            </Button>
            <Button onClick={() => setStarting('drill')}>{text.startDrill}</Button>
          </div>
        )}
      </header>
      <p className="soft">{text.intro}</p>
      <div className="row foot no-print">
        <TextField
          label={text.year}
          type="number"
          value={String(year)}
          onChange={(typed) => {
            if (/^20\d\d$/u.test(typed)) go(urlOf({ path: '/incidents' }, { query: { year: typed } }));
          }}
          filter
        />
      </div>
      <Answer of={list}>
        {(shown) => (
          <>
            <Duty duty={shown.duty} />
            <Counts counts={shown.counts} />
            {shown.incidents.length === 0 ? <Empty>{text.empty}</Empty> : <Incidents incidents={shown.incidents} />}
          </>
        )}
      </Answer>
      {starting && <StartDialog drill={starting === 'drill'} onClose={() => setStarting(null)} />}
    </div>
  );
}

function Duty({ duty }: { readonly duty: List['duty'] }) {
  if (duty === null) return null;
  if (!duty.held) return <Notice tone="warn">{text.owed(duty.year, duty.dueOn ?? '')}</Notice>;
  return (
    <Notice tone="good">
      {text.held(duty.year)} {duty.drill !== null && <Link to={`/incidents/${duty.drill}`}>{text.seeDrill}</Link>}
    </Notice>
  );
}

const Counts = ({ counts }: { readonly counts: List['counts'] }) => (
  <Panel title={text.total}>
    <Facts
      facts={[
        [text.counts.open, counts.open],
        [text.counts.closed, counts.closed],
        ...GRADES.map((grade) => [text.byGrade(text.grades[grade]), counts.byGrade[grade] ?? 0] as const),
        [text.counts.drills, counts.drills],
      ]}
    />
  </Panel>
);

const Incidents = ({ incidents }: { readonly incidents: readonly IncidentRow[] }) => (
  <div className="panel flush">
    <Table
      caption={text.table}
      rows={incidents}
      keyOf={({ id }) => id}
      columns={[
        {
          title: columns.number,
          cell: ({ id, number }) => (
            <Link to={`/incidents/${id}`} className="number">
              {number}
            </Link>
          ),
        },
        {
          title: columns.what,
          cell: ({ summary, drill, personalData }) => (
            <>
              {drill && <span className="tag">{text.drill}</span>}{' '}
              {personalData && <span className="tag wrong">{text.personal}</span>} {summary}
            </>
          ),
        },
        { title: columns.category, cell: ({ category }) => text.categories[category], minor: true },
        { title: columns.grade, cell: ({ grade }) => (grade === null ? text.notGraded : text.grades[grade]) },
        { title: columns.at, cell: ({ detectedAt }) => <At at={detectedAt} />, minor: true },
        { title: columns.state, cell: ({ stateTitle }) => stateTitle },
        {
          title: columns.due,
          cell: ({ dueOn, late }) =>
            dueOn && (
              <span className={late ? 'late' : undefined}>
                <OnDay day={dueOn} /> {late && text.late}
              </span>
            ),
        },
      ]}
    />
  </div>
);
