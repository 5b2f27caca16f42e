import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentFigures } from '../../disclosure/index.ts';
import { directoryOf } from '../../identity/index.ts';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { type Actor, currentRecord, dayOf, matterById, verifyLedger } from '../../kernel/index.ts';
import { staffMember } from '../../kernel/testing/kernel.ts';
import { reportCheckCommand } from './check-command.ts';
import { ENTERED_KEYS, FORMATS } from './contract.ts';
import { frozenDisputesIn, frozenRequestsIn, section3, section4 } from './counts.ts';
import { annualReportsOf } from './index.ts';
import {
  contentOf,
  existing,
  oweReports,
  publishReport,
  reopenReport,
  saveReport,
  sendBackReport,
  submitReport,
  violationsIn,
} from './operations.ts';
import { reportAs } from './outputs/file.ts';
import { frozenProactiveIn, type ProactiveSources } from './proactive.ts';
import { editionsOf, publishedReport, reportOf } from './repo.ts';
import { plantDisputes, plantDocuments, plantRequests } from './testing.ts';

const sources: ProactiveSources = documentFigures;
const january = new Date('2027-01-04T09:30:00+08:00');
let city: TestCity;
let owner: pg.Pool;
let agencyId: number;
let officer: Actor;
let decider: Actor;
let id: number;
beforeAll(async () => {
  city = await testCity([{ name: 'information-requests', ...annualReportsOf(sources) }], january);
  owner = new pg.Pool({ connectionString: city.database.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-CZ')?.id ?? 0;
  const { rows } = await owner.query<{ id: number }>('select id from identity.person order by id limit 2');
  officer = staffMember(Number(rows[0]?.id), agencyId, 'request-officer');
  decider = staffMember(Number(rows[1]?.id), agencyId, 'decider');
  const past = { agencyId, kind: 'natural', receivedOn: '2026-03-02', concludedOn: '2026-03-30', decision: '3.1' };
  await plantRequests(owner, [
    past,
    { ...past, kind: 'business', decision: '3.2' },
    { ...past, receivedOn: '2025-12-29', concludedOn: '2026-01-20' },
    { ...past, receivedOn: '2026-12-21', concludedOn: null, decision: null },
  ]);
  await plantDocuments(owner, agencyId, [
    { formedOn: '2024-05-06', endedOn: null },
    { formedOn: '2025-05-06', endedOn: '2026-08-01' },
    { formedOn: '2026-05-06', endedOn: null },
    { formedOn: '2026-12-30', endedOn: null, publishedOn: '2027-01-02' },
    { formedOn: '2027-01-02', endedOn: null },
  ]);
  await plantDisputes(owner, agencyId, [
    { kind: 'reconsideration', acceptedOn: '2026-03-01', result: 'upheld', resultOn: '2026-04-20' },
    { kind: 'lawsuit', acceptedOn: '2026-11-01', result: null, resultOn: null },
  ]);
  await oweReports(city.kernel, january);
  id = (await reportOf(city.kernel.pool, { agencyId, year: 2026, covers: 'agency' }))?.id ?? 0;
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

const seq = async () => (await matterById(city.kernel, id)).seq;
const step = async (actor: Actor, at = january) => ({ id, actor, at, seenSeq: await seq() });
const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

test('a report is owed by each department until 31 January and by each government until 31 March, once', async () => {
  const owed = async () =>
    (
      await owner.query<{ covers: string; n: number; due: string }>(
        `select a.covers, count(*)::int as n, min(m.due_on)::text as due from information_requests.annual_report a join kernel.matter m on m.id = a.matter_id
          where m.due_on = a.due_on group by 1 order by 1`,
      )
    ).rows;
  // 31 January 2027 is a Sunday: the law names the day, so it does not move.
  const first = await owed();
  expect(first).toEqual([
    { covers: 'agency', n: 163, due: '2027-01-31' },
    { covers: 'government', n: 6, due: '2027-03-31' },
  ]);
  await oweReports(city.kernel, new Date('2027-01-05T00:10:00+08:00'));
  expect(await owed()).toEqual(first);
});

describe('a report is', () => {
  test('written: texts, and figures with who entered them and when', async () => {
    const { kernel } = city;
    expect(await code(submitReport(kernel, await step(officer), sources))).toBe('annual-report/incomplete');
    await saveReport(kernel, {
      ...(await step(officer)),
      texts: { general: '全年公开信息 320 条。\n按时答复申请。', problems: '解读不够。' },
      entered: Object.fromEntries(
        ENTERED_KEYS.map((key, i) => [key, { value: key === 'charges' ? '12.5' : String(i), source: '法制科台账' }]),
      ),
    });
    expect((await existing(kernel, id)).entered.licences).toEqual({
      value: '6',
      source: '法制科台账',
      by: officer.name,
      at: january.toISOString(),
    });
    // Taken away again where the program counts itself.
    const counted = Object.keys(documentFigures).map((key) => [key, null]);
    await saveReport(kernel, { ...(await step(officer)), texts: {}, entered: Object.fromEntries(counted) });
    const kept = await existing(kernel, id);
    expect(Object.keys(kept.entered).toSorted()).toEqual(['charges', 'compulsion', 'licences', 'penalties']);
    expect((await contentOf(kernel, kept, sources)).proactive).toEqual({
      'rules.made': 0,
      'rules.abolished': 0,
      'rules.in-force': 0,
      'normative-documents.made': 2,
      'normative-documents.abolished': 1,
      'normative-documents.in-force': 3,
    });
    const half = { licences: { value: '1.5', source: '台账' } };
    expect([
      await code(saveReport(kernel, { ...(await step(officer)), texts: {}, entered: half })),
      await code(saveReport(kernel, { ...(await step(decider)), texts: {}, entered: {} })),
      await code(existing(kernel, 1)),
    ]).toEqual(['annual-report/whole-number', 'matter/not-yours', 'annual-report/not-found']);
  });

  test('submitted: frozen with the requests that it counts, whatever is entered later', async () => {
    const { kernel } = city;
    await submitReport(kernel, await step(officer), sources);
    const report = await existing(kernel, id);
    const content = await contentOf(kernel, report, sources);
    expect({
      new: content.section3.R1,
      carried: content.section3.R2.natural,
      left: content.section3.R4.natural,
    }).toEqual({
      new: { natural: 2, business: 1, research: 0, charity: 0, legal: 0, other: 0, total: 3 },
      carried: 1,
      left: 1,
    });
    expect(await violationsIn(kernel, report, content)).toEqual([]);
    // A letter that lay about, entered with its true day.
    await plantRequests(owner, [
      { agencyId, kind: 'legal', receivedOn: '2026-12-30', concludedOn: null, decision: null },
    ]);
    expect((await contentOf(kernel, await existing(kernel, id), sources)).section3.R1.total).toBe(3);
    expect((await section3(kernel.db, { year: 2026, agencyIds: [agencyId] })).R1.total).toBe(4);
    expect((await frozenRequestsIn(kernel.db, { id, edition: 1 }, { row: 'R1', column: 'total' })).rows).toHaveLength(
      3,
    );
    expect((await frozenRequestsIn(kernel.db, { id, edition: 1 }, { row: 'R4', column: 'natural' })).rows).toHaveLength(
      1,
    );
    // A judgment that was entered late, with its day in the year, and a case that was.
    await owner.query(
      `update information_requests.dispute set result = 'corrected', result_on = '2026-12-29' where kind = 'lawsuit'`,
    );
    const four = (await contentOf(kernel, await existing(kernel, id), sources)).section4;
    expect(four['direct-lawsuit']).toMatchObject({ corrected: 0, pending: 1, total: 1 });
    expect((await section4(kernel.db, { year: 2026, agencyIds: [agencyId] }))['direct-lawsuit'].corrected).toBe(1);
    const pending = { group: 'direct-lawsuit', result: 'pending' } as const;
    expect((await frozenDisputesIn(kernel.db, { id, edition: 1 }, pending)).rows).toMatchObject([{ resultOn: null }]);
    const made = { id, edition: 1, cell: 'normative-documents.made' } as const;
    expect((await frozenProactiveIn(kernel.db, made, { after: null })).rows.map(({ day }) => day)).toEqual([
      '2026-05-06',
      '2026-12-30',
    ]);
  });

  test('sent back with a reason, and counted anew', async () => {
    const { kernel } = city;
    expect(await code(sendBackReport(kernel, { ...(await step(decider)), note: '改' }))).toBe(
      'annual-report/says-nothing',
    );
    await sendBackReport(kernel, { ...(await step(decider)), note: '有一封信件漏登记' });
    await submitReport(kernel, await step(officer), sources);
    expect((await contentOf(kernel, await existing(kernel, id), sources)).section3.R1.total).toBe(4);
  });

  test('published by somebody else, and what was published is what was hashed', async () => {
    const { kernel } = city;
    const both = staffMember(officer.personId ?? 0, agencyId, 'request-officer', 'decider');
    expect(await code(publishReport(kernel, await step(both)))).toBe('matter/same-person');
    await publishReport(kernel, await step(decider));
    const report = await existing(kernel, id);
    expect(report).toMatchObject({ state: 'published', publishedOn: dayOf(january) });
    expect((await currentRecord(kernel.pool, 'annual-report', String(id)))?.content).toEqual(report.frozen);
    const json = await city.web.inject({ url: `/annual-reports/${id}/file/json` });
    expect(createHash('sha256').update(json.rawPayload).digest('hex')).toBe(report.hash);
    // What was planted has no entries; whatever was done does.
    const { faults } = await verifyLedger(kernel);
    expect(faults.filter(({ matter }) => !/^(?:GK|SS)-/u.test(matter))).toEqual([]);
  });

  test('read by anybody, with a table whose headings are read out', async () => {
    const page = await city.web.inject({ url: `/annual-reports/${id}` });
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<th scope="row">8.属于行政查询事项</th>');
    expect(page.body).toContain('<th scope="colgroup" colSpan="5">法人或其他组织</th>');
    expect(page.body).toContain('<p>按时答复申请。</p>');
    expect((await city.web.inject({ url: '/annual-reports' })).body).toContain(`/annual-reports/${id}`);
    expect((await city.web.inject({ url: '/annual-reports/1' })).statusCode).toBe(404);
    expect((await city.web.inject({ url: `/api/annual-reports/${id}` })).statusCode).toBe(401);
  });

  test.each(FORMATS)('written as %s, and read again without a fault', async (format) => {
    const { kernel } = city;
    const report = await existing(kernel, id);
    const content = await contentOf(kernel, report, sources);
    const { bytes } = await reportAs(format, { content, number: report.number, on: dayOf(january) });
    expect(bytes.length).toBeGreaterThan(1000);
    if (format === 'pdf') expect(bytes.toString('latin1')).toMatch(/^%PDF-1\.7[\s\S]*pdfaid/u);
    if (format !== 'pdf') {
      const folder = mkdtempSync(join(tmpdir(), 'mt-report-'));
      const file = join(folder, 'report');
      writeFileSync(file, bytes);
      const { json } = await reportCheckCommand([file]);
      rmSync(folder, { recursive: true });
      expect(json).toMatchObject({ violations: [], reports: [{ year: 2026, layout: '2021' }] });
    }
  });
});

test('a report that is late is so before the office above, and before nobody else', () => {
  const { access, kinds } = city.kernel;
  const above = (role: string): Actor => ({
    ...staffMember(1, agencyId + 1000, role),
    agenciesBelow: new Set([agencyId]),
  });
  const sees = (role: string): readonly boolean[] =>
    ['annual-report', 'government-annual-report'].map((kind) => {
      const { oversee } = kinds.of(kind);
      return oversee !== undefined && access.may(above(role), oversee, { agencyId });
    });
  expect(sees('disclosure-officer')).toEqual([true, true]);
  expect(sees('request-officer')).toEqual([false, false]);
});

describe('a published report that is wrong is', () => {
  test('taken up again with a reason, while what was published stands', async () => {
    const { kernel } = city;
    const first = await existing(kernel, id);
    expect([
      await code(saveReport(kernel, { ...(await step(officer)), texts: {}, entered: {} })),
      await code(submitReport(kernel, await step(officer), sources)),
      await code(sendBackReport(kernel, { ...(await step(decider)), note: '已经公布了的' })),
      await code(reopenReport(kernel, { ...(await step(officer)), note: '错' })),
    ]).toEqual(['matter/closed', 'matter/closed', 'matter/closed', 'annual-report/says-nothing']);
    await plantRequests(owner, [
      { agencyId, kind: 'research', receivedOn: '2026-12-31', concludedOn: null, decision: null },
    ]);
    await reopenReport(kernel, { ...(await step(officer)), note: '漏报一件科研机构的申请' });
    expect(await existing(kernel, id)).toMatchObject({ state: 'drafting', edition: 2, frozen: null });
    expect(await publishedReport(kernel.pool, id)).toMatchObject({ edition: 1, hash: first.hash });
    expect((await city.web.inject({ url: `/annual-reports/${id}` })).body).toContain(first.hash);
  });

  test('published anew: both editions can be read, each with its hash and its rows', async () => {
    const { kernel } = city;
    // Those two change places: who submits this edition may not publish it, who submitted the first one may.
    const both = (of: Actor) => staffMember(of.personId ?? 0, agencyId, 'request-officer', 'decider');
    await submitReport(kernel, await step(both(decider)), sources);
    expect(await code(publishReport(kernel, await step(both(decider))))).toBe('matter/same-person');
    await publishReport(kernel, await step(both(officer)));
    const [one, two, ...more] = await editionsOf(kernel.pool, id);
    expect([one?.correction, two?.correction, more]).toEqual([null, '漏报一件科研机构的申请', []]);
    const newOf = async (edition: number) =>
      (await publishedReport(kernel.pool, id, edition))?.content.section3.R1.total;
    expect([await newOf(1), await newOf(2)]).toEqual([4, 5]);
    const rows = async (edition: number) =>
      (await frozenRequestsIn(kernel.db, { id, edition }, { row: 'R1', column: 'total' })).rows.length;
    expect([await rows(1), await rows(2)]).toEqual([4, 5]);
    const page = await city.web.inject({ url: `/annual-reports/${id}` });
    expect(page.body).toContain('更正原因：漏报一件科研机构的申请');
    const json = await city.web.inject({ url: `/annual-reports/${id}/file/json?edition=1` });
    expect(createHash('sha256').update(json.rawPayload).digest('hex')).toBe(one?.hash);
    const record = await currentRecord(kernel.pool, 'annual-report', String(id));
    expect(record).toMatchObject({ version: 2, note: '漏报一件科研机构的申请' });
  });

  test('opened by anybody down to numbers and days, without what was asked', async () => {
    const rows = async (query: string) => city.web.inject({ url: `/annual-reports/${id}/rows?${query}` });
    const research = await rows('row=R4&column=research');
    expect(research.body).toMatch(/GK-[0-9a-f-]{36}/u);
    expect(research.body).not.toContain('申请 1');
    expect((await rows('row=R4&column=research&edition=1')).body).toContain('这一格里没有事项');
    expect((await rows('figure=normative-documents.made')).body).toMatch(/href="\/content\/2027\/[^"]+">文件 4/u);
    expect((await rows('figure=charges')).body).toContain('填报数：12.5。来源：法制科台账');
    expect((await rows('group=direct-lawsuit&result=corrected')).body).toContain('SS-');
    expect((await rows('row=R4')).statusCode).toBe(422);
    expect((await rows('row=R4&column=research&edition=7')).statusCode).toBe(404);
  });
});

test('the year after takes up what this one left; a request that was missed is named', async () => {
  const { kernel } = city;
  const next = async () => {
    const report = { ...(await existing(kernel, id)), year: 2027, frozen: null };
    return violationsIn(kernel, report, await contentOf(kernel, report, sources));
  };
  expect(await next()).toEqual([]);
  await plantRequests(owner, [
    { agencyId, kind: 'other', receivedOn: '2026-12-31', concludedOn: null, decision: null },
  ]);
  expect(await next()).toEqual([
    { check: 'YEAR-CARRY', row: 'R2', column: 'other', group: null, expected: 0, found: 1 },
    { check: 'YEAR-CARRY', row: 'R2', column: 'total', group: null, expected: 3, found: 4 },
  ]);
});
