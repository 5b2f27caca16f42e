import { PDFiumLibrary } from '@hyzyla/pdfium';
import { Document, Packer, Paragraph } from 'docx';
import { beforeAll, describe, expect, test } from 'vitest';
import { day, instant, pdfRenderer } from '../../kernel/index.ts';
import { blackened, placesOf, redactPdf } from '../../kernel/redaction/index.ts';
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
      '/Metadata',
      '/Info',
      '/Font',
      '/EmbeddedFile',
      '/OCProperties',
      '/Annots',
      '/AcroForm',
      'xmpmeta',
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
    const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/gu)].map(([, content = '']) =>
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

  test('a picture is not', async () => {
    const picture = redactedFile(Buffer.from('x'), 'image/png', 'a.png', { texts: ['a'], regions: [] }, issue);
    await expect(picture).rejects.toMatchObject({ code: 'information-requests/not-redactable' });
  });
});

test('words are found across spaces and line ends, in either width', () => {
  expect(placesOf([...'联系人:张 三\n电话'], '张三')).toEqual([[4, 6]]);
  expect(blackened('电话１３８ 0000', ['1380000'])).toBe('电话███ ████');
  expect(placesOf([...'abc'], ' ')).toEqual([]);
});
