import { codesOf } from './codes.ts';
import { BOUNDS, type Bounds, type Part, type PartCell, type Unread } from './readers/part.ts';
import { readDocument } from './readers/read.ts';
import { detect } from './rules/detect.ts';
import type { Hit } from './rules/kinds.ts';

/** A hit with the part it stands in; offsets count in the text of that part. */
export type PartHit = Hit & { readonly part: string };
export type Scanned = PartHit | Unread;

/** Looks through a document with all that lies within it; memory is bounded by its largest part. */
export async function* scanDocument(name: string, bytes: Buffer, bounds: Bounds = BOUNDS): AsyncGenerator<Scanned> {
  for await (const found of readDocument(name, bytes, bounds)) {
    if ('error' in found) yield found;
    else yield* scanPart(found);
  }
}

export function* scanPart(part: Part): Generator<PartHit> {
  for (const hit of detect(part.text, { isCommaSeparated: part.isCommaSeparated ?? false, ...codesOf(part.text) })) {
    const cell = part.cells ? cellAt(part.cells, hit.start) : null;
    if (cell) yield { ...hit, part: cell.part, start: hit.start - cell.start, end: hit.end - cell.start };
    else yield { ...hit, part: part.part };
  }
}

/** Cells stand in the order of the text. */
export function cellAt(cells: readonly PartCell[], position: number): PartCell | null {
  let [low, high] = [0, cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle]?.start ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  const found = cells[low - 1];
  return found && position < found.end ? found : null;
}
