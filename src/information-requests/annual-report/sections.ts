import type { EnteredKey, ReportContent } from './contract.ts';
import {
  COLUMNS,
  DECISION_ROWS,
  DOCUMENT_COLUMNS,
  DOCUMENT_ROWS,
  GROUPS,
  PART_COLUMNS,
  RESULTS,
  ROWS,
  type Row,
} from './form.ts';
import {
  columnHeadings,
  columnLabels,
  decisionLabels,
  documentColumnLabels,
  documentRowLabels,
  groupLabels,
  headings,
  resultLabels,
  rowHeadings,
  rowLabels,
  tableText,
} from './text.ts';

/** A cell as it is printed; a heading cell says what stands below or beside it. */
export type PrintedCell = {
  readonly text: string;
  readonly colspan?: number;
  readonly rowspan?: number;
  readonly scope?: 'col' | 'row';
  /** What a figure counts, where it can be opened. */
  readonly opens?: Readonly<Record<string, string>>;
};
export type PrintedTable = {
  readonly caption: string;
  readonly columns: number;
  readonly head: readonly (readonly PrintedCell[])[];
  readonly body: readonly (readonly PrintedCell[])[];
};
export type PrintedSection = {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly tables: readonly PrintedTable[];
};

/** The report in its six fixed headings, the same for every form in which it is read. @law 国办公开办函〔2021〕30号 */
export function sectionsOf(content: ReportContent): readonly PrintedSection[] {
  const { texts, fees, covers } = content;
  const further = covers === 'government' ? [headed(tableText.assessment, texts.assessment)] : [];
  return [
    { heading: headings.general, paragraphs: paragraphs(texts.general), tables: [] },
    { heading: headings.proactive, paragraphs: [], tables: section2Tables(content) },
    { heading: headings.requests, paragraphs: [], tables: [section3Table(content)] },
    { heading: headings.remedies, paragraphs: [], tables: [section4Table(content)] },
    { heading: headings.problems, paragraphs: paragraphs(texts.problems), tables: [] },
    {
      heading: headings.other,
      paragraphs: [tableText.fees(fees.requests, yuan(fees.amountFen)), ...further.flat(), ...paragraphs(texts.other)],
      tables: [],
    },
  ];
}

const paragraphs = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const headed = (heading: string, text: string | undefined): readonly string[] => {
  const [first, ...rest] = paragraphs(text);
  return first === undefined ? [] : [`${heading}${first}`, ...rest];
};

/** 380.00 → 380. */
const yuan = (fen: number): string => (fen / 100).toFixed(2).replace(/\.00$/u, '');

const head = (text: string, spans: Pick<PrintedCell, 'colspan' | 'rowspan'> = {}): PrintedCell => ({
  text,
  scope: 'col',
  ...spans,
});
const side = (text: string, spans: Pick<PrintedCell, 'colspan' | 'rowspan'> = {}): PrintedCell => ({
  text,
  scope: 'row',
  ...spans,
});
const cell = (value: number | string): PrintedCell => ({ text: String(value) });

/** What was entered, else what the program counted. */
export const figureOf = ({ entered, proactive }: ReportContent, key: EnteredKey): string =>
  entered[key]?.value ?? String(proactive?.[key] ?? '');

function section2Tables(content: ReportContent): readonly PrintedTable[] {
  const value = (key: EnteredKey): PrintedCell => ({ ...cell(figureOf(content, key)), opens: { figure: key } });
  const table = (item: string, columns: readonly string[], body: PrintedTable['body']): PrintedTable => ({
    caption: tableText.item(item),
    columns: columns.length + 1,
    head: [[head(tableText.content), ...columns.map((title) => head(title))]],
    body,
  });
  return [
    table(
      tableText.items.documents,
      DOCUMENT_COLUMNS.map((column) => documentColumnLabels[column]),
      DOCUMENT_ROWS.map((row) => [
        side(documentRowLabels[row]),
        ...DOCUMENT_COLUMNS.map((column) => value(`${row}.${column}`)),
      ]),
    ),
    table(tableText.items.licences, [tableText.decided], [[side(decisionLabels.licences), value('licences')]]),
    table(
      tableText.items.penalties,
      [tableText.decided],
      DECISION_ROWS.filter((row) => row !== 'licences').map((row) => [side(decisionLabels[row]), value(row)]),
    ),
    table(tableText.items.charges, [tableText.charged], [[side(tableText.charges), value('charges')]]),
  ];
}

function section3Table({ section3 }: ReportContent): PrintedTable {
  return {
    caption: headings.requests,
    columns: COLUMNS.length + 3,
    head: [
      [head(columnHeadings.balance, { colspan: 3, rowspan: 3 }), head(columnHeadings.applicants, { colspan: 7 })],
      [
        head(columnLabels.natural, { rowspan: 2 }),
        head(columnHeadings.organisations, { colspan: 5 }),
        head(columnLabels.total, { rowspan: 2 }),
      ],
      PART_COLUMNS.filter((column) => column !== 'natural').map((column) => head(columnLabels[column])),
    ],
    body: ROWS.map((row) => [
      ...sideCells(row),
      ...COLUMNS.map((column) => ({ ...cell(section3[row][column]), opens: { row, column } })),
    ]),
  };
}

const HEADINGS: ReadonlyMap<string, string> = new Map(Object.entries(rowHeadings));
const RESULT_ROWS = ROWS.filter((row) => row.startsWith('3'));

/** The labels before a row; a merged one stands where it begins. */
function sideCells(row: Row): readonly PrintedCell[] {
  if (row.startsWith('R')) return [side(rowLabels[row], { colspan: 3 })];
  const all = row === RESULT_ROWS[0] ? [side(rowHeadings.results, { rowspan: RESULT_ROWS.length })] : [];
  const above = row.slice(0, 3);
  const siblings = RESULT_ROWS.filter((each) => each.startsWith(`${above}.`));
  if (siblings.length === 0) return [...all, side(rowLabels[row], { colspan: 2 })];
  const heading = row === siblings[0] ? [side(HEADINGS.get(above) ?? '', { rowspan: siblings.length })] : [];
  return [...all, ...heading, side(rowLabels[row])];
}

function section4Table({ section4 }: ReportContent): PrintedTable {
  const results = RESULTS.map((result) => head(resultLabels[result]));
  return {
    caption: headings.remedies,
    columns: GROUPS.length * RESULTS.length,
    head: [
      [head(groupLabels.reconsideration, { colspan: 5 }), head(tableText.lawsuits, { colspan: 10 })],
      [
        ...RESULTS.map((result) => head(resultLabels[result], { rowspan: 2 })),
        head(groupLabels['direct-lawsuit'], { colspan: 5 }),
        head(groupLabels['lawsuit-after-reconsideration'], { colspan: 5 }),
      ],
      [...results, ...results],
    ],
    body: [
      GROUPS.flatMap((group) =>
        RESULTS.map((result) => ({ ...cell(section4[group][result]), opens: { group, result } })),
      ),
    ],
  };
}
