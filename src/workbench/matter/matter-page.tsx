import type { ReactNode } from 'react';
import type { MatterView } from '../../workbench-api/contract.ts';
import { At, OnDay } from '../kit/day.tsx';
import { Light, Provisional } from '../kit/light.tsx';
import { Facts, Panel } from '../kit/panel.tsx';
import { Chart } from './chart.tsx';
import { Clocks } from './clocks.tsx';
import './matter.css';
import { matterText } from './text.ts';
import { Timeline } from './timeline.tsx';

type Props = {
  readonly view: MatterView;
  /** What this kind offers to do now. */
  readonly acts?: ReactNode;
  /** What is particular to this kind. */
  readonly children?: ReactNode;
};

/** A matter with everything any kind has: facts, clocks, history, flow chart; its module adds the rest. */
export function MatterPage({ view, acts, children }: Props) {
  const open = view.clocks.filter(({ state }) => state === 'running' || state === 'suspended');
  const nearest = open.toSorted((a, b) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9'))[0];
  const { facts } = matterText;
  return (
    <div className="stack">
      <header className="matter-heading">
        <div>
          <h1>{view.title}</h1>
          <p className="soft number">{view.number}</p>
        </div>
        <div className="row">
          <span className="tag">{view.stateTitle}</span>
          {view.closedAt !== null && <Light light="done" />}
          {nearest && (
            <span className="row">
              <Light light={nearest.light} />
              {nearest.dueOn && <OnDay day={nearest.dueOn} week />}
              {nearest.provisional && <Provisional />}
            </span>
          )}
        </div>
      </header>
      <div className="two">
        <div className="stack">
          <Panel title={facts.title}>
            <Facts
              facts={[
                [facts.kind, view.kindTitle],
                [facts.agency, view.agencyName],
                [facts.opened, <At key="at" at={view.openedAt} />],
                [facts.closed, view.closedAt && <At key="at" at={view.closedAt} />],
              ]}
            />
          </Panel>
          {children}
          <Chart id={view.id} seq={view.seq} stateTitle={view.stateTitle} />
        </div>
        <div className="stack">
          {acts && <Panel title={matterText.acts}>{acts}</Panel>}
          <Clocks clocks={view.clocks} />
          <Timeline entries={view.timeline} />
        </div>
      </div>
    </div>
  );
}
