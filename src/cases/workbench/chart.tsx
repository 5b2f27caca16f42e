import { useState } from 'react';
import { Panel } from '../../workbench/kit/panel.tsx';
import type { CaseView } from '../contract.ts';
import { chartUrl } from './endpoints.ts';
import { words } from './text.ts';

/** The process this case runs on, drawn from the same definition, with the present state marked. */
export function Chart({ view }: { readonly view: CaseView }) {
  const [open, setOpen] = useState(false);
  return (
    <Panel title={words.chart.title}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.chart.open}</summary>
        {open && (
          <div className="scroll" role="region" aria-label={words.chart.title} tabIndex={0}>
            <img className="chart" src={chartUrl(view.id, view.seq)} alt={words.chart.alt(view.stateTitle)} />
          </div>
        )}
      </details>
    </Panel>
  );
}
