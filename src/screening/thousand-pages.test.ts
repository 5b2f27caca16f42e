import { expect, test } from 'vitest';
import { pdfOfPages } from '../kernel/files/testing/samples.ts';
import { maskDocument } from './masking/mask-document.ts';
import { BOUNDS } from './readers/part.ts';
import { scanDocument } from './scan.ts';

const PHONE = '13800138000';
const pages = (count: number): Buffer =>
  pdfOfPages(Array.from({ length: count }, (_, i) => (i === count - 1 ? `tel ${PHONE}` : `page ${i + 1}`)));
const thousand = pages(1000);

async function found(milliseconds = BOUNDS.milliseconds): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const one of scanDocument('a.pdf', thousand, { ...BOUNDS, milliseconds }))
    all.push('error' in one ? `${one.part} ${one.error}` : `${one.part} ${one.text}`);
  return all;
}

test('a PDF of a thousand pages is read to its last page', async () => {
  expect(await found()).toEqual([`page:1000 ${PHONE}`]);
});

test('one that takes too long is told as not read, and never as clean', async () => {
  expect(await found(1)).toEqual([expect.stringContaining('screening/too-long')]);
});

test('it is not painted over page by page: that is refused with its bound, and the file stays as it was', async () => {
  await expect(maskDocument('a.pdf', thousand, () => true)).rejects.toMatchObject({
    code: 'files/too-many-pages',
    status: 422,
    details: { most: 500 },
  });
});
