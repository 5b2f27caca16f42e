import { useState } from 'react';
import { PeriodChart } from '../../ui/period-chart.tsx';
import type { Output } from '../../workbench/call.ts';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import type { readDuty } from '../wire-duties.ts';
import { dutyWords } from './duties-text.ts';

type Trend = Output<typeof readDuty>['trend'];
const { chart } = dutyWords;

/** One indicator over the last periods: a drawing, and the same as a table. */
export function DutyChart({ trend }: { readonly trend: Trend }) {
  const named = trend.at(-1)?.values ?? [];
  const [chosen, setChosen] = useState('');
  const figure = named.find(({ indicator }) => indicator === chosen) ?? named[0];
  if (!figure) return null;
  const points = trend.map(({ title, period, values }) => ({
    name: title,
    label: period,
    value: values.find(({ indicator, unit }) => indicator === figure.indicator && unit === figure.unit)?.value ?? null,
  }));
  const name = chart.name(figure.indicator, figure.unit);
  const told = points.filter(({ value }) => value !== null).length;
  return (
    <Panel title={chart.title}>
      <div className="stack tight">
        {named.length > 1 && (
          <SelectField
            label={chart.indicator}
            value={figure.indicator}
            onChange={setChosen}
            choices={named.map(({ indicator }) => ({ value: indicator, title: indicator }))}
            filter
          />
        )}
        <PeriodChart
          name={name}
          describe={chart.describe(points[0]?.name ?? '', points.at(-1)?.name ?? '', told)}
          points={points}
        />
        <details>
          <summary>{chart.table}</summary>
          <Table
            caption={name}
            rows={points}
            keyOf={({ label }) => label}
            columns={[
              { title: chart.columns.period, cell: (point) => point.name },
              { title: chart.columns.value, cell: ({ value }) => value ?? chart.blank, right: true },
            ]}
          />
        </details>
      </div>
    </Panel>
  );
}
