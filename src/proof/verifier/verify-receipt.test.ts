import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  act,
  addDays,
  canonical,
  day,
  instant,
  type Json,
  matterById,
  openingOf,
  openMatter,
  Refusal,
  sweep,
} from '../../kernel/index.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../../kernel/testing/kernel.ts';
import type { Receipt } from '../receipt/shapes.ts';
import { everythingKind, receiptBy, type TestLog, testLog } from '../receipt/testing.ts';
import type { Result } from './result.ts';
import { verifyReceipt } from './verify-receipt.mjs';

const AGENCY = 7;
const citizen = citizenActor(1);
const clerks = [staffMember(2, AGENCY, 'clerk'), staffMember(3, AGENCY, 'clerk')] as const;
const HOUR = 3_600_000;

let kernel: TestKernel;
let log: TestLog;
let receipt: Receipt;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [everythingKind] }]);
  log = testLog();
  receipt = await receiptBy(log, kernel, await fullMatter());
});
afterAll(() => kernel.close());

const open = async (at: Date): Promise<number> =>
  (
    await openMatter(kernel, {
      kind: 'proof-test',
      act: 'submit',
      title: '测试',
      region: '590922',
      agencyId: AGENCY,
      subjectId: 1,
      actor: citizen,
      capacity: { role: 'subject', agencyId: null },
      at,
      facts: { channel: 'online' },
      personal: { form: { 姓名: '张三' } },
    })
  ).id;

/** A matter that lives through everything: correction, suspension by two people, extension, decision. */
async function fullMatter(): Promise<number> {
  const id = await open(instant(day('2026-09-25'), '09:00'));
  const steps = [
    ['2026-09-28', 'ask', clerks[0]],
    ['2026-10-09', 'correct', citizen],
    ['2026-10-13', 'accept', clerks[0]],
    ['2026-10-15', 'visit', clerks[0]],
    ['2026-10-20', 'visit-done', clerks[0]],
    ['2026-10-21', 'visit-done', clerks[1]],
    ['2026-10-26', 'extend', clerks[1]],
    ['2026-11-20', 'decide', clerks[1]],
  ] as const;
  for (const [on, name, actor] of steps)
    await act(kernel, { matter: id, act: name, actor, at: instant(day(on), '10:30') });
  return id;
}

const check = (it: unknown, keys: readonly string[] = [log.vkey]): Promise<Result> => verifyReceipt(it, { keys });
const bad = ({ checks }: Result): string | undefined => checks.find(({ ok }) => ok !== true)?.part;
const fault = ({ checks }: Result) => checks.find(({ ok }) => ok === false);

describe('a good receipt', () => {
  test('fits at every step, as text and as value', async () => {
    for (const it of [receipt, JSON.stringify(receipt)]) {
      const result = await check(it);
      expect(result.checks.filter(({ ok }) => ok !== true)).toEqual([]);
      expect(result).toMatchObject({ ok: true, receipt: { matter: receipt.matter } });
    }
  });

  test('leads to the dates the city holds, by an own count', async () => {
    const { dates, entries } = await check(receipt);
    const held = await matterById(kernel, Number((await idOf(receipt.matter)) ?? 0));
    expect(entries).toHaveLength(9);
    expect(dates.map(({ name, dueOn, state }) => [name, dueOn, state]).sort()).toEqual(
      Object.values(held.clocks)
        .map(({ name, dueOn, state }) => [name, dueOn, state])
        .sort(),
    );
  });

  test('without a key of the reader it is not called good, and says why', async () => {
    const result = await check(receipt, []);
    expect(result.ok).toBe(false);
    expect(result.checks.filter(({ ok }) => ok !== true)).toMatchObject([{ part: 'key', ok: null }]);
  });

  test('agrees with the same checkpoint from elsewhere, and says when it cannot be compared', async () => {
    const verify = (checkpoint: string) => verifyReceipt(receipt, { keys: [log.vkey], checkpoint });
    expect((await verify(receipt.checkpoint)).ok).toBe(true);
    log.add(Buffer.alloc(32));
    expect((await verify(log.checkpoint())).checks).toContainEqual(expect.objectContaining({ part: 'note', ok: null }));
    const forked = log.fork();
    forked.add(Buffer.alloc(32, 1));
    log.add(Buffer.alloc(32, 2));
    const here = await receiptBy(log, kernel, (await idOf(receipt.matter)) ?? 0, 0);
    expect((await verifyReceipt(here, { keys: [log.vkey], checkpoint: log.checkpoint() })).ok).toBe(true);
    for (const { body } of here.entries) forked.add(createHash('sha256').update(body).digest());
    const split = await verifyReceipt(here, { keys: [log.vkey], checkpoint: forked.checkpoint() });
    expect(fault(split)).toMatchObject({ part: 'note', says: expect.stringContaining('两份不同的账本') });
  });

  test('with the words of the owner it proves them', async () => {
    const { personalOf, openings } = await words();
    expect(personalOf).toContain('张三');
    expect((await check({ ...receipt, openings })).ok).toBe(true);
    const changed = openings.map((it) => ({ ...it, content: it.content.replace('张三', '李四') }));
    expect(fault(await check({ ...receipt, openings: changed }))).toMatchObject({ part: 'openings', seq: 1 });
  });
});

async function words() {
  const opening = await openingOf(kernel, (await idOf(receipt.matter)) ?? 0, 1);
  if (!opening) throw new Error('nothing was written');
  const { salt, content } = opening;
  return { personalOf: content, openings: [{ seq: 1, salt: salt.toString('base64'), content }] };
}

async function idOf(number: string): Promise<number | undefined> {
  const { rows } = await kernel.pool.query<{ id: number }>('select id from kernel.matter where number = $1', [number]);
  return rows[0]?.id;
}

describe('what does not fit is named', () => {
  const entry = (i: number, change: (body: string) => string): Receipt => ({
    ...receipt,
    entries: receipt.entries.map((it, k) => (k === i ? { ...it, body: change(it.body) } : it)),
  });
  const cases: readonly (readonly [what: string, made: () => unknown, part: string, seq: number | null])[] = [
    ['no JSON', () => '{"format":', 'form', null],
    ['another format', () => ({ ...receipt, format: 'mingtang-receipt/2' }), 'form', null],
    ['something nobody proved', () => ({ ...receipt, title: '批准' }), 'form', null],
    ['no entries', () => ({ ...receipt, entries: [] }), 'form', null],
    ['an entry that is null', () => ({ ...receipt, entries: [{ body: 'null' }] }), 'form', null],
    ['another number', () => ({ ...receipt, matter: 'PT-590922-2026-999999' }), 'chain', 1],
    ['another origin', () => ({ ...receipt, origin: 'elsewhere.example/log' }), 'note', null],
    ['a word of an entry', () => entry(3, (b) => b.replace('"accept"', '"refuse"')), 'inclusion', 4],
    ['a date in an entry', () => entry(3, (b) => b.replace(/"dueOn":"2026/u, '"dueOn":"2027')), 'inclusion', 4],
    ['an index', () => withEntry(2, { index: (receipt.entries[2]?.index ?? 0) + 1 }), 'inclusion', 3],
    ['a shorter proof', () => withEntry(2, { proof: receipt.entries[2]?.proof.slice(1) ?? [] }), 'inclusion', 3],
    [
      'a longer proof',
      () => withEntry(2, { proof: [...(receipt.entries[2]?.proof ?? []), Buffer.alloc(32).toString('base64')] }),
      'inclusion',
      3,
    ],
    ['the last entry but one left out', () => without(7), 'chain', 8],
    ['the first left out', () => without(0), 'chain', 1],
    ['an entry twice', () => ({ ...receipt, entries: [receipt.entries[0], receipt.entries[0]] }), 'chain', 2],
    ['another process', () => ({ ...receipt, process: receipt.process.replace('"n":5', '"n":9') }), 'process', 1],
    [
      'another calendar',
      () => ({ ...receipt, calendars: changedCalendars((t) => t.replace('2026-10-07', '2026-10-11')) }),
      'calendar',
      null,
    ],
    ['a calendar under another name', () => ({ ...receipt, calendars: { '2004-2026:00': '' } }), 'calendar', null],
    ['no calendar', () => ({ ...receipt, calendars: {} }), 'dates', 1],
    ['a forged signature', () => ({ ...receipt, checkpoint: forged(receipt.checkpoint) }), 'note', null],
    [
      'a root changed',
      () => ({ ...receipt, checkpoint: receipt.checkpoint.replace(/\n(\d+)\n./u, '\n$1\nX') }),
      'note',
      null,
    ],
    [
      'a size changed',
      () => ({ ...receipt, checkpoint: receipt.checkpoint.replace(/\n(\d+)\n/u, '\n9$1\n') }),
      'note',
      null,
    ],
    ['no signature', () => ({ ...receipt, checkpoint: receipt.checkpoint.replace(/— .*\n$/u, '') }), 'note', null],
    ['its own key changed', () => ({ ...receipt, vkey: testLog().vkey }), 'key', null],
  ];
  test.each(cases)('%s', async (_what, made, part, seq) => {
    const result = await check(made());
    expect(result.ok).toBe(false);
    expect(fault(result)).toMatchObject({ part, seq });
  });

  const withEntry = (i: number, change: Partial<Receipt['entries'][number]>): Receipt => ({
    ...receipt,
    entries: receipt.entries.map((it, k) => (k === i ? { ...it, ...change } : it)),
  });
  const without = (i: number): Receipt => ({ ...receipt, entries: receipt.entries.filter((_, k) => k !== i) });
  const changedCalendars = (change: (text: string) => string) =>
    Object.fromEntries(Object.entries(receipt.calendars).map(([name, text]) => [name, change(text)]));
  const forged = (note: string): string =>
    note.replace(/(— \S+ )(\S+)/u, (_, who: string, signature: string) => {
      const bytes = Buffer.from(signature, 'base64');
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return `${who}${bytes.toString('base64')}`;
    });

  test('a receipt of another city', async () => {
    const other = testLog('shulin.example/log');
    const theirs = await receiptBy(other, kernel, (await idOf(receipt.matter)) ?? 0);
    expect((await check(theirs, [other.vkey])).ok).toBe(true);
    const here = await check(theirs);
    expect(fault(here)).toMatchObject({ part: 'key', says: expect.stringContaining('shulin.example/log') });
    // The same name with a key of its own does not help, nor does naming this city's key.
    const namesake = testLog(log.origin);
    expect(fault(await check(await receiptBy(namesake, kernel, (await idOf(receipt.matter)) ?? 0)))).toMatchObject({
      part: 'key',
    });
    expect(fault(await check({ ...theirs, vkey: log.vkey }))).toMatchObject({ part: 'note' });
  });
});

/** Entries that the city itself logged and signed, but that do not follow from its rules. */
describe('a city that signs what does not follow', () => {
  const resigned = async (change: (entries: Record<string, unknown>[]) => void): Promise<Result> => {
    const entries = receipt.entries.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    change(entries);
    const other = testLog(log.origin);
    let prev: string | null = null;
    const bodies: string[] = [];
    for (const it of entries) {
      const body: string = canonical({ ...it, prev } as Json);
      const hash = createHash('sha256').update(body).digest();
      other.add(hash);
      bodies.push(body);
      prev = hash.toString('hex');
    }
    const made: Receipt = {
      ...receipt,
      vkey: other.vkey,
      checkpoint: other.checkpoint(),
      entries: bodies.map((body, index) => ({
        body,
        index,
        proof: other.path(index).map((it) => it.toString('base64')),
      })),
    };
    return verifyReceipt(made, { keys: [other.vkey] });
  };
  const clocksOf = (it: Record<string, unknown> | undefined) => (it?.clocks ?? []) as Record<string, unknown>[];

  test('re-signed without a change it is good', async () => {
    expect((await resigned(() => undefined)).checks.filter(({ ok }) => ok !== true)).toEqual([]);
  });

  test.each<readonly [string, (entries: Record<string, unknown>[]) => void, string, number]>([
    ['a date one day later', (e) => Object.assign(clocksOf(e[3])[0] ?? {}, { dueOn: '2026-11-11' }), 'dates', 4],
    ['a date called provisional', (e) => Object.assign(clocksOf(e[3])[0] ?? {}, { provisional: true }), 'dates', 4],
    [
      'a limit of its own',
      (e) => Object.assign(clocksOf(e[3])[0]?.facts ?? {}, { limit: { n: 60, unit: 'workday' } }),
      'clocks',
      4,
    ],
    [
      'a start of its own',
      (e) => Object.assign(clocksOf(e[3])[0]?.facts ?? {}, { startedOn: '2026-10-30' }),
      'clocks',
      4,
    ],
    [
      'a suspension nobody asked for',
      (e) => Object.assign(clocksOf(e[3])[0]?.facts ?? {}, { spans: [{ from: '2026-10-14', to: '2026-10-30' }] }),
      'clocks',
      4,
    ],
    ['a clock left out', (e) => clocksOf(e[3]).pop(), 'clocks', 4],
    ['a state out of nothing', (e) => Object.assign(e[3] ?? {}, { to: 'done' }), 'acts', 4],
    ['an act that was not allowed', (e) => Object.assign(e[3] ?? {}, { act: 'decide' }), 'acts', 4],
    ['one person for two', (e) => Object.assign(e[6] ?? {}, { actor: e[5]?.actor }), 'acts', 7],
    ['one person alone', (e) => Object.assign(e[5] ?? {}, { to: 'examining' }), 'acts', 6],
    ['an entry of another matter', (e) => Object.assign(e[3] ?? {}, { matter: 'PT-590922-2026-000777' }), 'chain', 4],
    ['entry 4 called 5', (e) => Object.assign(e[3] ?? {}, { seq: 5 }), 'chain', 4],
  ])('%s', async (_what, change, part, seq) => {
    expect(fault(await resigned(change))).toMatchObject({ part, seq });
  });
});

test('no byte can be changed', async () => {
  const text = JSON.stringify(receipt);
  const bytes = Buffer.from(text);
  const calendarFrom = text.indexOf('"calendars"');
  const at = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: Buffer.byteLength(text.slice(0, calendarFrom)) - 1 }) },
    fc.integer({ min: 0, max: bytes.length - 1 }),
  );
  await fc.assert(
    fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (place, mask) => {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ mask;
      const result = await check(changed.toString('utf8'));
      return !result.ok && fault(result) !== undefined;
    }),
    { numRuns: 400 },
  );
});

test('no value can be exchanged for another', async () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, '', 0, -1, [], {}, '__proto__', 1e308),
  );
  const places = fc.constantFrom<readonly (string | number)[]>(
    ['format'],
    ['origin'],
    ['vkey'],
    ['matter'],
    ['entries'],
    ['checkpoint'],
    ['process'],
    ['calendars'],
    ['openings'],
    ['entries', 0],
    ['entries', 3, 'body'],
    ['entries', 3, 'index'],
    ['entries', 3, 'proof'],
    ['entries', 3, 'proof', 0],
  );
  await fc.assert(
    fc.asyncProperty(places, anything, async (place, value) => {
      const copy = structuredClone(receipt) as unknown as Record<string, unknown>;
      const parent = place
        .slice(0, -1)
        .reduce<Record<string, unknown>>((it, key) => it[key] as Record<string, unknown>, copy);
      const key = place.at(-1) ?? '';
      if (JSON.stringify(parent[key]) === JSON.stringify(value)) return true;
      parent[key] = value;
      const result = await check(copy);
      // Openings that open nothing say nothing.
      return !result.ok || (key === 'openings' && Array.isArray(value) && value.length === 0);
    }),
    { numRuns: 300 },
  );
});

test('whatever it is given, it answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.jsonValue(), fc.string(), fc.json(), fc.constant(undefined)),
      async (it) => !(await check(it)).ok,
    ),
    { numRuns: 300 },
  );
});

test('random lives of matters: what the kernel writes, the verifier finds by itself', async () => {
  const step = fc.record({
    act: fc.nat(),
    clerk: fc.boolean(),
    hours: fc.integer({ min: 0, max: 400 }),
    sweep: fc.boolean(),
  });
  let acts = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 500 }),
      fc.array(step, { minLength: 1, maxLength: 14 }),
      async (begin, steps) => {
        const life = testLog();
        let at = instant(addDays(day('2025-10-01'), begin), '08:17');
        const id = await open(at);
        for (const it of steps) {
          at = new Date(at.getTime() + it.hours * HOUR);
          if (it.sweep) await sweep(kernel, at);
          const { process, state } = await matterById(kernel, id);
          const possible = Object.entries(process.actions).filter(
            ([, { from, by }]) => from.includes(state) && !by.includes('system'),
          );
          const [name, action] = possible[it.act % Math.max(1, possible.length)] ?? [];
          if (name === undefined) break;
          const actor = action?.by.includes('subject') ? citizen : clerks[it.clerk ? 1 : 0];
          await act(kernel, { matter: id, act: name, actor, at }).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
          });
        }
        const made = await receiptBy(life, kernel, id, 1);
        acts += made.entries.length;
        const result = await verifyReceipt(made, { keys: [life.vkey] });
        const held = await matterById(kernel, id);
        expect(result.checks.filter(({ ok }) => ok !== true)).toEqual([]);
        for (const { name, dueOn, provisional } of result.dates)
          expect([name, dueOn, provisional]).toEqual([name, held.clocks[name]?.dueOn, held.clocks[name]?.provisional]);
      },
    ),
    { numRuns: 40 },
  );
  expect(acts).toBeGreaterThan(100);
});

test('the receipt that was kept is still good: the format has not moved', async () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const kept = readFileSync(join(folder, 'golden.json'), 'utf8');
  const vkey = readFileSync(join(folder, 'golden.vkey'), 'utf8').trim();
  const result = await verifyReceipt(kept, { keys: [vkey] });
  expect(result.checks.filter(({ ok }) => ok !== true)).toEqual([]);
  expect(result.dates.map(({ name, dueOn }) => `${name} ${dueOn}`).sort()).toMatchInlineSnapshot(`
    [
      "days 2026-11-27",
      "decision 2026-11-30",
      "hours 2026-10-18",
      "months 2027-01-11",
      "notice 2026-10-15",
    ]
  `);
  expect(bad(await verifyReceipt(kept, { keys: [log.vkey] }))).toBe('key');
});
