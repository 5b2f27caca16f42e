import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PdfRenderer, pdfRenderer } from '../../kernel/index.ts';
import { officialDocument } from './compose.ts';

const MADE_AT = new Date('2026-03-02T02:00:00Z');
const form = {
  kind: 'notice',
  agency: '明堂市人民政府办公室',
  number: '明政办发[2026]12号',
  title: '关于印发工作要点的通知',
  addressee: '各县、区人民政府：',
  attachments: ['重点任务分工表。'],
  signature: '明堂市人民政府办公室',
  issuedOn: '2026-03-02',
  note: '（此件公开发布）',
  attribute: 'proactive',
  copies: '市委各部门',
  printedBy: '明堂市人民政府办公室',
  printedOn: '2026-03-03',
};
const BODY = '<h2>一、总体要求</h2><p>现印发给你们，请认真贯彻执行。</p>';

let pdf: PdfRenderer;
let library: PDFiumLibrary;
beforeAll(async () => {
  [pdf, library] = await Promise.all([pdfRenderer(), PDFiumLibrary.init()]);
});
afterAll(() => library.destroy());

/** What stands on a page: its words, and where there is ink, in millimetres. */
type Page = { readonly text: string; readonly ink: (isInk: Ink, area?: Area) => Area | null };
type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
type Ink = (red: number, green: number, blue: number) => boolean;
const DOTS = 6; // for each millimetre
const isRed: Ink = (red, green, blue) => Math.max(red, blue) > 180 && green < 120 && Math.abs(red - blue) > 80;
const isBlack: Ink = (red, green, blue) => red < 110 && green < 110 && blue < 110;

async function pages(over: object = {}, body = BODY): Promise<readonly Page[]> {
  const bytes = await pdf.render('official', officialDocument({ ...form, ...over }, body), MADE_AT);
  const document = await library.loadDocument(bytes);
  const found: Page[] = [];
  for (const page of document.pages()) {
    const text = page.getText().replaceAll(/\s/gu, '');
    const { data, width, height } = await page.render({ scale: (DOTS * 25.4) / 72, render: 'bitmap' });
    const ink: Page['ink'] = (isInk, area = { left: 0, top: 0, right: 210, bottom: 297 }) => {
      let box: Area | null = null;
      for (let y = Math.floor(area.top * DOTS); y < Math.min(height, area.bottom * DOTS); y += 1)
        for (let x = Math.floor(area.left * DOTS); x < Math.min(width, area.right * DOTS); x += 1) {
          const at = (y * width + x) * 4;
          if (!isInk(data[at] ?? 255, data[at + 1] ?? 255, data[at + 2] ?? 255)) continue;
          const [px, py] = [x / DOTS, y / DOTS];
          box = box
            ? {
                left: Math.min(box.left, px),
                top: Math.min(box.top, py),
                right: Math.max(box.right, px),
                bottom: Math.max(box.bottom, py),
              }
            : { left: px, top: py, right: px, bottom: py };
        }
      return box;
    };
    found.push({ text, ink });
  }
  document.destroy();
  return found;
}

const some = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Error('there is nothing');
  return value;
};

describe('an official document on paper', () => {
  test('type area, red name, red rule', async () => {
    const [first] = await pages({}, `<p>${'政务公开'.repeat(200)}</p>`);
    const { ink } = some(first);
    const all = some(ink(isBlack, { left: 0, top: 0, right: 210, bottom: 262.5 }));
    expect(all.left).toBeGreaterThan(27.5);
    expect(all.right).toBeLessThan(184.8);
    expect(all.bottom).toBeLessThan(262.5);
    // The name of the agency begins 35 mm below the type area, the rule below it is as wide as the type area.
    const name = some(ink(isRed, { left: 0, top: 0, right: 210, bottom: 95 }));
    expect(name.top).toBeGreaterThan(71.5);
    expect(name.top).toBeLessThan(76);
    const rule = some(ink(isRed, { left: 0, top: 95, right: 210, bottom: 200 }));
    expect(rule.bottom - rule.top).toBeLessThan(1);
    expect(rule.left).toBeCloseTo(28, 0);
    expect(rule.right).toBeCloseTo(184, 0);
    // The document number stands 4 mm above the rule, in the middle.
    const number = some(ink(isBlack, { left: 0, top: 95, right: 210, bottom: rule.top - 0.5 }));
    expect(rule.top - number.bottom).toBeGreaterThan(3.5);
    expect(rule.top - number.bottom).toBeLessThan(5.5);
    expect((number.left + number.right) / 2).toBeCloseTo(106, -0.5);
  });

  test('28 characters fill a line, 22 lines a page', async () => {
    const count = 28 * 60;
    const all = await pages({}, `<p>${'甲'.repeat(count)}</p>`);
    const onSecond = some(all[1]).text.replaceAll(/[^甲]/gu, '').length;
    expect(onSecond).toBe(28 * 22);
    expect(all.map((page) => (page.text.match(/甲/gu) ?? []).length).reduce((a, b) => a + b)).toBe(count);
  });

  test('page numbers: odd right, even left, 7 mm below the type area', async () => {
    const [first, second] = await pages();
    const foot = { left: 0, top: 263.5, right: 210, bottom: 297 };
    const odd = some(some(first).ink(isBlack, foot));
    const even = some(some(second).ink(isBlack, foot));
    expect(odd.right).toBeGreaterThan(175);
    expect(odd.left).toBeGreaterThan(150);
    expect(even.left).toBeLessThan(36);
    expect(even.right).toBeLessThan(60);
    expect(odd.top - 262).toBeGreaterThan(6);
    expect(odd.top - 262).toBeLessThan(9);
    expect(some(first).text).toContain('—1—');
    expect(some(second).text).toContain('—2—');
  });

  test.each([0, 300, 600, 900, 1200, 1500])(
    'the record stands at the foot of an even last page, after %i characters',
    async (length) => {
      const all = await pages({}, `<p>公文${'正文'.repeat(length / 2)}</p>`);
      expect(all.length % 2).toBe(0);
      const last = some(all.at(-1));
      expect(last.text).toContain('公开属性：主动公开');
      expect(last.text).toContain('抄送：市委各部门。');
      expect(last.text).toContain('2026年3月3日印发');
      expect(all.slice(0, -1).every(({ text }) => !text.includes('公开属性'))).toBe(true);
      // Its last rule lies on the lower edge of the type area.
      const low = some(last.ink(isBlack, { left: 100, top: 255, right: 110, bottom: 263.5 }));
      expect(low.bottom).toBeGreaterThan(261);
      expect(low.bottom).toBeLessThan(262.6);
    },
  );

  test('head lines, signer, brackets, marks behind attachments, date without zeros', async () => {
    const [first, second] = await pages({
      kind: 'request',
      signer: '王某',
      secrecy: '秘密★1年',
      copyNumber: '000012',
      urgency: 'express',
      attribute: 'on-request',
    });
    const { text } = some(first);
    for (const words of ['000012', '秘密★1年', '特急', '签发人：王某', '明政办发〔2026〕12号', '各县、区人民政府：'])
      expect(text).toContain(words);
    const all = text + some(second).text;
    for (const words of ['附件：重点任务分工表', '2026年3月2日', '（此件公开发布）', '公开属性：依申请公开'])
      expect(all).toContain(words);
    expect(all).not.toContain('分工表。');
  });

  test('tables with spans, lists, PDF/A-2a with tags', async () => {
    const body =
      '<table><caption>目录</caption><tr><th>项目<th>单位<th>标准<tr><td rowspan=2>证照<td>本<td>10<tr><td colspan=2>免费</table><ol start=2><li>甲<li>乙</ol>';
    const bytes = await pdf.render('official', officialDocument(form, body), MADE_AT);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).toMatch(/<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>A/u);
    expect(raw).toMatch(/\/StructTreeRoot/u);
    const text = (await pages({}, body)).map((page) => page.text).join('');
    for (const words of ['目录', '项目', '证照', '免费', '2.甲', '3.乙']) expect(text).toContain(words);
  });
});

describe('the form', () => {
  test.each([
    [{ number: '明政办发2026' }, 'number', 'disclosure/document-number-shape'],
    [{ kind: 'request' }, 'signer', 'disclosure/no-signer'],
    [{ printedOn: '2026-03-01' }, 'printedOn', 'disclosure/printed-before'],
    [{ secrecy: '机密' }, 'attribute', 'disclosure/secret-and-public'],
    [{ copyNumber: '12' }, 'copyNumber', 'disclosure/copy-number'],
  ])('%j', (over, field, code) => {
    expect(() => officialDocument({ ...form, ...over }, BODY)).toThrow(
      expect.objectContaining({
        code: 'disclosure/official-form',
        details: expect.objectContaining({ faults: [{ field, code }] }),
      }),
    );
  });

  test('without an attribute nothing is printed', () =>
    expect(() => officialDocument({ ...form, attribute: undefined }, BODY)).toThrow('disclosure/official-form'));

  test('pictures belong into attachments', () =>
    expect(() => officialDocument(form, '<p><img src="/a.png" alt="图"></p>')).toThrow(
      'disclosure/picture-in-document',
    ));
});
