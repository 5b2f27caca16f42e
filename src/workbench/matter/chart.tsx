import { useState } from 'react';
import { matterChart } from '../../workbench-api/contract.ts';
import { urlOf } from '../call.ts';
import { Button } from '../kit/button.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Panel } from '../kit/panel.tsx';
import './matter.css';
import { matterText as words } from './text.ts';

type Props = { readonly id: number; readonly seq: number; readonly stateTitle: string };

/** The process this matter runs on, drawn from the same definition, with the present state marked. */
export function Chart({ id, seq, stateTitle }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Panel title={words.chart.title}>
      <Button onClick={() => setOpen(true)}>{words.chart.open}</Button>
      {open && (
        <Dialog title={words.chart.title} wide onClose={() => setOpen(false)}>
          <img
            className="chart"
            src={urlOf(matterChart, { params: { id }, query: { seq } })}
            alt={words.chart.alt(stateTitle)}
          />
        </Dialog>
      )}
    </Panel>
  );
}
