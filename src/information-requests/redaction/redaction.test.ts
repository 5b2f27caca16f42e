import { crc32, deflateSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { Document, Packer, Paragraph } from 'docx';
import { beforeAll, describe, expect, test } from 'vitest';
import { day, instant, pdfRenderer } from '../../kernel/index.ts';
import { blackened, colourProfile, placesOf, redactPdf } from '../../kernel/redaction/index.ts';
import { redactedFile } from './redact.ts';

const AT = instant(day('2026-03-02'), '10:00');
const issue = { number: 'XG-1', agency: '明堂市市场监督管理局', at: AT };
const SECRET = '张三的手机号是13800001234';

let original: Buffer;
beforeAll(async () => {
  const renderer = await pdfRenderer();
  const body = ['招标控制价为一百二十万元。', `联系人：${SECRET}，请勿外传。`, '评标委员会由五人组成。'];
  const { number, agency } = issue;
  original = Buffer.from(
    await renderer.render(
      'notice',
      { title: '评标报告', number, agency, addressee: '档案', issuedOn: day('2026-03-02'), body },
      AT,
    ),
  );
});

async function look(pdf: Uint8Array) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  try {
    const pages = [...document.pages()];
    const text = pages.map((page) => page.getText()).join('');
    const [first] = pages;
    if (!first) throw new Error('no page');
    const picture = await first.render({ scale: 2, render: 'bitmap', colorSpace: 'BGRA' });
    return { text, picture: { ...picture, data: Buffer.from(picture.data) }, pages: pages.length };
  } finally {
    document.destroy();
    library.destroy();
  }
}

const dark = ({ data, width }: { data: Buffer; width: number }, x: number, y: number): boolean =>
  (data[(y * width + x) * 4] ?? 255) < 40;
function darkest(picture: { data: Buffer; width: number; height: number }): number {
  // The longest row of black dots: letters have short ones, a painted place has a long one.
  let most = 0;
  for (let y = 0; y < picture.height; y++) {
    let run = 0;
    for (let x = 0; x < picture.width; x++) {
      run = dark(picture, x, y) ? run + 1 : 0;
      most = Math.max(most, run);
    }
  }
  return most;
}

describe('a PDF with words taken away', () => {
  test('has no text any more, is painted black there, and carries nothing of the original', async () => {
    expect((await look(original)).text.replaceAll(/\s/gu, '')).toContain(SECRET);
    const { pdf, painted } = await redactPdf(original, { texts: [SECRET], regions: [] });
    expect(painted).toBeGreaterThanOrEqual([...SECRET].length);
    const [before, after] = [await look(original), await look(pdf)];
    expect(after.text).toBe('');
    expect(after.pages).toBe(before.pages);
    expect(darkest(after.picture)).toBeGreaterThan(3 * darkest(before.picture));
    const raw = pdf.toString('latin1');
    for (const part of [
      '/Author',
      '/Creator',
      '/Producer',
      '/CreationDate',
      '/Font',
      '/EmbeddedFile',
      '/OCProperties',
      '/Annots',
      '/AcroForm',
      'dc:title',
    ])
      expect(raw).not.toContain(part);
  });

  test('elsewhere every dot is as it was', async () => {
    const { pdf } = await redactPdf(original, { texts: [SECRET], regions: [] });
    const [before, after] = [(await look(original)).picture, (await look(pdf)).picture];
    let lighter = 0;
    for (let i = 0; i < before.data.length; i += 4) if ((after.data[i] ?? 0) > (before.data[i] ?? 0) + 60) lighter += 1;
    expect(lighter / (before.data.length / 4)).toBeLessThan(0.001);
  });

  test('a place is painted over, whatever stands there', async () => {
    const { pdf, painted } = await redactPdf(original, {
      texts: [],
      regions: [{ page: 1, x: 100, y: 100, width: 200, height: 50 }],
    });
    expect(painted).toBe(1);
    const { picture } = await look(pdf);
    for (const [x, y] of [
      [102, 102],
      [298, 148],
      [200, 125],
    ] as const)
      expect(dark(picture, x * 2, y * 2)).toBe(true);
    expect(dark(picture, 2 * 2, 2 * 2)).toBe(false);
  });

  test('what a screen reader is told lacks it as well', async () => {
    const { pdf } = await redactPdf(original, { texts: [SECRET], regions: [] });
    const { inflateSync } = await import('node:zlib');
    const raw = pdf.toString('latin1');
    const streams = [...raw.matchAll(/stream\n(x[\s\S]*?)\nendstream/gu)].map(([, content = '']) =>
      inflateSync(Buffer.from(content, 'latin1')),
    );
    const alt = streams.map((stream) => /<FEFF([0-9A-F]+)>/u.exec(stream.toString('latin1'))?.[1]).find(Boolean) ?? '';
    const said = Buffer.from(alt, 'hex').swap16().toString('utf16le').replaceAll(/\s/gu, '');
    expect(said).toContain('评标委员会由五人组成');
    expect(said).not.toContain('13800001234');
    expect(said).toContain('█');
  });

  test.each([['no PDF', Buffer.from('hello'), 'files/broken']])('%s is refused', async (_, bytes, code) => {
    await expect(redactPdf(bytes, { texts: ['a'], regions: [] })).rejects.toMatchObject({ code });
  });

  test('a page that is not there is refused', async () => {
    const regions = [{ page: 9, x: 0, y: 0, width: 1, height: 1 }];
    await expect(redactPdf(original, { texts: [], regions })).rejects.toMatchObject({
      code: 'files/no-such-page',
    });
  });
});

describe('other files become a PDF without it', () => {
  test('plain text', async () => {
    const { pdf, painted } = await redactedFile(
      Buffer.from(`甲\n${SECRET}\n乙`),
      'text/plain',
      '名单.txt',
      { texts: [SECRET], regions: [] },
      issue,
    );
    expect(painted).toBe([...SECRET].length);
    const { text } = await look(pdf);
    expect(text).not.toContain('13800001234');
    expect(text).toContain('乙');
  });

  test('a Word document', async () => {
    const docx = await Packer.toBuffer(
      new Document({ sections: [{ children: [new Paragraph('公开的内容'), new Paragraph(SECRET)] }] }),
    );
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const { pdf } = await redactedFile(docx, type, '报告.docx', { texts: [SECRET], regions: [] }, issue);
    const { text } = await look(pdf);
    expect(text).not.toContain('13800001234');
    expect(text).toContain('公开的内容');
  });

  test('what is neither is not', async () => {
    const sound = redactedFile(Buffer.from('x'), 'audio/mpeg', 'a.mp3', { texts: ['a'], regions: [] }, issue);
    await expect(sound).rejects.toMatchObject({ code: 'information-requests/not-redactable' });
  });
});

/** A PNG of one colour, with words of a camera beside the dots. */
function png(width: number, height: number, dot: readonly number[], type: number, filter: number): Buffer {
  const chunk = (name: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length);
    head.write(name, 4, 'latin1');
    const body = Buffer.concat([head.subarray(4), content]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([head, content, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, type], 8);
  const bare = Buffer.from(Array.from({ length: width }, () => dot).flat());
  const line = filter === 1 ? bare.map((value, x) => (x < dot.length ? value : 0)) : bare;
  const rows = Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.from([filter]), line])));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from('GPS\u000030.1,103.2', 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
/** Grey, sixteen dots by sixteen. */
const JPEG = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAQABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAAH//Z',
  'base64',
);

describe('a picture with a place painted over', () => {
  const marks = { texts: [], regions: [{ page: 1, x: 10, y: 20, width: 30, height: 10 }] };
  test.each([
    ['colours', [200, 30, 30], 2, 0],
    ['colours with transparency, written as differences', [200, 30, 30, 255], 6, 1],
    ['grey', [200], 0, 0],
  ] as const)('%s: black there, as it was elsewhere, and nothing of the camera', async (_, dot, type, filter) => {
    const { pdf, painted } = await redactedFile(png(60, 40, dot, type, filter), 'image/png', 'a.png', marks, issue);
    expect(painted).toBe(1);
    const { picture, text } = await look(pdf);
    expect(text).toBe('');
    const at = (x: number, y: number) => [2, 1, 0].map((c) => picture.data[(y * 2 * picture.width + x * 2) * 4 + c]);
    for (const [x, y] of [
      [11, 21],
      [38, 28],
      [25, 25],
    ] as const)
      expect(at(x, y)).toEqual([0, 0, 0]);
    for (const [x, y] of [
      [5, 5],
      [45, 25],
      [25, 35],
    ] as const)
      expect(at(x, y)).toEqual(dot.length > 2 ? [200, 30, 30] : [200, 200, 200]);
    expect(pdf.toString('latin1')).not.toContain('GPS');
  });

  test('a photograph, without what the camera wrote', async () => {
    const exif = Buffer.from('Exif\0\0GPS 30.1,103.2', 'latin1');
    const withExif = Buffer.concat([
      JPEG.subarray(0, 2),
      Buffer.from([0xff, 0xe1, 0, exif.length + 2]),
      exif,
      JPEG.subarray(2),
    ]);
    const small = { texts: [], regions: [{ page: 1, x: 0, y: 0, width: 4, height: 4 }] };
    const { pdf } = await redactedFile(withExif, 'image/jpeg', 'a.jpg', small, issue);
    const { picture } = await look(pdf);
    expect([dark(picture, 2, 2), dark(picture, 13, 13)]).toEqual([true, false]);
    expect(pdf.toString('latin1')).not.toContain('GPS');
  });

  test('words alone find nothing in it, and what is broken is refused', async () => {
    const of = (bytes: Buffer, texts: readonly string[]) =>
      redactedFile(bytes, 'image/png', 'a.png', { texts, regions: texts.length > 0 ? [] : marks.regions }, issue);
    expect((await of(png(9, 9, [1], 0, 0), ['张三'])).painted).toBe(0);
    await expect(of(Buffer.from('89504e470d0a', 'hex'), [])).rejects.toMatchObject({ code: 'files/broken' });
    await expect(of(png(9, 9, [1], 0, 0).subarray(0, 60), [])).rejects.toMatchObject({ code: 'files/broken' });
    await expect(of(png(2 ** 20, 1, [1], 0, 0).fill(255, 20, 24), [])).rejects.toMatchObject({
      code: 'information-requests/picture-too-large',
    });
  });
});

test('what comes out may be archived: it says so, its colours have a meaning, and it has a name', async () => {
  const { pdf } = await redactPdf(original, { texts: [SECRET], regions: [] });
  const raw = pdf.toString('latin1');
  expect(raw).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
  expect(raw).toMatch(/\/OutputIntents\[<<\/Type\/OutputIntent\/S\/GTS_PDFA1[^>]*DestOutputProfile \d+ 0 R/u);
  expect(raw).toMatch(/\/ID\[<[0-9a-f]{32}><[0-9a-f]{32}>\]/u);
  for (const part of ['/Encrypt', '/JavaScript', '/Launch', '/LZWDecode', '/SMask']) expect(raw).not.toContain(part);
  const profile = colourProfile();
  expect([profile.readUInt32BE(0), profile.toString('latin1', 36, 40)]).toEqual([profile.length, 'acsp']);
  expect((await redactPdf(original, { texts: [SECRET], regions: [] })).pdf.equals(pdf)).toBe(true);
});

test('words are found across spaces and line ends, in either width', () => {
  expect(placesOf([...'联系人:张 三\n电话'], '张三')).toEqual([[4, 6]]);
  expect(blackened('电话１３８ 0000', ['1380000'])).toBe('电话███ ████');
  expect(placesOf([...'abc'], ' ')).toEqual([]);
});
