import { useState } from 'react';
import { matterChart } from '../../workbench-api/contract.ts';
import { urlOf } from '../call.ts';
import { Panel } from '../kit/panel.tsx';
import './matter.css';
import { matterText as words } from './text.ts';

/** The process this matter runs on, drawn from the same definition, with the present state marked. */
export function Chart({
  id,
  seq,
  stateTitle,
}: {
  readonly id: number;
  readonly seq: number;
  readonly stateTitle: string;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Panel title={words.chart.title}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.chart.open}</summary>
        {open && (
          <div className="scroll" role="region" aria-label={words.chart.title} tabIndex={0}>
            <img
              className="chart"
              src={urlOf(matterChart, { params: { id }, query: { seq } })}
              alt={words.chart.alt(stateTitle)}
            />
          </div>
        )}
      </details>
    </Panel>
  );
}
