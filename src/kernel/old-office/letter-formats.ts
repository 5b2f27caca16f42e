import { refuse } from '../refusal.ts';

const PAGE = 512;

/** How letters from one place of the stream to another look. */
export type FormatRun = {
  readonly from: number;
  readonly to: number;
  /** Style of a paragraph; 1 to 9 are the headings. */
  readonly style: number;
  /** What differs from the style: codes with their operands. */
  readonly properties: Buffer;
};

/**
 * The runs of a table of pages of formats, in the order of their places. Without a page of them nobody knows which words are
 * hidden.
 *
 * @throws Refusal files/broken (422) where a page is missing
 */
export function formatRuns(table: Buffer, word: Buffer, kind: 'characters' | 'paragraphs'): readonly FormatRun[] {
  const count = Math.max(0, Math.floor((table.length - 4) / 8));
  const pages = new Set<number>();
  for (let i = 0; i < count; i += 1) pages.add(table.readUInt32LE((count + 1) * 4 + i * 4) & 0x3f_ffff);
  const runs: FormatRun[] = [];
  for (const number of pages) {
    const page = word.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.length < PAGE) throw refuse('files/broken', {}, 422);
    runs.push(...(kind === 'characters' ? characterRuns(page) : paragraphRuns(page)));
  }
  return runs.filter(({ from, to }) => from < to).toSorted((a, b) => a.from - b.from);
}

function characterRuns(page: Buffer): readonly FormatRun[] {
  const count = Math.min(page[PAGE - 1] ?? 0, 101);
  return Array.from({ length: count }, (_, i) => {
    const at = (page[(count + 1) * 4 + i] ?? 0) * 2;
    const size = at === 0 ? 0 : (page[at] ?? 0);
    return {
      from: page.readUInt32LE(i * 4),
      to: page.readUInt32LE(i * 4 + 4),
      style: 0,
      properties: page.subarray(at + 1, at + 1 + size),
    };
  });
}

function paragraphRuns(page: Buffer): readonly FormatRun[] {
  const count = Math.min(page[PAGE - 1] ?? 0, 29);
  return Array.from({ length: count }, (_, i) => {
    const at = (page[(count + 1) * 4 + i * 13] ?? 0) * 2;
    const half = page[at] ?? 0;
    const start = half === 0 ? at + 2 : at + 1;
    const size = at === 0 ? 0 : half === 0 ? (page[at + 1] ?? 0) * 2 : half * 2 - 1;
    const own = page.subarray(start, start + size);
    return {
      from: page.readUInt32LE(i * 4),
      to: page.readUInt32LE(i * 4 + 4),
      style: own.length >= 2 ? own.readUInt16LE(0) : 0,
      properties: own.subarray(2),
    };
  });
}

/** The run that holds this place. */
export function runAt(runs: readonly FormatRun[], place: number): FormatRun | null {
  let [low, high] = [0, runs.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (!run) return null;
    if (place < run.from) high = middle - 1;
    else if (place >= run.to) low = middle + 1;
    else return run;
  }
  return null;
}

const LENGTHS = [1, 1, 2, 4, 2, 2, 0, 3];
const ROW = 0xd608;

/** What a property is set to last; null: it is not set. */
export function operandOf(properties: Buffer, wanted: number): Buffer | null {
  let found: Buffer | null = null;
  for (let at = 0; at + 3 <= properties.length; ) {
    const code = properties.readUInt16LE(at);
    let start = at + 2;
    let length = LENGTHS[code >> 13] ?? 0;
    if (code === ROW && start + 2 <= properties.length) {
      // Says its length in two bytes, and one more than it is.
      length = Math.max(0, properties.readUInt16LE(start) - 1);
      start += 2;
    } else if (length === 0) {
      length = properties[start] ?? 0;
      start += 1;
    }
    if (code === wanted) found = properties.subarray(start, start + length);
    at = start + length;
  }
  return found;
}
