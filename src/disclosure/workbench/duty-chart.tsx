import { useId, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { SelectField } from '../../workbench/kit/field.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { numberOf } from '../rules/figures.ts';
import type { readDuty } from '../wire-duties.ts';
import { dutyWords } from './duties-text.ts';

type Trend = Output<typeof readDuty>['trend'];
const { chart } = dutyWords;
const WIDTH = 640;
const HEIGHT = 220;
const TOP = 24;
const BOTTOM = 36;

/** One indicator over the last periods: a drawing, and the same as a table. */
export function DutyChart({ trend }: { readonly trend: Trend }) {
  const named = trend.at(-1)?.values ?? [];
  const [chosen, setChosen] = useState('');
  const figure = named.find(({ indicator }) => indicator === chosen) ?? named[0];
  if (!figure) return null;
  const points = trend.map(({ title, period, values }) => ({
    title,
    period,
    value: values.find(({ indicator, unit }) => indicator === figure.indicator && unit === figure.unit)?.value ?? null,
  }));
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
        <Bars name={chart.name(figure.indicator, figure.unit)} points={points} />
        <details>
          <summary>{chart.table}</summary>
          <Table
            caption={chart.name(figure.indicator, figure.unit)}
            rows={points}
            keyOf={({ period }) => period}
            columns={[
              { title: chart.columns.period, cell: ({ title }) => title },
              { title: chart.columns.value, cell: ({ value }) => value ?? chart.blank, right: true },
            ]}
          />
        </details>
      </div>
    </Panel>
  );
}

type Point = { readonly title: string; readonly period: string; readonly value: string | null };

function Bars({ name, points }: { readonly name: string; readonly points: readonly Point[] }) {
  const id = useId();
  const told = points.filter(({ value }) => value !== null);
  const numbers = told.map(({ value }) => numberOf(value ?? '0'));
  const high = Math.max(0, ...numbers);
  const low = Math.min(0, ...numbers);
  const span = high - low || 1;
  const y = (n: number): number => TOP + ((high - n) / span) * (HEIGHT - TOP - BOTTOM);
  const step = WIDTH / Math.max(points.length, 1);
  const width = Math.min(step * 0.6, 56);
  return (
    <svg
      className="duty-chart"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      data-bars={told.length}
    >
      <title id={`${id}-title`}>{name}</title>
      <desc id={`${id}-desc`}>{chart.describe(points[0]?.title ?? '', points.at(-1)?.title ?? '', told.length)}</desc>
      {points.map(({ period, value }, at) => {
        const middle = step * (at + 0.5);
        const n = numberOf(value ?? '0');
        return (
          <g key={period}>
            {value !== null && (
              <>
                <rect
                  className={at === points.length - 1 ? 'bar now' : 'bar'}
                  x={middle - width / 2}
                  width={width}
                  y={Math.min(y(n), y(0))}
                  height={Math.max(Math.abs(y(n) - y(0)), 1)}
                />
                <text x={middle} y={n < 0 ? y(n) + 14 : y(n) - 6} textAnchor="middle">
                  {value}
                </text>
              </>
            )}
            <text className="period" x={middle} y={HEIGHT - 6} textAnchor="middle">
              {period}
            </text>
          </g>
        );
      })}
      <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
    </svg>
  );
}
