import type { ReactNode } from 'react';

export type Column<T> = {
  readonly title: string;
  readonly cell: (row: T) => ReactNode;
  readonly right?: boolean;
  /** Left out on a narrow screen. */
  readonly minor?: boolean;
};

/** Rows under headings; the caption is read aloud and not shown. */
export function Table<T>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string | number;
}) {
  const classOf = (column: Column<T>): string | undefined =>
    [column.right && 'right', column.minor && 'minor'].filter(Boolean).join(' ') || undefined;
  return (
    <div className="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="list">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={classOf(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.title} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
