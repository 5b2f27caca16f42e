import { useEffect, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Light, Provisional } from '../../workbench/kit/light.tsx';
import { Chart } from '../../workbench/matter/chart.tsx';
import { Clocks } from '../../workbench/matter/clocks.tsx';
import { Timeline } from '../../workbench/matter/timeline.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import type { CaseView } from '../contract.ts';
import { Acts } from './acts.tsx';
import { Applicant } from './applicant.tsx';
import './cases.css';
import { Answers } from './answers.tsx';
import { type Findings, findingsIn } from './checklist.ts';
import { Documents } from './documents.tsx';
import { readCase } from './endpoints.ts';
import { Materials } from './materials.tsx';
import { words } from './text.ts';

/** One case: on the left what was asked for, on the right what can be done and by when. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readCase, { params: { id } });
  return (
    <Answer of={matter} title={words.title}>
      {(view) => <Case key={view.id} view={view} reload={() => void matter.refetch()} />}
    </Answer>
  );
}

/** The clock that runs out first is the one a reader looks for. */
const nearest = (view: CaseView): CaseView['clocks'][number] | undefined =>
  view.clocks
    .filter((clock) => clock.state === 'running' || clock.state === 'suspended')
    .toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))[0];

const SHOWN_MS = 60_000;

function Case({ view, reload }: { readonly view: CaseView; readonly reload: () => void }) {
  // Shown in full for a minute or until the page is left; nothing of it is kept.
  const [full, setFull] = useState<CaseView | null>(null);
  useEffect(() => {
    if (full === null) return;
    const timer = setTimeout(() => setFull(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [full]);
  const [findings, setFindings] = useState<Findings>(() => findingsIn(view.wanted));
  const checks = view.acts.some(({ act }) => act === 'accept' || act === 'ask-to-correct');
  const shown = full ?? view;
  return (
    <div className="stack">
      <Heading view={view} />
      <div className="two">
        <div className="stack">
          <Applicant
            view={shown}
            isFull={full !== null}
            onFull={(next) => {
              setFull(next);
              // Looking is an entry of the ledger too: without the new length one's own next act would be stale.
              if (next) reload();
            }}
          />
          <Materials view={view} findings={findings} onChange={checks ? setFindings : null} />
          <Answers view={shown} />
          <Documents view={view} />
        </div>
        <div className="stack">
          <Acts view={view} findings={findings} reload={reload} />
          <Clocks clocks={view.clocks} />
          <Timeline entries={view.timeline} />
          <Chart id={view.id} seq={view.seq} stateTitle={view.stateTitle} />
        </div>
      </div>
    </div>
  );
}

function Heading({ view }: { readonly view: CaseView }) {
  const clock = nearest(view);
  return (
    <header className="matter-heading">
      <div>
        <h1>{view.title}</h1>
        <p className="soft row">
          <span className="number">{view.number}</span>
          <span>{view.agencyName}</span>
          {view.parent && <Link to={`/cases/${view.parent.id}`}>{words.parent(view.parent.number)}</Link>}
        </p>
      </div>
      <div className="row">
        <span className="tag">{view.stateTitle}</span>
        {view.closedAt !== null && <Light light="done" />}
        {clock && (
          <span className="row">
            <Light light={clock.light} />
            {clock.dueOn && <OnDay day={clock.dueOn} week />}
            {clock.provisional && <Provisional />}
          </span>
        )}
      </div>
    </header>
  );
}
