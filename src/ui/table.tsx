import type { ReactNode } from 'react';
import { text } from './text.ts';

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly numeric?: boolean | undefined;
  /** The cell that names the row. */
  readonly header?: boolean | undefined;
  /** Where the list sorted by this column is. */
  readonly sortHref?: string | undefined;
  readonly sorted?: 'ascending' | 'descending' | undefined;
};

export type TableProps<Row> = {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Said when there are no rows. */
  readonly empty?: string | undefined;
  /**
   * What happens on a phone. `cards` (usual): each row becomes a card. `scroll`: many columns of figures stay columns
   * and scroll sideways. `fixed`: few short columns that fit as they are.
   */
  readonly layout?: 'cards' | 'scroll' | 'fixed' | undefined;
  readonly hideCaption?: boolean | undefined;
};

function Heading<Row>({ column }: { readonly column: Column<Row> }) {
  return (
    <th role="columnheader" scope="col" aria-sort={column.sorted} className={column.numeric ? 'number' : undefined}>
      {column.sortHref === undefined ? (
        column.title
      ) : (
        <a href={column.sortHref}>
          {column.title}
          <span aria-hidden="true">
            {column.sorted === undefined ? ' ↕' : column.sorted === 'ascending' ? ' ↑' : ' ↓'}
          </span>
          <span className="unseen">
            {column.sorted === undefined ? text.table.sortBy(column.title) : text.table[column.sorted]}
          </span>
        </a>
      )}
    </th>
  );
}

function Cell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const shared = { 'data-label': column.title, className: column.numeric ? 'number' : undefined };
  return column.header ? (
    <th role="rowheader" scope="row" {...shared}>
      <div>{column.cell(row)}</div>
    </th>
  ) : (
    <td role="cell" {...shared}>
      <div>{column.cell(row)}</div>
    </td>
  );
}

/** Rows under a caption; on a phone each row becomes a card, or as `layout` says. */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows } = props;
  const table = (
    // The roles keep it a table for screen readers where the style sheet turns rows into cards.
    <table role="table" className={props.layout === undefined || props.layout === 'cards' ? 'stacks' : undefined}>
      <caption className={props.hideCaption ? 'unseen' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Heading key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={props.rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (rows.length === 0) return <p className="empty">{props.empty ?? text.table.empty}</p>;
  return props.layout === 'scroll' ? (
    <section className="scrolls" tabIndex={0} aria-label={`${caption}，${text.table.scroll}`}>
      {table}
    </section>
  ) : (
    table
  );
}

/** Backwards and forwards through a list that has no page numbers. Nothing when there is one page only. */
export const Pagination = (props: {
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
  /** For example 本页 20 条. */
  readonly note?: string | undefined;
}) =>
  (props.previousHref !== undefined || props.nextHref !== undefined) && (
    <nav className="pagination" aria-label={text.pagination.label}>
      {props.previousHref !== undefined && (
        <a className="button secondary" href={props.previousHref} rel="prev">
          {text.pagination.previous}
        </a>
      )}
      {props.note !== undefined && <span>{props.note}</span>}
      {props.nextHref !== undefined && (
        <a className="button secondary" href={props.nextHref} rel="next">
          {text.pagination.next}
        </a>
      )}
    </nav>
  );
