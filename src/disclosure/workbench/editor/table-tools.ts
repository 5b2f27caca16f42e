// Rows and columns are changed on a copy of the table, which then takes its place as one step that can be undone.

export type TableTool = 'row' | 'column' | 'lessRow' | 'lessColumn';

const empty = (like: Element | undefined): HTMLTableCellElement => {
  const cell = document.createElement(like?.tagName === 'TH' ? 'th' : 'td');
  cell.append(document.createElement('br'));
  return cell;
};

/** The table after it, or null where nothing would be left of it. */
export function changedTable(cell: HTMLTableCellElement, tool: TableTool): HTMLTableElement | null {
  const table = cell.closest('table');
  const row = cell.closest('tr');
  if (!table || !row) return null;
  const copy = document.createElement('table');
  copy.append(...[...table.childNodes].map((child) => child.cloneNode(true)));
  const [rowAt, columnAt] = [row.rowIndex, cell.cellIndex];
  const mine = copy.rows[rowAt];
  if (!mine) return null;
  if (tool === 'row') {
    const added = document.createElement('tr');
    for (const each of mine.cells) {
      const fresh = empty(undefined);
      fresh.colSpan = each.colSpan;
      added.append(fresh);
    }
    const isHead = mine.parentElement?.tagName === 'THEAD';
    if (isHead) (copy.tBodies[0] ?? copy.createTBody()).prepend(added);
    else mine.after(added);
  } else if (tool === 'column') for (const each of copy.rows) each.cells[columnAt]?.after(empty(each.cells[columnAt]));
  else if (tool === 'lessRow') mine.remove();
  else for (const each of copy.rows) each.cells[columnAt]?.remove();
  return copy.rows.length > 0 && [...copy.rows].some(({ cells }) => cells.length > 0) ? copy : null;
}

/** The cell after this one, or before it. */
export function neighbour(cell: HTMLTableCellElement, step: 1 | -1): HTMLTableCellElement | null {
  const cells = [...(cell.closest('table')?.querySelectorAll<HTMLTableCellElement>('td, th') ?? [])];
  return cells[cells.indexOf(cell) + step] ?? null;
}
