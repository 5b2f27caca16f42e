import { canonical, type Day } from '../../../kernel/index.ts';
import type { Format, ReportContent } from '../contract.ts';
import { docxOf } from './docx.ts';
import { pdfOf } from './pdf.ts';
import { xlsxOf } from './xlsx.ts';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TYPES: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  json: 'application/json; charset=utf-8',
};

/** A report in one of its forms. The JSON is what was hashed when it was frozen, byte for byte. */
export async function reportAs(
  format: Format,
  { content, number, on }: { readonly content: ReportContent; readonly number: string; readonly on: Day },
): Promise<{ readonly type: string; readonly bytes: Buffer }> {
  const make: Readonly<Record<Format, () => Promise<Uint8Array> | Uint8Array>> = {
    pdf: () => pdfOf(content, number, on),
    docx: () => docxOf(content),
    xlsx: () => xlsxOf(content),
    json: () => Buffer.from(canonical(content)),
  };
  return { type: TYPES[format], bytes: Buffer.from(await make[format]()) };
}
