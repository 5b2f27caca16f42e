import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '../../identity/testing.ts';
import { type Actor, addDays, type Day, day, Refusal, sweep } from '../../kernel/index.ts';
import { DECISIONS } from '../decisions.ts';
import { askToCorrect, confirmCorrection, correct } from '../operations/correction.ts';
import { receiveRequest } from '../operations/intake.ts';
import { approve, saveDraft, send, sign, submitDraft, withdraw } from '../operations/reply.ts';
import { resumeCorrected } from '../operations/resume.ts';
import { extend, takeUp } from '../operations/time.ts';
import { missingIn, TEMPLATES } from '../templates.ts';
import { asking, at, type Office, officeOf, requestsCity } from '../testing.ts';
import { carryViolations, violationsOf } from './checks.ts';
import { cells3, section3 } from './counts.ts';
import { COLUMNS, PART_COLUMNS, ROWS } from './form.ts';

const FIRST = day('2024-10-08');
const LAST = day('2027-02-26');
const REQUESTS = 220;
/** Other histories each time; a failing one is told, and comes again with SEED=… */
const SEED = Number(process.env.SEED ?? Date.now() % 2 ** 31);

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at(FIRST));
  office = await officeOf(city);
  const owner = new pg.Client({ connectionString: city.database.ownerUrl });
  await owner.connect();
  await owner.query(
    `select kernel.ensure_entry_partition(m::date) from generate_series('2024-09-01'::date, '2027-04-01', interval '1 month') m`,
  );
  await owner.end();
});
afterAll(() => city.close());

/** Decisions whose letter needs no attachment, with everything filled in. */
const filled = (code: (typeof DECISIONS)[number]['code']) =>
  Object.fromEntries(TEMPLATES[code].blanks.map(({ key, label }) => [key, `〔${label}〕`]));
const decisions = DECISIONS.map(({ code }) => code).filter(
  (code) => !['3.6.1', '3.6.2'].includes(code) && missingIn(code, filled(code), 0).length === 0,
);

const ends = [
  'reply',
  'reply',
  'reply-late',
  'withdraw',
  'lapse',
  'corrected',
  'corrected-late-entered',
  'extended',
  'never',
  'unconfirmed',
] as const;

const life = fc.record({
  starts: fc.nat(790),
  kind: fc.constantFrom(...PART_COLUMNS),
  end: fc.constantFrom(...ends),
  waits: fc.integer({ min: 0, max: 12 }),
  decision: fc.constantFrom(...decisions),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

const doing = (matter: number, on: Day, actor: Actor = office.officer) => ({ matter, actor, at: at(on), papers: null });

async function receive({ kind, end }: Life, on: Day): Promise<number> {
  const natural = asking(office, on).applicant;
  const applicant =
    kind === 'natural'
      ? natural
      : { ...natural, kind, documentKind: 'credit-code' as const, document: '91440000MA0000007P' };
  const { id } = await receiveRequest(city.kernel, {
    ...asking(office, on),
    applicant,
    channel: end === 'unconfirmed' ? 'web' : 'counter',
    at: at(on),
  });
  return id;
}

async function reply(id: number, on: Day, decision: Life['decision']): Promise<void> {
  await saveDraft(city.kernel, { ...doing(id, on), draft: { decision, points: filled(decision), attachments: [] } });
  await submitDraft(city.kernel, doing(id, on));
  await approve(city.kernel, doing(id, on, office.legal));
  await sign(city.kernel, doing(id, on, office.head));
  await send(city.kernel, { ...doing(id, on), how: 'web' });
}

const items = [{ title: '名称', detail: '请写明文号' }];
const wanted = '明建招〔2025〕3号';

type Event = { readonly on: Day; readonly run: () => Promise<unknown> };

/** What people do with one request, each on its day; the program does the rest when limits pass. */
function events(each: Life): readonly Event[] {
  const { waits, end, decision } = each;
  let id = 0;
  const start = addDays(FIRST, each.starts);
  const after = (days: number, run: () => Promise<unknown>): Event => ({ on: addDays(start, days), run });
  const opened = after(0, async () => {
    id = await receive(each, start);
  });
  const replied = (days: number) => after(days, () => reply(id, addDays(start, days), decision));
  const asked = after(1, () => askToCorrect(city.kernel, { ...doing(id, addDays(start, 1)), items, days: 10 }));
  if (end === 'reply') return [opened, replied(waits)];
  if (end === 'reply-late') return [opened, replied(50 + waits * 3)];
  if (end === 'withdraw')
    return [
      opened,
      after(waits, () => withdraw(city.kernel, { ...doing(id, addDays(start, waits)), reason: '电话撤回，已核实' })),
    ];
  if (end === 'lapse') return [opened, asked];
  if (end === 'corrected')
    return [
      opened,
      asked,
      after(4, () => correct(city.kernel, { ...doing(id, addDays(start, 4)), wanted })),
      after(4, () => confirmCorrection(city.kernel, doing(id, addDays(start, 4)))),
      replied(8 + waits),
    ];
  // Came on the fourth day, and is entered when the program has long given the request up.
  if (end === 'corrected-late-entered')
    return [
      opened,
      asked,
      after(60, () =>
        resumeCorrected(city.kernel, { ...doing(id, addDays(start, 60)), on: addDays(start, 4), wanted }),
      ),
      replied(62 + waits),
    ];
  if (end === 'extended')
    return [
      opened,
      after(1, () => takeUp(city.kernel, doing(id, addDays(start, 1)))),
      after(2, () =>
        extend(city.kernel, { ...doing(id, addDays(start, 2), office.head), days: 20, reason: '需要查找档案' }),
      ),
      replied(30 + waits),
    ];
  return [opened];
}

/** Acts that came too late because the program acted first are refused, as they are in life; anything else is a fault. */
async function run(event: Event): Promise<void> {
  try {
    await event.run();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'matter/not-in-state') throw error;
  }
}

test('random histories through the real acts: every printed check holds in every column and year, and years join', async () => {
  const lives = fc.sample(life, { numRuns: REQUESTS, seed: SEED });
  const all = lives.flatMap(events).toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let swept = FIRST;
  for (const event of all) {
    if (event.on >= addDays(swept, 15)) {
      swept = event.on;
      city.setNow(at(swept, '01:00'));
      await sweep(city.kernel, at(swept, '01:00'));
    }
    city.setNow(at(event.on));
    await run(event);
  }
  city.setNow(at(LAST));
  await sweep(city.kernel, at(LAST));

  const years = await Promise.all(
    [2024, 2025, 2026, 2027].map((year) => section3(city.kernel.db, { year, agencyIds: [office.agencyId] })),
  );
  for (const [i, three] of years.entries()) {
    expect(violationsOf(cells3(three), {}), `SEED=${SEED}`).toEqual([]);
    for (const column of COLUMNS)
      expect(three.R1[column] + three.R2[column]).toBe(three['3.7'][column] + three.R4[column]);
    const before = years[i - 1];
    if (before) expect(carryViolations(cells3(before), cells3(three))).toEqual([]);
  }

  // A reckoning that asks nothing of the tables: every request that was taken in is new exactly once.
  expect(years.reduce((sum, { R1 }) => sum + R1.total, 0)).toBe(REQUESTS - (await takenBackBeforeReceipt()));
  for (const column of PART_COLUMNS)
    expect(years.reduce((sum, { R1 }) => sum + R1[column], 0)).toBeLessThanOrEqual(
      lives.filter(({ kind }) => kind === column).length,
    );
  expect(await resumed()).toBeGreaterThan(0);
  // The histories are worth something only if they reach every kind of end.
  const seen = ROWS.filter((row) => years.some((three) => three[row].total > 0));
  expect(seen).toEqual(expect.arrayContaining(['R1', 'R2', 'R4', '3.1', '3.6.1', '3.7']));
  expect(seen.length).toBeGreaterThan(12);
  expect(years.filter(({ R2 }) => R2.total > 0).length).toBeGreaterThan(1);
}, 60_000);

async function takenBackBeforeReceipt(): Promise<number> {
  const { rows } = await city.kernel.pool.query<{ n: number }>(
    'select count(*)::int as n from information_requests.request where received_on is null',
  );
  return rows[0]?.n ?? 0;
}

async function resumed(): Promise<number> {
  const { rows } = await city.kernel.pool.query<{ n: number }>(
    `select count(*)::int as n from kernel.entry where act = 'resume-corrected'`,
  );
  return rows[0]?.n ?? 0;
}
