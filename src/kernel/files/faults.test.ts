import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { sweepFiles } from './sweep.ts';
import { docx, jpeg, packedStream, pdf, png } from './testing/samples.ts';

const AT = new Date('2026-11-23T10:00:00+08:00');
const tools = join(import.meta.dirname, 'testing');
/** A program of its own, in plain Node: nothing of this test run is in its memory. */
const run = (tool: string, ...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--max-old-space-size=96',
    join(tools, tool),
    ...args,
  ]);

let folder: string;
let kernel: TestKernel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-faults-'));
  kernel = await testKernel([], AT);
});
afterAll(async () => {
  await kernel.close();
  await rm(folder, { recursive: true, force: true });
});

test('files that unpack to gigabytes are refused in the memory of a small program', async () => {
  const zeros = Buffer.alloc(64 * 1_048_576);
  const packed = deflateRawSync(zeros, { level: 1 });
  const parts = (says?: { readonly size: number }) =>
    Array.from({ length: 32 }, (_, i) => ({
      name: `word/${i}.bin`,
      bytes: says ? Buffer.alloc(0) : zeros,
      packed,
      ...(says ? { says } : {}),
    }));
  const noise = Buffer.alloc(12 * 1_048_576, Buffer.from('0123456789abcdef'.repeat(64)));
  const part = (bytes: Buffer) => docx([{ name: 'word/document.xml', bytes }]);
  const spaces = Buffer.concat([Buffer.from('10 0 '), Buffer.alloc(70 * 1_048_576, 0x20)]);
  const some = packedStream('/Type /ObjStm /N 1 /First 5 ', spaces.subarray(0, 4 * 1_048_576));
  const files: readonly (readonly [name: string, bytes: Buffer, code: string])[] = [
    ['two-gigabytes.docx', docx(parts()), 'files/archive-bomb'],
    ['two-gigabytes-denied.docx', docx(parts({ size: 1000 })), 'files/broken'],
    ['one-attribute.docx', part(Buffer.from(`<a b="${'x'.repeat(24 * 1_048_576)}"/>`)), 'files/archive-bomb'],
    [
      'one-attribute-of-noise.docx',
      docx([{ name: 'word/document.xml', bytes: Buffer.concat([Buffer.from('<a b="'), noise]), stored: true }]),
      'files/unsafe-xml',
    ],
    [
      'entities.docx',
      part(
        Buffer.from(
          `<!DOCTYPE a [${Array.from({ length: 30 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')}]><a>&e30;</a>`,
        ),
      ),
      'files/unsafe-xml',
    ],
    ['objects.pdf', pdf([packedStream('/Type /ObjStm /N 1 /First 5 ', spaces)]), 'files/archive-bomb'],
    ['many-objects.pdf', pdf(Array.from({ length: 40 }, () => some)), 'files/archive-bomb'],
    ['large.pdf', pdf([noise]), 'application/pdf'],
    ['gigapixels.png', png(39_000, 39_000), 'files/picture-too-large'],
    ['gigapixels.jpg', jpeg(65_000, 65_000), 'files/picture-too-large'],
  ];
  const small = join(folder, 'small.docx');
  await writeFile(small, docx());
  for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
  const { stdout } = await run('look.ts', small, ...files.map(([name]) => join(folder, name)));
  const { verdicts, megabytes } = JSON.parse(stdout);
  expect(verdicts).toEqual(files.map(([, , code]) => code));
  expect(megabytes).toBeGreaterThan(0);
  expect(megabytes).toBeLessThan(64);
});

describe('an upload whose program is killed', () => {
  const store = () => dirname(kernel.files.arriving);
  const later = new Date(Date.now() + 25 * 3_600_000);
  const kill = (when: 'arriving' | 'kept') =>
    expect(run('half-way.ts', store(), when)).rejects.toMatchObject({ signal: 'SIGKILL' });

  test('while it arrives leaves half a file, which nobody is given and which is gone after a day', async () => {
    await kill('arriving');
    expect(await readdir(kernel.files.arriving)).toHaveLength(1);
    expect((await kernel.pool.query('select from kernel.file')).rowCount).toBe(0);
    expect((await sweepFiles(kernel, AT, new Date())).arriving).toBe(0);
    expect((await sweepFiles(kernel, AT, later)).arriving).toBe(1);
    expect(await readdir(kernel.files.arriving)).toEqual([]);
  });

  test('between its bytes and its row leaves bytes, which nobody is given and which are gone after a day', async () => {
    await kill('kept');
    const kept = async (): Promise<number> => {
      let count = 0;
      for await (const _ of kernel.files.store.list()) count += 1;
      return count;
    };
    expect(await kept()).toBe(1);
    expect((await kernel.pool.query('select from kernel.file')).rowCount).toBe(0);
    expect((await sweepFiles(kernel, AT, later)).orphans).toBe(1);
    expect(await kept()).toBe(0);
  });
});
