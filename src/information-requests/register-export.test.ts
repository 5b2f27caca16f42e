import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn, type TestCity } from '../identity/testing.ts';
import { type Actor, day, personalPart } from '../kernel/index.ts';
import { registerExport } from './operations/register-export.ts';
import { at, type Office, officeOf, received, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
  await received(city, office, '2026-03-02');
  await received(city, office, '2026-03-02', {
    channel: 'oral',
    applicant: {
      kind: 'business',
      name: '明堂市宏达商贸有限公司',
      documentKind: 'credit-code',
      document: '91440000MA0000007P',
      address: '明堂市明德区明伦大道20号',
      personId: null,
    },
    subject: '=HYPERLINK("http://x")',
  });
});
afterAll(() => city.close());

const taken = async (actor: Actor, query: Parameters<typeof registerExport>[1] = {}) =>
  registerExport(city.kernel, query, { actor, today: day('2026-03-02'), at: at('2026-03-02') }, 'xlsx');

test('who handles requests takes along masked names; who only oversees takes along none', async () => {
  const own = await taken(office.officer);
  expect(own.map((row) => row[4])).toEqual(['姓名或者名称', '明堂市宏达商贸有限公司', '陈*岚']);
  const overseer: Actor = {
    ...office.head,
    grants: [{ role: 'disclosure-officer', agencyId: office.agencyId + 1000 }],
    agenciesBelow: new Set([office.agencyId]),
  };
  expect((await taken(overseer)).map((row) => row[4])).toEqual(['姓名或者名称', null, null]);
});

test('the filters of the list are those of the file', async () => {
  expect((await taken(office.officer, { channel: 'oral' })).length).toBe(2);
  expect((await taken(office.officer, { standing: 'concluded' })).length).toBe(1);
  expect((await taken(office.officer, { q: '陈晓岚' })).length).toBe(2);
});

test('that it was taken along stands in the account of who took it, and the name he looked for is sealed', async () => {
  await taken(office.second, { q: '陈晓岚' });
  const { rows } = await city.kernel.pool.query<{ matter_id: number; seq: number; body: string }>(
    `select e.matter_id, e.seq, e.body from kernel.entry e where act = 'personal-data-viewed' and actor_id = $1`,
    [office.second.personId],
  );
  const [entry] = rows;
  expect(rows).toHaveLength(1);
  expect(entry?.body).toContain('"seen":"register-export"');
  expect(entry?.body).toMatch(/"names":1\D/u);
  expect(entry?.body).not.toContain('陈晓岚');
  expect(await personalPart(city.kernel, entry?.matter_id ?? 0, entry?.seq ?? 0)).toEqual({
    filters: { q: '陈晓岚' },
  });
});

test('over HTTP it is a workbook whose words are no formulas, and the same as CSV', async () => {
  const cookie = await signedIn(city.web, 'yishenqing');
  const file = await city.web.inject({ url: '/api/information-requests.xlsx?channel=oral', headers: { cookie } });
  expect(file.headers['content-disposition']).toContain('information-requests.xlsx');
  const [sheet] = await readWorkbook(file.rawPayload);
  expect(sheet?.sheet).toBe('申请台账');
  expect(sheet?.data.map((row) => row[5])).toEqual(['需要的政府信息名称', '=HYPERLINK("http://x")']);
  expect(file.rawPayload.includes('<f>')).toBe(false);
  const table = await city.web.inject({ url: '/api/information-requests.csv?channel=oral', headers: { cookie } });
  expect(table.body).toContain(`'=HYPERLINK`);
  expect((await city.web.inject({ url: '/api/information-requests.xlsx' })).statusCode).toBe(401);
});
