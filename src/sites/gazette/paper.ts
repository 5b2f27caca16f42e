import { Parser } from 'htmlparser2';
import type { Day, Documents } from '../../kernel/index.ts';
import type { GazetteEntry } from './contract.ts';
import { gazetteText } from './text.ts';

type Report = Documents['report'];
type Section = Report['sections'][number];
type Table = Section['tables'][number];
type Cell = Table['body'][number][number];

const BLOCKS: ReadonlySet<string> = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'blockquote',
  'div',
  'caption',
]);

/** The text of clean HTML as paragraphs, and its tables. */
export function partsOf(html: string): { readonly paragraphs: readonly string[]; readonly tables: readonly Table[] } {
  const reader = new PartReader();
  new Parser({
    onopentag: (name, attributes) => reader.opened(name, attributes),
    ontext: (text) => reader.said(text),
    onclosetag: (name) => reader.closed(name),
  }).end(html);
  reader.endParagraph();
  return reader;
}

class PartReader {
  readonly paragraphs: string[] = [];
  readonly tables: Table[] = [];
  #words = '';
  #rows: Cell[][] | null = null;
  #heads = 0;
  #cell: Omit<Cell, 'text'> | null = null;
  #isHead = false;

  said(text: string): void {
    this.#words += text;
  }

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'table') {
      this.endParagraph();
      this.#rows = [];
      this.#heads = 0;
    } else if (name === 'thead') this.#isHead = true;
    else if (name === 'tr') this.#rows?.push([]);
    else if (name === 'th' || name === 'td') this.#beginCell(name, attributes);
    else if (name === 'br') this.#words += ' ';
    else if (BLOCKS.has(name)) this.#endBlock();
  }

  closed(name: string): void {
    if (name === 'table') this.#endTable();
    else if (name === 'thead') {
      this.#isHead = false;
      this.#heads = this.#rows?.length ?? 0;
    } else if (name === 'th' || name === 'td') this.#endCell();
    else if (BLOCKS.has(name)) this.#endBlock();
  }

  endParagraph(): void {
    const text = this.#taken();
    if (text !== '' && this.#rows === null) this.paragraphs.push(text);
  }

  /** A paragraph within a cell is a part of its text. */
  #endBlock(): void {
    if (this.#cell === null) this.endParagraph();
    else this.#words += ' ';
  }

  #beginCell(name: string, { colspan, rowspan }: Readonly<Record<string, string>>): void {
    this.#words = '';
    const scope = name === 'td' ? '' : this.#isHead ? 'col' : 'row';
    this.#cell = { colspan: Number(colspan) || 1, rowspan: Number(rowspan) || 1, scope };
  }

  #endCell(): void {
    if (this.#cell && this.#rows) this.#rows.at(-1)?.push({ ...this.#cell, text: this.#taken() });
    this.#cell = null;
  }

  #endTable(): void {
    const all = (this.#rows ?? []).filter((row) => row.length > 0);
    this.#rows = null;
    this.#words = '';
    const columns = Math.max(1, ...all.map((row) => row.reduce((sum, { colspan }) => sum + colspan, 0)));
    if (all.length > 0)
      this.tables.push({ caption: '', columns, head: all.slice(0, this.#heads), body: all.slice(this.#heads) });
  }

  #taken(): string {
    const text = this.#words.replaceAll(/\s+/gu, ' ').trim();
    this.#words = '';
    return text;
  }
}

/** An issue as it is printed. */
export function gazettePaper(issue: {
  readonly name: string;
  readonly label: string;
  readonly agency: string;
  readonly note: string;
  readonly on: Day;
  readonly contents: readonly GazetteEntry[];
  readonly correction: { readonly version: number; readonly note: string } | null;
}): Report {
  const words = gazetteText.paper;
  const contents: Section = {
    heading: gazetteText.contents,
    paragraphs: [...Map.groupBy(issue.contents, ({ part }) => part)].flatMap(([part, entries]) => [
      `【${part}】`,
      ...entries.map(({ title, documentNumber }) =>
        documentNumber === null ? title : `${title}（${documentNumber}）`,
      ),
    ]),
    tables: [],
  };
  return {
    title: issue.name,
    number: issue.label,
    agency: issue.agency,
    issuedOn: issue.on,
    subtitle: issue.label,
    sections: [
      ...(issue.correction === null
        ? []
        : [
            {
              heading: gazetteText.correctedMark(issue.correction.version),
              paragraphs: issue.correction.note.split('\n'),
              tables: [],
            },
          ]),
      contents,
      ...(issue.note === '' ? [] : [{ heading: words.note, paragraphs: issue.note.split('\n'), tables: [] }]),
      ...issue.contents.map(({ title, documentNumber, agency, publishedOn, html }): Section => {
        const { paragraphs, tables } = partsOf(html);
        const facts = [
          documentNumber === null ? '' : `${words.number}：${documentNumber}`,
          `${words.agency}：${agency}`,
          `${words.date}：${publishedOn}`,
        ];
        return { heading: title, paragraphs: [facts.filter((fact) => fact !== '').join('　'), ...paragraphs], tables };
      }),
    ],
  };
}
