import { Table } from './table.tsx';
import { text } from './text.ts';

export type ChartPoint = { readonly label: string; readonly value: number };

export type ChartProps = {
  readonly title: string;
  /** Must be unique in the page. */
  readonly id: string;
  readonly points: readonly ChartPoint[];
  readonly unit?: string | undefined;
  readonly digits?: number | undefined;
};

const WIDTH = 640;
const BAR_STEP = 34;
const LINE_HEIGHT = 240;

const written = (value: number, digits: number): string =>
  value.toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The figures themselves: a picture alone says nothing to those who cannot see it. */
const Figures = ({ title, points, unit, digits = 0 }: ChartProps) => (
  <details>
    <summary>{text.chart.table}</summary>
    <Table
      caption={title}
      rows={points}
      rowKey={(point) => point.label}
      wide
      columns={[
        { key: 'label', title: text.chart.item, header: true, cell: (point) => point.label },
        {
          key: 'value',
          title: unit === undefined ? text.chart.value : `${text.chart.value}（${unit}）`,
          numeric: true,
          cell: (point) => written(point.value, digits),
        },
      ]}
    />
  </details>
);

const shortened = (label: string, length: number): string =>
  [...label].length > length ? `${[...label].slice(0, length - 1).join('')}…` : label;

/** Amounts side by side, the longest bar being the largest; negative values are shown as none. */
export const BarChart = (props: ChartProps) => {
  const { points, digits = 0 } = props;
  const most = Math.max(...points.map(({ value }) => value), 0) || 1;
  const left = 150;
  const room = WIDTH - left - 90;
  return (
    <figure className="chart">
      <figcaption>{props.title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${points.length * BAR_STEP + 4}`} role="img" aria-label={props.title}>
        {points.map((point, index) => {
          const length = (Math.max(0, point.value) / most) * room;
          const y = index * BAR_STEP;
          return (
            <g key={point.label}>
              <text x={left - 10} y={y + 22} textAnchor="end">
                {shortened(point.label, 9)}
              </text>
              <path className="bar" d={`M${left} ${y + 6}h${length.toFixed(1)}v22H${left}z`} />
              <text x={left + length + 8} y={y + 22}>
                {written(point.value, digits)}
              </text>
            </g>
          );
        })}
      </svg>
      <Figures {...props} />
    </figure>
  );
};

/** A course over time. The axis starts at zero, so that a change never looks larger than it is. */
export const LineChart = (props: ChartProps) => {
  const { points, digits = 0 } = props;
  const most = Math.max(...points.map(({ value }) => value), 0) || 1;
  const x = (index: number): number => 60 + (index * (WIDTH - 90)) / Math.max(1, points.length - 1);
  const y = (value: number): number => LINE_HEIGHT - 40 - (Math.max(0, value) / most) * (LINE_HEIGHT - 70);
  const every = Math.ceil(points.length / 8);
  const course = points.map(({ value }, index) => `${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join('L');
  return (
    <figure className="chart">
      <figcaption>{props.title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${LINE_HEIGHT}`} role="img" aria-label={props.title}>
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <path className="grid" d={`M60 ${y(most * part)}H${WIDTH - 30}`} />
            <text x={52} y={y(most * part) + 5} textAnchor="end">
              {written(most * part, digits)}
            </text>
          </g>
        ))}
        {points.length > 0 && <path className="line" d={`M${course}`} />}
        {points.map((point, index) => (
          <g key={point.label}>
            <circle cx={x(index)} cy={y(point.value)} r="4" />
            {index % every === 0 && (
              <text x={x(index)} y={LINE_HEIGHT - 14} textAnchor="middle">
                {shortened(point.label, 6)}
              </text>
            )}
          </g>
        ))}
      </svg>
      <Figures {...props} />
    </figure>
  );
};
