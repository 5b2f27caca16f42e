import { readXml, relationId, targetsOf, xmlParts } from './package-parts.ts';

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

const MOST_COLUMN = 16_384;

/** Sheets of a workbook in their order, with what is hidden and merged in them. */
export async function sheetFrames(path: string): Promise<readonly SheetFrame[]> {
  const parts = await xmlParts(path, /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/u);
  const targets = targetsOf(parts.get('xl/_rels/workbook.xml.rels') ?? '', 'xl/');
  const frames: SheetFrame[] = [];
  readXml(parts.get('xl/workbook.xml') ?? '', {
    open: (name, at) => {
      if (name !== 'sheet') return;
      const isHidden = at.state === 'hidden' || at.state === 'veryHidden';
      frames.push({ name: at.name ?? '', isHidden, ...frameOf(parts.get(targets.get(relationId(at)) ?? '') ?? '') });
    },
  });
  return frames;
}

function frameOf(xml: string): Pick<SheetFrame, 'merged' | 'hiddenRows' | 'hiddenColumns'> {
  const merged: string[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  readXml(xml, {
    open: (name, at) => {
      if (name === 'mergeCell') merged.push(at.ref ?? '');
      if (name === 'row' && isOn(at.hidden)) hiddenRows.add(Number(at.r));
      if (name === 'col' && isOn(at.hidden))
        for (let column = Number(at.min); column <= Math.min(Number(at.max), MOST_COLUMN); column += 1)
          hiddenColumns.add(column);
    },
  });
  return { merged, hiddenRows, hiddenColumns };
}

const isOn = (value: string | undefined): boolean => value === '1' || value === 'true';
