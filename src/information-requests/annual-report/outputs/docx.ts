import {
  AlignmentType,
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { ReportContent } from '../contract.ts';
import { type PrintedCell, type PrintedTable, sectionsOf } from '../sections.ts';
import { reportText } from '../text.ts';

const FONT = 'SimSun';
/** In half points: 小四 for words, 小五 in tables. */
const TEXT_SIZE = 24;
const CELL_SIZE = 18;

/** The report as a Word file, its tables merged as the form has them. */
export async function docxOf(content: ReportContent): Promise<Uint8Array> {
  const title = reportText.title(content.agency.name, content.year);
  const children = sectionsOf(content).flatMap(({ heading, paragraphs, tables }) => [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
    ...paragraphs.map(
      (text) => new Paragraph({ indent: { firstLine: 480 }, children: [new TextRun({ text, size: TEXT_SIZE })] }),
    ),
    ...tables.flatMap((table) => [
      // What the heading has said is not said again.
      ...(table.caption === heading
        ? []
        : [new Paragraph({ children: [new TextRun({ text: table.caption, size: TEXT_SIZE })] })]),
      tableOf(table),
    ]),
  ]);
  const document = new Document({
    title,
    creator: content.agency.name,
    styles: { default: { document: { run: { font: FONT }, paragraph: { spacing: { after: 120 } } } } },
    sections: [
      {
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }),
          ...children,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

const tableOf = ({ head, body }: PrintedTable): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      ...head.map((row) => new TableRow({ tableHeader: true, children: row.map(cellOf) })),
      ...body.map((row) => new TableRow({ cantSplit: true, children: row.map(cellOf) })),
    ],
  });

const cellOf = ({ text, colspan = 1, rowspan = 1, scope }: PrintedCell): TableCell =>
  new TableCell({
    columnSpan: colspan,
    rowSpan: rowspan,
    verticalAlign: VerticalAlign.CENTER,
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { after: 0 },
        children: [new TextRun({ text, size: CELL_SIZE, bold: scope === 'col' })],
      }),
    ],
  });
