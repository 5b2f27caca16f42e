import { type Day, weekday, yearOf } from '../kernel/day.ts';
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

/** `9月29日 周二`; with the year where the list begins and where a year begins, so that the column stays narrow. */
const ListedDay = ({ day, before }: { readonly day: Day; readonly before: Day | undefined }) => {
  const [year, month, date] = day.split('-').map(Number);
  const isNewYear = before === undefined || yearOf(before) !== year;
  return (
    <time dateTime={day}>
      {isNewYear && `${year}年`}
      {`${month}月${date}日 ${text.weekdaysShort[weekday(day)]}`}
    </time>
  );
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
        layout="fixed"
        columns={[
          {
            key: 'day',
            title: text.derivation.day,
            header: true,
            cell: (row) => <ListedDay day={row.day} before={props.rows[props.rows.indexOf(row) - 1]?.day} />,
          },
          {
            key: 'counted',
            title: text.derivation.counted,
            cell: ({ nth }) =>
              nth === undefined ? <span className="skipped">{text.derivation.no}</span> : text.derivation.yes(nth),
          },
          {
            key: 'why',
            title: text.derivation.why,
            cell: ({ why, law }) => (
              <>
                {why}
                {law !== undefined && <span className="note">{` ${law}`}</span>}
              </>
            ),
          },
        ]}
      />
    </details>
  </div>
);
