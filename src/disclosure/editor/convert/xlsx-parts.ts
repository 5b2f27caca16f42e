import { SaxesParser } from 'saxes';
import { openPromise } from 'yauzl';

/** What the values of a sheet do not tell. */
export type SheetFrame = {
  readonly name: string;
  readonly isHidden: boolean;
  /** Merged cells: `B2:C4`. */
  readonly merged: readonly string[];
  /** From 1. */
  readonly hiddenRows: ReadonlySet<number>;
  readonly hiddenColumns: ReadonlySet<number>;
};

type Attributes = Readonly<Record<string, string>>;
const MOST_PART_BYTES = 64 * 1_048_576;
const MOST_COLUMN = 16_384;

/** Sheets of a workbook in their order, with what is hidden and merged in them. */
export async function sheetFrames(path: string): Promise<readonly SheetFrame[]> {
  const parts = await xmlParts(path, /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/u);
  const targets = new Map<string, string>();
  elements(parts.get('xl/_rels/workbook.xml.rels') ?? '', (name, at) => {
    if (name === 'Relationship') targets.set(at.Id ?? '', partName(at.Target ?? ''));
  });
  const frames: SheetFrame[] = [];
  elements(parts.get('xl/workbook.xml') ?? '', (name, at) => {
    if (name !== 'sheet') return;
    const id = Object.entries(at).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    const isHidden = at.state === 'hidden' || at.state === 'veryHidden';
    frames.push({ name: at.name ?? '', isHidden, ...frameOf(parts.get(targets.get(id) ?? '') ?? '') });
  });
  return frames;
}

const partName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

function frameOf(xml: string): Pick<SheetFrame, 'merged' | 'hiddenRows' | 'hiddenColumns'> {
  const merged: string[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  elements(xml, (name, at) => {
    if (name === 'mergeCell') merged.push(at.ref ?? '');
    if (name === 'row' && isOn(at.hidden)) hiddenRows.add(Number(at.r));
    if (name === 'col' && isOn(at.hidden))
      for (let column = Number(at.min); column <= Math.min(Number(at.max), MOST_COLUMN); column += 1)
        hiddenColumns.add(column);
  });
  return { merged, hiddenRows, hiddenColumns };
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';

function elements(xml: string, each: (name: string, attributes: Attributes) => void): void {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => each(name.replace(/^.*:/u, ''), attributes));
  if (xml !== '') parser.write(xml).close();
}

async function xmlParts(path: string, wanted: RegExp): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  let left = MOST_PART_BYTES;
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!wanted.test(entry.fileName)) continue;
      left -= entry.uncompressedSize;
      if (left < 0) throw new RangeError('the workbook is too large');
      const pieces: Buffer[] = [];
      for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
      parts.set(entry.fileName, Buffer.concat(pieces).toString('utf8'));
    }
  } finally {
    zip.close();
  }
  return parts;
}
