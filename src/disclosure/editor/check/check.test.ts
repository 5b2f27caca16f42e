import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSettled } from '../content/clean.ts';
import { contentText } from '../content/nodes.ts';
import { findingText } from '../text.ts';
import { checkArticle, type Ports } from './check.ts';
import { dateFindings } from './dates.ts';
import { documentNumberFindings, ownNumberFindings } from './document-numbers.ts';
import { type LinkFate, placedRuns } from './links.ts';
import { chineseNumber, ordinalFindings } from './ordinals.ts';
import { punctuationFindings } from './punctuation.ts';

describe('document numbers', () => {
  test.each([
    ['根据明政办发[2026]12号要求', 'number-brackets', '明政办发[2026]12号', '明政办发〔2026〕12号'],
    ['（皖政办秘（2020）110号）', 'number-brackets', '皖政办秘（2020）110号', '皖政办秘〔2020〕110号'],
    ['明政发〔2026〕012号', 'number-zero', '明政发〔2026〕012号', '明政发〔2026〕12号'],
    ['明政发〔2026〕第3号', 'number-zero', '明政发〔2026〕第3号', '明政发〔2026〕3号'],
    ['明政发〔2062〕3号', 'number-year', '明政发〔2062〕3号', null],
    ['皖办发〔201647号', 'number-no-year', '皖办发〔201647号', null],
  ])('%s', (text, code, words, instead) => {
    const [finding, ...others] = documentNumberFindings(text, 2026);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code, instead });
    expect(text.slice(finding?.start, finding?.end)).toBe(words);
  });

  test.each(['明政发〔2026〕12号', '学府路2号院', '建于2019年3月1号', '皖办发〔201X〕47号', '文昌街道2016号楼'])(
    '%s is none of ours',
    (text) => expect(documentNumberFindings(text, 2026)).toEqual([]),
  );

  test('in its own field', () => {
    expect(ownNumberFindings('明政发〔2026〕12号', 2026)).toEqual([]);
    expect(ownNumberFindings('明政发2026-12', 2026)).toMatchObject([{ code: 'number-shape' }]);
  });
});

describe('dates', () => {
  test.each([
    ['2026年2月30日', 'date-impossible'],
    ['2025-02-29', 'date-impossible'],
    ['13月1日', 'date-impossible'],
    ['4月31日前', 'date-impossible'],
    ['2026年11月25日（星期四）', 'date-weekday'],
    ['自26年3月起', 'date-year-cut'],
  ])('%s: %s', (text, code) => expect(dateFindings(text)).toMatchObject([{ code }]));

  test.each(['2024年2月29日', '2026年11月25日（星期三）', '2026-11-25', '2月29日', '版本 2017.13.40', '百分之20年均'])(
    '%s is right',
    (text) => expect(dateFindings(text)).toEqual([]),
  );

  test('every day of four years is right with its weekday, and wrong with any other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1460 }), fc.integer({ min: 1, max: 6 }), (days, off) => {
        const date = new Date(Date.UTC(2024, 0, 1 + days));
        const say = (weekday: number) =>
          `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日星期${'日一二三四五六'.charAt(weekday % 7)}`;
        expect(dateFindings(say(date.getUTCDay()))).toEqual([]);
        expect(dateFindings(say(date.getUTCDay() + off))).toMatchObject([{ code: 'date-weekday' }]);
      }),
    );
  });
});

describe('numbering', () => {
  test('numbers in words', () => {
    const cases = { 一: 1, 十: 10, 十一: 11, 二十: 20, 二十三: 23, 一百零五: 105, 一百二十: 120, 百: null, 一一: null };
    for (const [words, value] of Object.entries(cases)) expect([words, chineseNumber(words)]).toEqual([words, value]);
  });

  test('gaps and doubles, each series under its own heading', () => {
    const text = '一、甲\n（一）子\n（二）丑\n二、乙\n（一）子\n（三）寅\n四、丙\n四、丁\n1.a\n2.b\n3.5%的增长';
    expect(ordinalFindings(text).map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
      ['ordinal-gap', '（三）'],
      ['ordinal-gap', '四、'],
      ['ordinal-twice', '四、'],
    ]);
  });

  test('articles', () =>
    expect(ordinalFindings('第一条 甲\n第二条 乙\n第四条 丙')).toMatchObject([
      { code: 'ordinal-gap', details: { expected: '3' } },
    ]));
});

describe('punctuation', () => {
  test.each([
    ['各区县,各部门', 'half-width', '，'],
    ['请注意:以下', 'half-width', '：'],
    ['坚持公开为常态。。', 'punctuation-twice', '。'],
    ['政务 公开', 'space-within', ''],
    ['《条例', 'bracket-open', null],
    ['条例》', 'bracket-open', null],
  ])('%s', (text, code, instead) => expect(punctuationFindings(text)).toMatchObject([{ code, instead }]));

  test.each(['上午8:30至11:30', '1,000元', '（一）范围', '《条例》（2019年）', '“五公开”', 'open data, all'])(
    '%s is right',
    (text) => expect(punctuationFindings(text)).toEqual([]),
  );
});

const asked: string[] = [];
const newest = { path: '/content/2026/2.html', title: '新办法' };
const FATES: Readonly<Record<string, LinkFate>> = {
  '/ok': { fate: 'stands' },
  '/old': { fate: 'abolished', title: '旧办法', newest },
  '/gone-for-good': { fate: 'withdrawn', title: '误发的', newest: null },
  '/moved': { fate: 'moved', newest },
  '/file': { fate: 'no-file' },
  '/lapsed': { fate: 'lapsed', title: '试行办法', newest: null },
  'http://localhost/x': { fate: 'foreign' },
  'https://www.mingtang.gov.cn/a': { fate: 'foreign' },
  'https://gone.org.cn/': { fate: 'foreign-dead', fault: '404', checkedAt: new Date('2026-11-20T20:00:00Z') },
};
const ports: Ports = {
  leads: async (hrefs) => {
    asked.push(...hrefs);
    return new Map(hrefs.map((href) => [href, FATES[href] ?? { fate: 'no-page' }]));
  },
  findPersonalData: (text) =>
    [...text.matchAll(/1[3-9]\d{9}/gu)].map(({ index }) => ({ kind: 'mobile', start: index, end: index + 11 })),
  thisYear: 2026,
};
const article = {
  title: '关于公开的通知',
  summary: '说明',
  body: '<p>见<a href="/ok">甲</a>、<a href="/gone?x=1">乙</a>和<a href="http://localhost/x">丙</a></p><table><tr><td>联系人</td><td>13800000000</td></tr><tr><td>链接</td><td><a href="/gone">丁</a></td></tr></table><p><img src="/a.png" alt=""></p>',
  source: '市政府办公室',
  keywords: ['公开'],
  documentNumber: null,
  formedOn: '2026-11-20',
};

describe('an article', () => {
  test('broken links, personal data and pictures without words, each at its place', async () => {
    const text = contentText(readSettled(article.body));
    const findings = await checkArticle(article, ports);
    expect(findings.map(({ code, start, end }) => [code, text.slice(start, end)])).toEqual([
      ['link-broken', '乙'],
      ['link-format', '丙'],
      ['personal-data', '13800000000'],
      ['link-broken', '丁'],
      ['picture-words', ''],
    ]);
    expect(JSON.stringify(findings)).not.toContain('13800000000');
    for (const finding of findings) expect(findingText(finding)).not.toMatch(/[{}]/u);
  });

  test('each link says what became of where it leads, and what to link instead', async () => {
    asked.length = 0;
    const hrefs = [...Object.keys(FATES), '/ok', 'mailto:a@b.gov.cn'];
    const body = hrefs.map((href, i) => `<p><a href="${href}">第${i}个</a></p>`).join('');
    const findings = await checkArticle({ ...article, body }, ports);
    expect(findings.map(({ code, severity, link }) => [code, severity, link?.newest?.path])).toEqual([
      ['link-abolished', 'doubtful', newest.path],
      ['link-withdrawn', 'wrong', undefined],
      ['link-moved', 'doubtful', newest.path],
      ['link-no-file', 'wrong', undefined],
      ['link-lapsed', 'doubtful', undefined],
      ['link-format', 'doubtful', undefined],
      ['link-dead', 'doubtful', undefined],
    ]);
    expect(findings.every(({ link }) => link !== null)).toBe(true);
    const said = findings.map(findingText).join('\n');
    expect(said).toContain('指向的《旧办法》已经废止');
    expect(said).toContain('现在会跳转到《新办法》');
    expect(said).toContain('在 2026-11-21 例行检查时打不开');
    expect(said).not.toMatch(/[{}]/u);
    expect(asked).toEqual(Object.keys(FATES));
  });

  test('a map without the number of its examination is asked for it', async () => {
    const codes = async (body: string) => (await checkArticle({ ...article, body }, ports)).map(({ code }) => code);
    const map = '<p><img src="/a" alt="明堂市行政区划图"></p>';
    expect(await codes(map)).toEqual(['map-number']);
    expect(await codes(`${map}<p>审图号：鲁SG（2026）012号</p>`)).toEqual([]);
    expect(await codes(`${map}<p>审图号待补</p>`)).toEqual(['map-number']);
    expect(await codes('<p><img src="/a" alt="会议现场"></p>')).toEqual([]);
  });

  test('says what is missing', async () => {
    const findings = await checkArticle({ ...article, source: '', keywords: [], formedOn: null }, ports);
    expect(findings.slice(0, 3).map(findingText)).toEqual([
      '还没有填写信息来源。',
      '还没有填写关键词。',
      '还没有填写成文日期。',
    ]);
  });

  test('whatever the content, each run stands where it is said to be', () => {
    const piece = fc.constantFrom(
      '<p>甲<b>乙</b>',
      '<ul><li>子<li>丑</ul>',
      '<table><caption>题</caption><tr><td>一<td><p>二</p><p>三</p><tr><td></table>',
      '<blockquote>引</blockquote>',
      '<hr>',
      '<img src=/a alt=图>',
      '<br>行',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const blocks = readSettled(pieces.join(''));
        const text = contentText(blocks);
        for (const { run, start } of placedRuns(blocks)) {
          const words = run.kind === 'text' ? run.text : run.kind === 'image' ? run.alt : '\n';
          expect(text.slice(start, start + words.length)).toBe(words);
        }
      }),
    );
  });
});
