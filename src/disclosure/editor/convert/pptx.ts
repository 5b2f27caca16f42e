import type { Block, Cell } from '../content/nodes.ts';
import { textRun } from '../content/runs.ts';
import { type RawRow, tableOf } from '../content/tables.ts';
import { slideHeading } from '../text.ts';
import type { Converted } from './converted.ts';
import { type Attributes, readXml, relationId, targetsOf, xmlParts } from './package-parts.ts';

const PARTS = /^ppt\/(?:presentation\.xml|_rels\/presentation\.xml\.rels|slides\/[^/]+\.xml)$/u;
const MOST_SLIDES = 2000;
/** Placeholders that say nothing of what a slide says. */
const FRAME: ReadonlySet<string> = new Set(['sldNum', 'dt', 'ftr', 'hdr']);
const TITLES: ReadonlySet<string> = new Set(['title', 'ctrTitle']);

/**
 * Slides as content, one after the other under their titles: what is written on each, its tables, the words for its
 * pictures. Slides that are not shown and notes of the speaker stay where they are.
 */
export async function pptxContent(path: string): Promise<Converted> {
  const parts = await xmlParts(path, PARTS);
  const targets = targetsOf(parts.get('ppt/_rels/presentation.xml.rels') ?? '', 'ppt/');
  const names: string[] = [];
  readXml(parts.get('ppt/presentation.xml') ?? '', {
    open: (name, at) => {
      if (name === 'sldId') names.push(targets.get(relationId(at)) ?? '');
    },
  });
  if (names.length > MOST_SLIDES) throw new RangeError('too many slides');
  const slides = names.map((name) => readSlide(parts.get(name) ?? ''));
  const shown = slides.filter(({ isHidden }) => !isHidden);
  const pictures = shown.reduce((sum, { pictures }) => sum + pictures, 0);
  const hidden = slides.length - shown.length;
  return {
    blocks: shown.flatMap(blocksOf),
    images: [],
    notices: [
      ...(pictures > 0 ? [{ code: 'pictures-left' as const, count: pictures }] : []),
      ...(hidden > 0 ? [{ code: 'hidden-left' as const, count: hidden }] : []),
    ],
  };
}

type Slide = {
  readonly title: string;
  readonly isHidden: boolean;
  readonly blocks: readonly Block[];
  readonly pictures: number;
};

function blocksOf({ title, blocks }: Slide, at: number): readonly Block[] {
  if (title === '' && blocks.length === 0) return [];
  return [{ kind: 'heading', level: 2, runs: [textRun(slideHeading(at + 1, title), new Set(), null)] }, ...blocks];
}

function readSlide(xml: string): Slide {
  const reader = new SlideReader();
  readXml(xml, {
    open: (name, at) => reader.open(name, at),
    close: (name) => reader.close(name),
    text: (text) => reader.text(text),
  });
  return reader.end();
}

const paragraph = (words: string): Block => ({
  kind: 'paragraph',
  side: 'left',
  runs: [textRun(words, new Set(), null)],
});

class SlideReader {
  readonly #blocks: Block[] = [];
  readonly #titles: string[] = [];
  #isHidden = false;
  #pictures = 0;
  /** What kind of place the shape stands in. */
  #place = '';
  #words = '';
  #isText = false;
  #rows: RawRow[] | null = null;
  #cells: (Cell & { readonly hasScope: boolean })[] = [];
  #cell: { columns: number; rows: number; isUnder: boolean; blocks: Block[] } | null = null;

  open(name: string, at: Attributes): void {
    if (name === 'sld') this.#isHidden = at.show === '0' || at.show === 'false';
    else if (name === 'sp') this.#place = '';
    else if (name === 'ph') this.#place = at.type ?? 'body';
    else if (name === 'pic') this.#pictures += 1;
    else if (name === 'cNvPr' && (at.descr ?? '').trim() !== '') this.#blocks.push(paragraph(at.descr?.trim() ?? ''));
    else if (name === 'br') this.#words += '\n';
    else if (name === 't') this.#isText = true;
    else this.#openTable(name, at);
  }

  #openTable(name: string, at: Attributes): void {
    if (name === 'tbl') this.#rows = [];
    if (name === 'tr') this.#cells = [];
    if (name !== 'tc') return;
    const span = (value: string | undefined): number => Math.max(1, Math.trunc(Number(value ?? 1)) || 1);
    const isUnder = [at.hMerge, at.vMerge].some((value) => value === '1' || value === 'true');
    this.#cell = { columns: span(at.gridSpan), rows: span(at.rowSpan), isUnder, blocks: [] };
  }

  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'p') this.#endParagraph();
    else if (name === 'tc') this.#endCell();
    else if (name === 'tr') this.#rows?.push({ isHead: false, cells: this.#cells });
    else if (name === 'tbl') this.#endTable();
  }

  text(text: string): void {
    if (this.#isText) this.#words += text;
  }

  end(): Slide {
    return {
      title: this.#titles.join(' '),
      isHidden: this.#isHidden,
      blocks: this.#blocks,
      pictures: this.#pictures,
    };
  }

  #endParagraph(): void {
    const words = this.#words.trim();
    this.#words = '';
    if (words === '') return;
    if (this.#cell) this.#cell.blocks.push(paragraph(words));
    else if (TITLES.has(this.#place)) this.#titles.push(words.replace(/\s+/gu, ' '));
    else if (!FRAME.has(this.#place)) for (const line of words.split('\n')) this.#blocks.push(paragraph(line.trim()));
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell && !cell.isUnder)
      this.#cells.push({ heads: null, hasScope: false, columns: cell.columns, rows: cell.rows, blocks: cell.blocks });
  }

  #endTable(): void {
    if (this.#rows) this.#blocks.push(...tableOf([], this.#rows));
    this.#rows = null;
  }
}
