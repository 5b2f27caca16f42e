import type { Day } from '../kernel/day.ts';
import { OnDay } from './on-day.tsx';
import { Table } from './table.tsx';
import { text } from './text.ts';

/** One day of a count: counted as the `nth`, or skipped. */
export type DerivationRow = {
  readonly day: Day;
  /** 1 for the first day counted; absent when the day does not count. */
  readonly nth?: number | undefined;
  readonly why: string;
  readonly law?: string | undefined;
};

/** How a day was found: first one sentence, then, folded, every day counted or skipped with its reason and article. */
export const Derivation = (props: {
  /** For example 自 9 月 28 日收到起算 20 个工作日，国庆假期不计，应于 10 月 30 日前答复。 */
  readonly sentence: string;
  readonly rows: readonly DerivationRow[];
  /** Why the day may still change; absent when it is final. */
  readonly provisional?: string | undefined;
  readonly open?: boolean | undefined;
}) => (
  <div className="derivation">
    <p>{props.sentence}</p>
    {props.provisional !== undefined && (
      <p>
        <strong className="tag">{text.derivation.provisional}</strong> {props.provisional}
      </p>
    )}
    <details open={props.open}>
      <summary>{text.derivation.open}</summary>
      <Table
        caption={text.derivation.caption}
        rows={props.rows}
        rowKey={(row) => row.day}
        columns={[
          { key: 'day', title: text.derivation.day, header: true, cell: (row) => <OnDay day={row.day} /> },
          {
            key: 'counted',
            title: text.derivation.counted,
            cell: ({ nth }) => (nth === undefined ? text.derivation.no : text.derivation.yes(nth)),
          },
          { key: 'why', title: text.derivation.why, cell: (row) => row.why },
          { key: 'law', title: text.derivation.law, cell: (row) => row.law ?? '—' },
        ]}
      />
    </details>
  </div>
);
