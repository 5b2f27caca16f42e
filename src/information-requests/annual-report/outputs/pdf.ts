import { type Day, type PdfRenderer, pdfRenderer } from '../../../kernel/index.ts';
import type { ReportContent } from '../contract.ts';
import { type PrintedCell, sectionsOf } from '../sections.ts';
import { reportText } from '../text.ts';

let renderer: Promise<PdfRenderer> | undefined;

/** The report as PDF/A, the same bytes for the same report. @throws Refusal documents/unprintable */
export async function pdfOf(content: ReportContent, number: string, issuedOn: Day): Promise<Uint8Array> {
  renderer ??= pdfRenderer();
  const { render } = await renderer;
  const cells = (row: readonly PrintedCell[]) =>
    row.map(({ text, colspan = 1, rowspan = 1, scope = '' as const }) => ({ text, colspan, rowspan, scope }));
  return render(
    'report',
    {
      title: reportText.title(content.agency.name, content.year),
      subtitle: reportText.format,
      number,
      agency: content.agency.name,
      issuedOn,
      sections: sectionsOf(content).map(({ tables, ...section }) => ({
        ...section,
        tables: tables.map(({ head, body, ...table }) => ({ ...table, head: head.map(cells), body: body.map(cells) })),
      })),
    },
    new Date(`${issuedOn}T00:00:00+08:00`),
  );
}
