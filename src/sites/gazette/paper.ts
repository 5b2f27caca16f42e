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
  const paragraphs: string[] = [];
  const tables: Table[] = [];
  let words = '';
  let rows: Cell[][] | null = null;
  let heads = 0;
  let cell: Omit<Cell, 'text'> | null = null;
  let isHead = false;
  const end = (): void => {
    const said = words.replaceAll(/\s+/gu, ' ').trim();
    words = '';
    if (said !== '' && rows === null) paragraphs.push(said);
  };
  const parser = new Parser({
    onopentag: (name, { colspan, rowspan }) => {
      if (name === 'table') {
        end();
        rows = [];
        heads = 0;
      } else if (name === 'thead') isHead = true;
      else if (name === 'tr') rows?.push([]);
      else if (name === 'th' || name === 'td') {
        words = '';
        cell = {
          colspan: Number(colspan) || 1,
          rowspan: Number(rowspan) || 1,
          scope: name === 'td' ? '' : isHead ? 'col' : 'row',
        };
      } else if (BLOCKS.has(name) && cell === null) end();
      else if (name === 'br') words += ' ';
    },
    ontext: (text) => {
      words += text;
    },
    onclosetag: (name) => {
      if (name === 'table' && rows) {
        const all = rows.filter((row) => row.length > 0);
        rows = null;
        const columns = Math.max(1, ...all.map((row) => row.reduce((sum, { colspan }) => sum + colspan, 0)));
        if (all.length > 0) tables.push({ caption: '', columns, head: all.slice(0, heads), body: all.slice(heads) });
        words = '';
      } else if (name === 'thead') {
        isHead = false;
        heads = rows?.length ?? 0;
      } else if ((name === 'th' || name === 'td') && cell && rows) {
        rows.at(-1)?.push({ ...cell, text: words.replaceAll(/\s+/gu, ' ').trim() });
        cell = null;
        words = '';
      } else if (BLOCKS.has(name) && cell === null) end();
      else if (BLOCKS.has(name)) words += ' ';
    },
  });
  parser.end(html);
  end();
  return { paragraphs, tables };
}

/** An issue as it is printed. */
export function gazettePaper(issue: {
  readonly name: string;
  readonly label: string;
  readonly agency: string;
  readonly note: string;
  readonly on: Day;
  readonly contents: readonly GazetteEntry[];
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
