import { useId } from 'react';

/** One bar; a value is a decimal in words, null where there is none. */
export type PeriodPoint = {
  readonly label: string;
  /** A second line under the label. */
  readonly under?: string | undefined;
  readonly name: string;
  readonly value: string | null;
};

const WIDTH = 640;
const HEIGHT = 256;
const TOP = 24;
/** Room for the labels, and for the figure of a bar that hangs down. */
const BOTTOM = 78;
/** So few bars have room for larger words on a phone. */
const FEW = 4;

/**
 * Periods beside each other as bars, the last of them set off: a picture with a name and a description, without script.
 * Whoever shows it puts the same figures in a table beside it.
 */
export function PeriodChart(props: {
  readonly name: string;
  readonly describe: string;
  readonly points: readonly PeriodPoint[];
}) {
  const { name, describe, points } = props;
  const id = useId();
  const numbers = points.flatMap(({ value }) => (value === null ? [] : [Number(value)]));
  const high = Math.max(0, ...numbers);
  const low = Math.min(0, ...numbers);
  const span = high - low || 1;
  const y = (n: number): number => Math.round((TOP + ((high - n) / span) * (HEIGHT - TOP - BOTTOM)) * 10) / 10;
  const step = WIDTH / Math.max(points.length, 1);
  const width = Math.min(step * 0.6, 56);
  return (
    <svg
      className={points.length > FEW ? 'period-chart' : 'period-chart few'}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      data-bars={numbers.length}
    >
      <title id={`${id}-title`}>{name}</title>
      <desc id={`${id}-desc`}>{describe}</desc>
      {points.map(({ label, under, value, name: long }, at) => {
        const middle = Math.round(step * (at + 0.5) * 10) / 10;
        const n = Number(value ?? '0');
        return (
          <g key={long}>
            {value !== null && (
              <>
                <rect
                  className={at === points.length - 1 ? 'bar now' : 'bar'}
                  x={middle - width / 2}
                  width={width}
                  y={Math.min(y(n), y(0))}
                  height={Math.max(Math.round(Math.abs(y(n) - y(0)) * 10) / 10, 1)}
                />
                <text x={middle} y={n < 0 ? y(n) + 16 : y(n) - 6} textAnchor="middle">
                  {value}
                </text>
              </>
            )}
            <text className="period" x={middle} y={under === undefined ? HEIGHT - 8 : HEIGHT - 28} textAnchor="middle">
              {label}
            </text>
            {under !== undefined && (
              <text className="period" x={middle} y={HEIGHT - 6} textAnchor="middle">
                {under}
              </text>
            )}
          </g>
        );
      })}
      <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
    </svg>
  );
}
