import { afterAll, beforeAll, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { signedIn } from '../identity/testing.ts';
import { day, instant } from '../kernel/index.ts';
import { type EnforcementCity, enforcementCity, passed } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: EnforcementCity;
beforeAll(async () => {
  city = await enforcementCity(AT);
});
afterAll(() => city.close());

const HEAD = [
  ...['决定书文号', '案件或者事项名称', '当事人', '当事人类型', '依据', '决定内容', '决定日期', '事实', '处罚种类'],
  ...['执法人员证件号码', '统一社会信用代码', '罚款金额（元）', '没收金额（元）', '限制期限至'],
];
const row = (number: string, over: Readonly<Record<number, string>> = {}): readonly string[] =>
  [
    ...[number, '无照经营案', '王小明', '自然人', '无证无照经营查处办法 第十三条', '罚款五百元', '2026-11-20'],
    ...['当事人王小明无照经营，手机13000000000', '罚款', 'MT-SC-0001；MT-SC-0002', '', '500.00', '', ''],
  ].map((cell, i) => over[i] ?? cell);
const csv = (rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(
    [HEAD, ...rows].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'),
  );

async function bring(name: string, bytes: Buffer, login = 'lianluoyuan', kind = 'penalty') {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const answer = await city.web.inject({
    method: 'POST',
    url: `/api/enforcement/import/${city.agencyId}/${kind}`,
    headers: {
      cookie: await signedIn(city.web, login),
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=x',
    },
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]),
  });
  return { status: answer.statusCode, json: answer.json<Record<string, unknown>>() };
}

test('a file is entered row by row; what is refused says where and why; again it changes nothing', async () => {
  const rows = [
    row('明市监处罚〔2026〕201号'),
    row('明市监处罚〔2026〕202号', { 6: '去年冬天' }),
    row('明市监处罚〔2026〕203号', { 9: 'MT-SC-0001' }),
    row('明市监处罚〔2026〕204号', { 8: '罚钱' }),
    row('明市监处罚〔2026〕205号', { 11: '很多' }),
    row('明市监处罚〔2026〕206号', { 3: '路人' }),
    row('明市监处罚〔2026〕207号', { 6: '2026年11月19日', 11: '1,500' }),
    row('明市监处罚〔2026〕201号'),
  ];
  const first = await bring('处罚.csv', csv(rows));
  expect(first.json).toMatchObject({ entered: 2, changed: 0, unchanged: 1, refused: 5, finished: true });
  const lines = first.json.lines as readonly { readonly row: number; readonly why: string; readonly masked: number }[];
  expect(lines.map((line) => line.row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  expect(lines[1]?.why).toContain('“决定日期”');
  expect(lines[2]?.why).toContain('两名以上执法人员');
  expect(lines[3]?.why).toContain('“处罚种类”');
  expect(lines[4]?.why).toContain('“罚款金额（元）”');
  expect(lines[5]?.why).toContain('“当事人类型”');
  expect(lines[0]?.masked).toBeGreaterThanOrEqual(2);
  const again = await bring('处罚.csv', csv(rows));
  expect(again.json).toMatchObject({ entered: 0, changed: 0, unchanged: 3, refused: 5 });
  const { rows: kept } = await city.kernel.pool.query<{ party: string; fine: number; all: string }>(
    `select party, fine_fen as fine, value::text as all from enforcement.result order by document_number`,
  );
  expect(kept.map(({ party, fine }) => [party, fine])).toEqual([
    ['王*明', 50_000],
    ['王*明', 150_000],
  ]);
  for (const { all } of kept) expect(all).not.toMatch(/王小明|13000000000/u);
});

test('a row that says something else changes its draft, and nothing that is on its way', async () => {
  const number = '明市监处罚〔2026〕211号';
  await bring('a.csv', csv([row(number)]));
  expect((await bring('b.csv', csv([row(number, { 5: '罚款六百元', 11: '600' })]))).json).toMatchObject({ changed: 1 });
  const { rows } = await city.kernel.pool.query<{ id: number }>(
    'select matter_id as id from enforcement.result where document_number = $1',
    [number],
  );
  await passed(city.kernel, city.who, rows[0]?.id ?? 0);
  const later = await bring('c.csv', csv([row(number, { 5: '罚款七百元', 11: '700' })]));
  expect(later.json).toMatchObject({ changed: 0, refused: 1 });
  expect(later.json.lines).toMatchObject([{ documentNumber: number, outcome: 'refused' }]);
});

test('a workbook does as well, and the template has the columns that are asked for', async () => {
  const data = [HEAD, row('明市监处罚〔2026〕221号')].map((cells) => cells.map((value) => ({ value })));
  const bytes = Buffer.from(await writeWorkbook([{ sheet: '执法结果', data }]).toBuffer());
  expect((await bring('处罚.xlsx', bytes)).json).toMatchObject({ entered: 1, refused: 0 });
  const template = await city.web.inject({
    url: '/api/enforcement/template.xlsx?kind=penalty',
    headers: { cookie: await signedIn(city.web, 'lianluoyuan') },
  });
  expect((await bring('模板.xlsx', template.rawPayload)).json).toMatchObject({ entered: 0, refused: 0 });
  const gbk = Buffer.from([0xbe, 0xf6, 0xb6, 0xa8, 0x2c, 0xb5, 0xb1]);
  expect((await bring('乱.csv', gbk)).json).toMatchObject({ code: 'enforcement/no-table' });
  expect((await bring('乱.csv', gbk)).json.title).toContain('决定书文号');
  expect((await bring('处罚.doc', bytes)).json).toMatchObject({ code: 'enforcement/not-a-table' });
  expect((await bring('空.csv', Buffer.alloc(0))).json).toMatchObject({ code: 'files/empty' });
  const many = csv(Array.from({ length: 1001 }, () => ['甲']));
  expect((await bring('多.csv', many)).json).toMatchObject({ code: 'enforcement/too-many-rows' });
});

test('only the own agency brings files in, and reads the reports of them', async () => {
  for (const login of ['zfb-lianluo', 'shichang-sh', 'shimin']) {
    expect((await bring('处罚.csv', csv([row('甲1号')]), login)).status, login).toBe(403);
  }
  const listed = await city.ask('lianluoyuan', 'GET', '/api/enforcement/imports');
  const [newest] = listed.json.rows as [{ readonly id: number }];
  expect((await city.ask('lianluoyuan', 'GET', `/api/enforcement/imports/${newest.id}`)).status).toBe(200);
  expect((await city.ask('zfb-lianluo', 'GET', `/api/enforcement/imports/${newest.id}`)).status).toBe(403);
  expect((await city.ask('zfb-lianluo', 'GET', '/api/enforcement/imports')).json.rows).toEqual([]);
  expect((await city.ask('lianluoyuan', 'GET', '/api/enforcement/imports/999999')).status).toBe(404);
});
