import {
  AlignmentType,
  convertMillimetersToTwip,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
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
/** 黑体, as headings of official documents are; 二号 and 三号. */
const HEADING_FONT = 'SimHei';
const TITLE_SIZE = 44;
const HEADING_SIZE = 32;
/** A4 with the margins of official documents, in millimetres. */
const PAGE = { width: 210, height: 297, top: 37, right: 26, bottom: 35, left: 28 };
const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;
/** Parts of the width: labels of section three, then its figures; other tables are even. */
const SECTION3 = [2, 4, 9, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5];

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
    styles: {
      default: {
        document: { run: { font: FONT, size: TEXT_SIZE }, paragraph: { spacing: { after: 120 } } },
        title: { run: headed(TITLE_SIZE), paragraph: { spacing: { after: 360 } } },
        heading1: { run: headed(HEADING_SIZE), paragraph: { keepNext: true, spacing: { before: 240, after: 120 } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: convertMillimetersToTwip(PAGE.width), height: convertMillimetersToTwip(PAGE.height) },
            margin: {
              top: convertMillimetersToTwip(PAGE.top),
              right: convertMillimetersToTwip(PAGE.right),
              bottom: convertMillimetersToTwip(PAGE.bottom),
              left: convertMillimetersToTwip(PAGE.left),
            },
          },
        },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }),
          ...children,
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

/** Black, whatever the colour that word processors give to headings. */
const headed = (size: number) => ({ font: HEADING_FONT, size, bold: false, color: '000000' });

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })],
  });

/** In twips. */
function widthsOf(columns: number): number[] {
  const parts = columns === SECTION3.length ? SECTION3 : Array.from({ length: columns }, () => 1);
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => Math.floor((convertMillimetersToTwip(TEXT_WIDTH) * part) / whole));
}

const tableOf = ({ head, body, columns }: PrintedTable): Table =>
  new Table({
    columnWidths: widthsOf(columns),
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
