import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { type TestCity, testCity } from '../../identity/testing.ts';
import { reportCheckCommand } from './check-command.ts';
import { carryViolations, violationsOf } from './checks.ts';
import { cells3, cells4, disputesIn, requestsIn, section3, section4 } from './counts.ts';
import { COLUMNS, LEAVES, PART_COLUMNS, ROWS } from './form.ts';
import { annualReportCommand, liveReport } from './live.ts';
import { feesIn } from './repo.ts';
import { type PastRequest, plantDisputes, plantRequests } from './testing.ts';

let city: TestCity;
let owner: pg.Pool;
let agencies: readonly number[];
beforeAll(async () => {
  city = await testCity([], new Date('2026-11-23T10:00:00+08:00'));
  owner = new pg.Pool({ connectionString: city.database.ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  agencies = (await directoryOf(city.kernel)).agencies.slice(0, 3).map(({ id }) => id);
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

const clear = () => owner.query('delete from information_requests.request');
/** Every second one begins on a day on which a year begins or ends: there a year is miscounted first. */
const day = fc.oneof(
  fc.date({ min: new Date('2023-11-01'), max: new Date('2027-02-28'), noInvalidDate: true }),
  fc
    .tuple(fc.constantFrom(2024, 2025, 2026, 2027), fc.constantFrom(0, -1))
    .map(([year, shift]) => new Date(Date.UTC(year, 0, 1 + shift))),
);
const text = (at: Date): string => at.toISOString().slice(0, 10);

/** Any life of a request: never received, still open, concluded the same day or years later. */
const past = fc
  .record({
    agency: fc.nat(2),
    kind: fc.constantFrom(...PART_COLUMNS),
    start: day,
    lasts: fc.option(fc.oneof(fc.nat(700), fc.constantFrom(0, 1, 2, 364, 365, 366))),
    leaf: fc.constantFrom(...LEAVES),
    isReceived: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    isDecided: fc.boolean(),
  })
  .map(({ agency, kind, start, lasts, leaf, isReceived, isDecided }): PastRequest => {
    const concludedOn = lasts === null ? null : text(new Date(start.getTime() + lasts * 86_400_000));
    return {
      agencyId: agencies[agency] ?? 0,
      kind,
      receivedOn: isReceived ? text(start) : null,
      concludedOn,
      // Signed and not yet sent: decided, but not concluded.
      decision: concludedOn !== null || isDecided ? leaf : null,
    };
  });

/** The rows in which a request is counted: it is in a year from that of its receipt to that of its conclusion. */
function rowsOf({ receivedOn, concludedOn, decision }: PastRequest, year: number): readonly string[] {
  if (receivedOn === null) return [];
  const came = Number(receivedOn.slice(0, 4));
  const went = concludedOn === null ? Number.POSITIVE_INFINITY : Number(concludedOn.slice(0, 4));
  if (came > year || went < year) return [];
  return [came === year ? 'R1' : 'R2', ...(went === year ? ['3.7', decision ?? ''] : ['R4'])];
}

/** Section three by hand. */
function reckoned(requests: readonly PastRequest[], year: number): Record<string, Record<string, number>> {
  const counted = requests.flatMap((request) =>
    rowsOf(request, year).flatMap((row) => [`${row} ${request.kind}`, `${row} total`]),
  );
  const count = (row: string, column: string): number => counted.filter((at) => at === `${row} ${column}`).length;
  return Object.fromEntries(
    ROWS.map((row) => [row, Object.fromEntries(COLUMNS.map((column) => [column, count(row, column)]))]),
  );
}

test('whatever happened, every check holds in every column and year, and every cell is its rows', async () => {
  const { db } = city.kernel;
  await fc.assert(
    fc.asyncProperty(fc.array(past, { minLength: 1, maxLength: 60 }), async (requests) => {
      await clear();
      await plantRequests(owner, requests);
      for (const agencyIds of [null, agencies.slice(0, 1)]) {
        const years = await Promise.all([2024, 2025, 2026, 2027].map((year) => section3(db, { year, agencyIds })));
        years.forEach((three, i) => {
          expect(violationsOf(cells3(three), {})).toEqual([]);
          const before = years[i - 1];
          if (before) expect(carryViolations(cells3(before), cells3(three))).toEqual([]);
        });
        const [, , of2026] = years;
        for (const [row, column] of [
          ['R1', 'total'],
          ['R2', 'natural'],
          ['3.7', 'total'],
          ['R4', 'other'],
          ['3.1', 'total'],
        ] as const) {
          const { rows } = await requestsIn(db, { year: 2026, agencyIds }, { row, column, limit: 500 });
          expect(rows.length).toBe(of2026?.[row][column]);
        }
      }
      // A reckoning of its own, one request at a time: every cell of every year.
      for (const year of [2024, 2025, 2026, 2027])
        expect(await section3(db, { year, agencyIds: null }), String(year)).toEqual(reckoned(requests, year));
    }),
    { numRuns: 15 },
  );
});

test('what one agency reports adds up to what the government reports', async () => {
  await clear();
  await plantRequests(owner, fc.sample(past, { numRuns: 300, seed: 7 }));
  const { kernel } = city;
  const [government = 0] = agencies;
  const whole = await liveReport(kernel, { agency: government, year: 2025, covers: 'government' });
  const parts = await Promise.all(
    agencies.map((agency) => liveReport(kernel, { agency, year: 2025, covers: 'agency' })),
  );
  expect(whole.agencies).toBeGreaterThan(100);
  expect(whole.section3['3.7'].total).toBeGreaterThan(30);
  for (const row of ROWS) {
    for (const column of COLUMNS) {
      expect(whole.section3[row][column]).toBe(parts.reduce((all, part) => all + part.section3[row][column], 0));
    }
  }
});

test('the rows of a cell come in pages, without a gap or a row twice', async () => {
  await clear();
  await plantRequests(
    owner,
    Array.from({ length: 7 }, () => ({
      agencyId: agencies[0] ?? 0,
      kind: 'natural',
      receivedOn: '2025-03-03',
      concludedOn: '2025-03-20',
      decision: '3.1',
    })),
  );
  const scope = { year: 2025, agencyIds: null };
  const first = await requestsIn(city.kernel.db, scope, { row: '3.1', column: 'natural', limit: 4 });
  const second = await requestsIn(city.kernel.db, scope, {
    row: '3.1',
    column: 'natural',
    limit: 4,
    after: first.next,
  });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([4, 3, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(7);
});

test('what came in as fees is told without what was sent back', async () => {
  await clear();
  const request = {
    agencyId: agencies[0] ?? 0,
    kind: 'natural',
    receivedOn: '2025-03-03',
    concludedOn: null,
    decision: null,
  };
  await plantRequests(owner, [request, request, request, request]);
  await owner.query(
    `insert into information_requests.fee (matter_id, agency_id, method, quantity, amount_fen, noticed_on, paid_on, state, refund_fen)
     select r.matter_id, r.agency_id, 'items', 11, 10000, date '2025-03-04', date '2025-03-10', f.state, f.refund
       from (select matter_id, agency_id, row_number() over (order by matter_id) as n from information_requests.request) r
       join (values (1, 'paid', null), (2, 'refunded', 4000), (3, 'refunding', 10000), (4, 'refund-due', null)) f (n, state, refund) using (n)`,
  );
  expect(await feesIn(city.kernel.pool, [request.agencyId], 2025)).toEqual({ requests: 2, amountFen: 16_000 });
  expect(await feesIn(city.kernel.pool, null, 2026)).toEqual({ requests: 0, amountFen: 0 });
  await owner.query('delete from information_requests.fee');
});

test('what the command prints is read again by the check of reports, with the same figures', async () => {
  await clear();
  const requests = fc.sample(past, { numRuns: 80, seed: 3 });
  await plantRequests(owner, requests);
  const { json } = await annualReportCommand(city.kernel, ['--year', '2025', '--agency', '590900-ZF', '--government']);
  const folder = mkdtempSync(join(tmpdir(), 'mt-live-'));
  const check = async (what: unknown) => {
    writeFileSync(join(folder, 'report.json'), JSON.stringify(what));
    return (await reportCheckCommand([join(folder, 'report.json')])).json;
  };
  expect(await check(json)).toMatchObject({ violations: [], reports: [{ year: 2025, layout: '2021' }] });
  const { R4 } = json.section3;
  const wrong = { ...json, section3: { ...json.section3, R4: { ...R4, total: R4.total + 1 } } };
  expect((await check(wrong)).violations).toMatchObject([
    { check: 'S3-ROW', row: 'R4', column: 'total', expected: R4.total, found: R4.total + 1 },
    { check: 'S3-BALANCE', column: 'total' },
  ]);
  rmSync(folder, { recursive: true });
});

test('the command finds an agency by key, name or number, and refuses what is none', async () => {
  const { kernel } = city;
  const { json, exitCode } = await annualReportCommand(kernel, [
    '--year',
    '2025',
    '--agency',
    '590900-ZF',
    '--government',
  ]);
  expect({ exitCode, key: json.agency.key, covers: json.covers, violations: json.violations }).toEqual({
    exitCode: 0,
    key: '590900-ZF',
    covers: 'government',
    violations: [],
  });
  const refused = (...argv: string[]) =>
    annualReportCommand(kernel, argv).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  expect([
    await refused('--year', '2025'),
    await refused('--year', 'x', '--agency', '590900-ZF'),
    await refused('--year', '2025', '--agency', '没有这个局'),
    await refused('--year', '1999', '--agency', '590900-ZF'),
  ]).toEqual(['cli/bad-options', 'cli/bad-options', 'identity/agency-not-found', 'annual-report/bad-year']);
});

test('section four counts a case in the year of its result, and until then as pending', async () => {
  const agency = agencies[0] ?? 0;
  const plant = (
    kind: 'reconsideration' | 'lawsuit' | 'complaint',
    acceptedOn: string,
    result: string | null,
    resultOn: string | null,
    after = false,
  ) => plantDisputes(owner, agency, [{ kind, acceptedOn, result, resultOn, after }]);
  await plant('reconsideration', '2024-12-01', 'corrected', '2025-02-01');
  await plant('reconsideration', '2025-11-01', 'upheld', '2026-01-10');
  await plant('lawsuit', '2025-05-01', 'other', '2025-09-01', true);
  await plant('lawsuit', '2025-05-01', null, null);
  await plant('complaint', '2025-05-01', 'corrected', '2025-06-01');
  const { db } = city.kernel;
  const scope = { year: 2025, agencyIds: [agency] };
  const four = await section4(db, scope);
  expect(four).toEqual({
    reconsideration: { upheld: 0, corrected: 1, other: 0, pending: 1, total: 2 },
    'direct-lawsuit': { upheld: 0, corrected: 0, other: 0, pending: 1, total: 1 },
    'lawsuit-after-reconsideration': { upheld: 0, corrected: 0, other: 1, pending: 0, total: 1 },
  });
  expect(violationsOf({}, cells4(four))).toEqual([]);
  expect((await section4(db, { ...scope, year: 2024 })).reconsideration).toMatchObject({ pending: 1, total: 1 });
  expect((await disputesIn(db, scope, { group: 'reconsideration', result: 'total' })).rows).toHaveLength(2);
  expect((await disputesIn(db, scope, { group: 'reconsideration', result: 'pending' })).rows).toMatchObject([
    { acceptedOn: '2025-11-01' },
  ]);
});

const dispute = fc
  .record({
    kind: fc.constantFrom('reconsideration', 'lawsuit', 'complaint'),
    start: day,
    lasts: fc.option(fc.nat(500)),
    result: fc.constantFrom('upheld', 'corrected', 'other'),
    after: fc.boolean(),
  })
  .map(({ kind, start, lasts, result, after }) => ({
    kind,
    acceptedOn: text(start),
    resultOn: lasts === null ? null : text(new Date(start.getTime() + lasts * 86_400_000)),
    result: lasts === null ? null : result,
    after: kind === 'lawsuit' && after,
  }));

test('whatever became of disputes, section four adds up in every year, and what was pending goes on into the next', async () => {
  const { db } = city.kernel;
  const agency = agencies[1] ?? 0;
  await fc.assert(
    fc.asyncProperty(fc.array(dispute, { maxLength: 25 }), async (disputes) => {
      await owner.query('delete from information_requests.dispute');
      await plantDisputes(owner, agency, disputes);
      const scopes = [2023, 2024, 2025, 2026, 2027, 2028].map((year) => ({ year, agencyIds: [agency] }));
      const years = await Promise.all(scopes.map((scope) => section4(db, scope)));
      const cases = disputes.filter(({ kind }) => kind !== 'complaint');
      for (const [i, four] of years.entries()) {
        expect(violationsOf({}, cells4(four))).toEqual([]);
        const year = String(scopes[i]?.year);
        for (const [group, cells] of Object.entries(four)) {
          const own = cases.filter(({ kind, after }) =>
            group === 'reconsideration'
              ? kind === 'reconsideration'
              : kind === 'lawsuit' && after === (group !== 'direct-lawsuit'),
          );
          const began = own.filter(({ acceptedOn }) => acceptedOn.startsWith(year)).length;
          const carried = years[i - 1]?.[group as keyof typeof four].pending ?? 0;
          expect(cells.total).toBe(carried + began);
          for (const result of ['upheld', 'corrected', 'other'] as const)
            expect(cells[result]).toBe(
              own.filter((each) => each.result === result && each.resultOn?.startsWith(year)).length,
            );
        }
      }
      const cell = { group: 'reconsideration', result: 'total' } as const;
      const scope = { year: 2026, agencyIds: [agency] };
      expect((await disputesIn(db, scope, { ...cell, limit: 100 })).rows).toHaveLength(
        years[3]?.reconsideration.total ?? -1,
      );
    }),
    { numRuns: 12 },
  );
});
