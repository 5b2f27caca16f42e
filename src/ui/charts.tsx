import type { ReactNode } from 'react';
import { Table } from './table.tsx';
import { text } from './text.ts';

export type ChartPoint = { readonly label: string; readonly value: number };

export type ChartProps = {
  readonly title: string;
  readonly points: readonly ChartPoint[];
  readonly unit?: string | undefined;
  readonly digits?: number | undefined;
};

const written = (value: number, digits: number): string =>
  value.toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const valueTitle = (unit: string | undefined): string =>
  unit === undefined ? text.chart.value : `${text.chart.value}（${unit}）`;

const labelColumn = {
  key: 'label',
  title: text.chart.item,
  header: true,
  cell: (point: ChartPoint): ReactNode => point.label,
} as const;

const valueColumn = (unit: string | undefined, digits: number) => ({
  key: 'value',
  title: valueTitle(unit),
  numeric: true,
  cell: (point: ChartPoint): ReactNode => written(point.value, digits),
});

/**
 * Amounts side by side: a table with a bar in each row, so that it reads aloud, wraps and grows with the type.
 * The longest bar is the largest value; negative values have none.
 */
export const BarChart = ({ title, points, unit, digits = 0 }: ChartProps) => {
  const most = Math.max(...points.map(({ value }) => value), 0) || 1;
  const bar = ({ value }: ChartPoint): ReactNode => (
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <path d={`M0 0h${((Math.max(0, value) / most) * 100).toFixed(1)}v1H0z`} />
    </svg>
  );
  return (
    <div className="bars">
      <Table
        caption={title}
        rows={points}
        rowKey={(point) => point.label}
        columns={[labelColumn, valueColumn(unit, digits), { key: 'bar', title: text.chart.bar, cell: bar }]}
        layout="fixed"
      />
    </div>
  );
};

/** The least round number that is not below `value`: 1, 2, 2.5 or 5 times a power of ten. */
function roundTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 2.5, 5].find((factor) => factor * power >= value) ?? 10;
  return step * power;
}

/**
 * A course over time, with its figures in a table below. The axis starts at zero unless `floor` says otherwise;
 * then the chart says so itself, because a cut axis makes a change look larger than it is.
 */
export const LineChart = (props: ChartProps & { readonly floor?: number | undefined }) => {
  const { title, points, unit, digits = 0, floor = 0 } = props;
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return <p className="empty">{`${title}：${text.table.empty}`}</p>;
  const top = roundTop(Math.max(...points.map(({ value }) => value), floor + 1));
  const x = (index: number): string => ((index / Math.max(1, points.length - 1)) * 100).toFixed(2);
  const y = (value: number): string => ((1 - (Math.max(floor, value) - floor) / (top - floor)) * 100).toFixed(2);
  const course = points.map(({ value }, index) => `${x(index)} ${y(value)}`);
  const axisDigits = Number.isInteger(top) && Number.isInteger(floor) ? 0 : digits;
  return (
    <figure className="chart">
      <figcaption>
        {title}
        {floor !== 0 && <span className="note">{text.chart.floor(written(floor, axisDigits))}</span>}
      </figcaption>
      <div className="plot" aria-hidden="true">
        <span>{written(top, axisDigits)}</span>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <path className="grid" d="M0 0H100M0 50H100M0 100H100" />
          <path className="line" d={`M${course.join('L')}`} />
          <path className="dots" d={course.map((point) => `M${point}h0`).join('')} />
        </svg>
        <span>{written(floor, axisDigits)}</span>
        <span className="ends">
          <span>{first.label}</span>
          <span>{points.length > 1 && last.label}</span>
        </span>
      </div>
      <details>
        <summary>{text.chart.table}</summary>
        <Table
          caption={title}
          rows={points}
          rowKey={(point) => point.label}
          columns={[labelColumn, valueColumn(unit, digits)]}
          layout="fixed"
        />
      </details>
    </figure>
  );
};
