import { type Day, type PdfRenderer, pdfRenderer } from '../kernel/index.ts';
import type { BulletinPart } from './bulletin-parts.ts';
import { bulletinText } from './text.ts';

let renderer: Promise<PdfRenderer> | undefined;

type Printed = {
  readonly title: string;
  readonly number: string;
  readonly agency: string;
  readonly issuedOn: Day;
  readonly foreword: string;
  readonly parts: readonly BulletinPart[];
};

/** A bulletin as PDF/A; the same bytes for the same edition. @throws Refusal documents/unprintable */
export async function bulletinPdf({ title, number, agency, issuedOn, foreword, parts }: Printed): Promise<Uint8Array> {
  renderer ??= pdfRenderer();
  const { render } = await renderer;
  const cell = (value: string | number, scope: '' | 'col') => ({ text: String(value), colspan: 1, rowspan: 1, scope });
  const words = foreword.split('\n').filter((line) => line.trim() !== '');
  return render(
    'report',
    {
      title,
      subtitle: bulletinText.subtitle(agency),
      number,
      agency,
      issuedOn,
      sections: parts.map(({ heading, caption, columns, rows, note }, i) => ({
        heading,
        paragraphs: [...(i === 0 ? words : []), ...(note === '' ? [] : [note])],
        tables:
          rows.length === 0
            ? []
            : [
                {
                  caption,
                  columns: columns.length,
                  head: [columns.map((column) => cell(column, 'col'))],
                  body: rows.map((row) => row.map((value) => cell(value, ''))),
                },
              ],
      })),
    },
    new Date(`${issuedOn}T00:00:00+08:00`),
  );
}
