import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { type PdfRenderer, pdfRenderer } from './render-pdf.ts';
import { sampleDocuments } from './samples.ts';
import type { Documents, Notice } from './shapes.ts';

const MADE_AT = new Date('2026-11-02T02:00:00Z');
const TEMPLATES = [
  'certificate',
  'notice',
  'receipt',
  'sheet',
  'slides',
  'card',
  'booklet',
] as const satisfies readonly (keyof Documents)[];
/** On every Debian with a desktop font; its Georgian stands for the characters of any added font. */
const DEJAVU = '/usr/share/fonts/truetype/dejavu';
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;
const hasQpdf = spawnSync('qpdf', ['--version']).error === undefined;

let pdf: PdfRenderer;
let folder: string;
beforeAll(async () => {
  pdf = await pdfRenderer();
  folder = mkdtempSync(join(tmpdir(), 'documents-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const made = (template: (typeof TEMPLATES)[number], renderer = pdf): Promise<Uint8Array> =>
  renderer.render(template, sampleDocuments[template], MADE_AT);

const noticeTo = (addressee: string): Notice => ({ ...sampleDocuments.notice, addressee });

function textOf(bytes: Uint8Array): string {
  const file = join(folder, 'read.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

const raw = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
/** Names in a PDF may be written inside compressed object streams; the metadata and catalogue of ours are plain. */
const xmp = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('utf8')
    .match(/<x:xmpmeta[\s\S]*?<\/x:xmpmeta>/)?.[0] ?? '';

describe.each(TEMPLATES)('a %s', (template) => {
  test('says it is PDF/A-2a, is tagged, and carries its title and language', async () => {
    const bytes = await made(template);
    expect(xmp(bytes)).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    expect(xmp(bytes)).toContain(sampleDocuments[template].title);
    expect(raw(bytes)).toMatch(/\/Lang \(zh-CN\)/);
    expect(raw(bytes)).toMatch(/\/MarkInfo <<\s*\/Marked true/);
    expect(raw(bytes)).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(raw(bytes)).toMatch(/\/S \/GTS_PDFA1/);
  });

  test('embeds every font and runs no script', async () => {
    const written = raw(await made(template));
    const fonts = written.match(/\/Type \/FontDescriptor/g) ?? [];
    const files = written.match(/\/FontFile[23]/g) ?? [];
    expect(fonts.length).toBeGreaterThan(0);
    expect(files.length).toBe(fonts.length);
    expect(written).not.toMatch(/\/JavaScript|\/JS |\/Launch|\/EmbeddedFile/);
  });

  test('is the same file for the same data and instant, also from another compiler', async () => {
    const first = await made(template);
    expect(Buffer.compare(first, await made(template))).toBe(0);
    expect(Buffer.compare(first, await made(template, await pdfRenderer()))).toBe(0);
    const later = await pdf.render(template, sampleDocuments[template], new Date('2026-11-03T02:00:00Z'));
    expect(Buffer.compare(first, later)).not.toBe(0);
  });

  test.runIf(hasQpdf)('is well formed', async () => {
    const file = join(folder, `${template}.pdf`);
    writeFileSync(file, await made(template));
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors found',
    );
  });

  test.runIf(hasPoppler)('has its words as text that can be searched and copied', async () => {
    const text = textOf(await made(template)).replaceAll(/\s/g, '');
    const { title, number, agency, check } = sampleDocuments[template];
    for (const word of [title, number, agency, check?.code ?? '?', check?.site ?? '?']) {
      expect(text).toContain(word.replaceAll(/\s/g, ''));
    }
  });
});

describe('a sheet with a file inside', () => {
  const sheet = () => pdf.render('proof', sampleDocuments.proof, MADE_AT);

  test('says it is PDF/A-3a, which may carry files, and carries it as it is', async () => {
    const bytes = await sheet();
    expect(xmp(bytes)).toContain('<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
    expect(raw(bytes)).toMatch(/\/AFRelationship \/Data/);
    expect(raw(bytes)).toMatch(/\/UF \(receipt\.json\)/);
    expect(raw(bytes)).toContain(sampleDocuments.proof.attachment.content);
    expect(Buffer.compare(bytes, await sheet())).toBe(0);
  });

  test('a character that could not be printed may stand in the file, not on the paper', async () => {
    const { proof } = sampleDocuments;
    const inside = { ...proof, attachment: { ...proof.attachment, content: '{"name":"𠮷田"}' } };
    expect(Buffer.from(await pdf.render('proof', inside, MADE_AT)).toString('utf8')).toContain('𠮷田');
    await expect(pdf.render('proof', { ...proof, intro: '𠮷田' }, MADE_AT)).rejects.toThrow(Refusal);
  });

  test.runIf(hasQpdf)('is well formed', async () => {
    const file = join(folder, 'proof.pdf');
    writeFileSync(file, await sheet());
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors found',
    );
  });

  test.runIf(hasPoppler)('has its words as text', async () => {
    const { title, number, facts } = sampleDocuments.proof;
    const text = textOf(await sheet()).replaceAll(/\s/g, '');
    for (const word of [title, number, facts[1]?.value ?? '?']) expect(text).toContain(word.replaceAll(/\s/g, ''));
  });
});

describe('what people write', () => {
  const hostile = [
    '#panic("x")',
    '#read("/etc/passwd")',
    '#import "page.typ": data',
    '$sum$ *b* _i_ `code` = 标题 <label> @ref // no /* no */',
    String.raw`\ \" \u{41} "quoted" 'single' {"json": [1]}`,
    '「」《》〔〕“”‘’…—·￥％',
    '</script><svg onload=alert(1)>',
    '~ -- --- ... https://example.org',
  ];

  test.runIf(hasPoppler).each(hostile)('stands on the paper as written: %s', async (text) => {
    const squeeze = (it: string) => it.replaceAll(/\s/g, '');
    expect(squeeze(textOf(await pdf.render('notice', noticeTo(text), MADE_AT)))).toContain(squeeze(text));
  });

  test('any printable text makes a document; any other is refused with its characters named, and never a box', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const faults = pdf.unprintable(text);
        if (faults.length === 0) return (await pdf.render('notice', noticeTo(text), MADE_AT)).length > 10_000;
        await expect(pdf.render('notice', noticeTo(text), MADE_AT)).rejects.toThrow(Refusal);
        return faults.every(({ character }) => text.includes(character));
      }),
      { numRuns: 60 },
    );
  });

  test('rare characters of extension A and beyond are printed', async () => {
    const rare = '㐂䶮㛃㭎𬭎𫖯𬱖镕喆堃犇龘';
    expect(pdf.unprintable({ rare })).toEqual([]);
    const text = hasPoppler ? textOf(await pdf.render('notice', noticeTo(rare), MADE_AT)) : rare;
    expect(text).toContain(rare);
  });

  test('every character of GB 2312 and GBK can be printed', () => {
    const unified = Array.from({ length: 0x9fa5 - 0x4e00 + 1 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
    expect(pdf.unprintable(unified)).toEqual([]);
  });

  test('a character without a glyph is reported with its field', async () => {
    const data = { ...sampleDocuments.certificate, facts: [{ label: '姓名', value: '𠮷田' }] };
    expect(pdf.unprintable(data)).toEqual([{ field: 'facts.0.value', character: '𠮷', code: 'U+20BB7' }]);
    await expect(pdf.render('certificate', data, MADE_AT)).rejects.toMatchObject({
      code: 'documents/unprintable',
      status: 422,
    });
  });

  test.runIf(existsSync(DEJAVU))(
    'fonts added by the operator are used for characters the base fonts lack',
    async () => {
      const name = '张ჟ三';
      expect(pdf.unprintable(name)).toHaveLength(1);
      const wider = await pdfRenderer({ rareFontFolder: DEJAVU });
      expect(wider.unprintable(name)).toEqual([]);
      const bytes = await wider.render('notice', noticeTo(name), MADE_AT);
      expect(raw(bytes)).toMatch(/DejaVu/);
    },
  );

  test.each(['张\u202e三', '张\u200b三', '张\u0007三', '张\ufe00三', '\ufeff张三', 'مرحبا', '张\ud800'])(
    'invisible, reordering and unknown characters are refused: %j',
    (name) => expect(pdf.render('notice', noticeTo(name), MADE_AT)).rejects.toThrow(Refusal),
  );

  test('line breaks of a text area are line breaks', async () => {
    const body = ['第一行\r\n第二行\t续'];
    expect((await pdf.render('notice', { ...sampleDocuments.notice, body }, MADE_AT)).length).toBeGreaterThan(10_000);
  });

  test('a long list goes over several pages', async () => {
    const materials = Array.from({ length: 120 }, (_, i) => ({ title: `材料 ${i + 1}`, form: '电子', copies: 1 }));
    const bytes = await pdf.render('receipt', { ...sampleDocuments.receipt, materials }, MADE_AT);
    expect(Number(/<xmpTPg:NPages>(\d+)</.exec(xmp(bytes))?.[1])).toBeGreaterThan(3);
  });

  test('what is optional may be missing', async () => {
    const { title, number, agency, issuedOn } = sampleDocuments.notice;
    const least = { title, number, agency, issuedOn };
    await pdf.render('certificate', { ...least, facts: [], validFrom: issuedOn }, MADE_AT);
    await pdf.render('notice', { ...least, addressee: '张三', body: [] }, MADE_AT);
    await pdf.render('receipt', { ...least, facts: [], materials: [] }, MADE_AT);
  });
});
