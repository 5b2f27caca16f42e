import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canary, found, foundBelow } from './support/canary.ts';

const value = '110000196102037314';
const marked = canary('number', value);

test.each([
  ['as it is', (text: string) => text],
  ['in hex', (text: string) => Buffer.from(text).toString('hex')],
  ['in base64', (text: string) => Buffer.from(text).toString('base64')],
  ['in base64 after one byte', (text: string) => Buffer.from(`x${text}yy`).toString('base64')],
  ['in base64 after two bytes', (text: string) => Buffer.from(`xx${text}y`).toString('base64')],
  [
    'as JSON escapes',
    (text: string) => [...text].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  ],
])('a canary is found %s', (_how, written) => {
  expect(found('there', `before ${written(value)} after`, [marked])).toEqual(['number in there']);
});

test('a canary of characters is found in an address, and in both orders of UTF-16', () => {
  const words = canary('address', '标记路七百三十一号');
  const utf16 = Buffer.from('标记路七百三十一号', 'utf16le');
  for (const content of [Buffer.from(encodeURIComponent('标记路七百三十一号')), utf16, Buffer.from(utf16).swap16()])
    expect(found('there', content, [words])).toEqual(['address in there']);
  expect(found('there', '标记路七百三十二号', [words])).toEqual([]);
});

test('a canary is found in a file, across pieces, and in the name of a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mt-canary-'));
  try {
    await writeFile(join(folder, 'large'), `${'.'.repeat((1 << 18) - 5)}${value}${'.'.repeat(100)}`);
    await writeFile(join(folder, `${value}.txt`), '');
    expect(await foundBelow(folder, [marked])).toHaveLength(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
