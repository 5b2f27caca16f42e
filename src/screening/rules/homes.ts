import { addressInCell } from './addresses.ts';
import type { Hit } from './kinds.ts';
import type { Page } from './page.ts';
import type { Take } from './runs.ts';

/** Whose number of a resident or card stands in a row, lives where a cell of it says. */
export function takeHomesOfRows(page: Page, identifiers: readonly Hit[], take: Take): void {
  let row = -1;
  for (const { kind, start } of identifiers) {
    const line = page.lineAt(start);
    if ((kind !== 'resident_id' && kind !== 'bank_card' && kind !== 'mobile') || line.start === row) continue;
    row = line.start;
    const cells = page.cellsOf(line);
    // A row that has lost a cell stands askew under its headings.
    if (cells.length < 2 || page.headerOf(line)?.length === cells.length) continue;
    for (const cell of cells) {
      const home = addressInCell(page.text, cell.start, cell.end);
      if (home) take('home_address', home.start, home.end);
    }
  }
}
