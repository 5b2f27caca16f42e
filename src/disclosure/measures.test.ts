import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { day, drillDown, figureOf, instant, type MeasureScope } from '../kernel/index.ts';
import { disclosureModule } from './index.ts';
import { measures } from './measures.ts';

type Row = {
  readonly agency?: string;
  readonly at?: Date;
  readonly axis?: string;
  readonly domains?: readonly string[];
  readonly genre?: string;
  readonly withdrawn?: boolean;
};

const YEAR: MeasureScope = { from: day('2026-01-01'), to: day('2026-12-31'), agencyIds: null };
const refs = new Map<string, string>();
let city: TestCity;
let agencyId: number;

// Each name says what is special about the row; all others are notices of a department in the middle of 2026.
const ROWS: Readonly<Record<string, Row>> = {
  plain: {},
  first: { at: instant(day('2026-01-01'), '00:00') },
  last: { at: instant(day('2026-12-31'), '23:59') },
  before: { at: instant(day('2025-12-31'), '23:59') },
  after: { at: instant(day('2027-01-01'), '00:00') },
  before2: { at: instant(day('2025-03-01'), '10:00') },
  withdrawn: { withdrawn: true, axis: 'decision', domains: ['Z04', 'Z07', 'Z15'], genre: 'penalty-result' },
  withdrawnBefore: { withdrawn: true, at: instant(day('2025-06-01'), '10:00') },
  government: { agency: '590900-ZF', axis: 'decision' },
  township: { agency: '590902001-ZF', axis: 'result' },
  county: { agency: '590902-SC', genre: 'licence-result' },
  penalty: { genre: 'penalty-result', axis: 'result' },
  enforcement: { genre: 'enforcement-result', axis: 'management' },
  tax: { domains: ['Z04'] },
  fees: { domains: ['Z06', 'Z27'] },
  insurance: { domains: ['Z07'] },
  partnership: { domains: ['Z10'] },
  capacity: { domains: ['Z16'] },
  food: { domains: ['Z27'] },
  news: { genre: 'news' },
};

beforeAll(async () => {
  city = await testCity([disclosureModule], instant(day('2026-11-23'), '10:00'));
  const { pool } = city.kernel;
  const directory = await directoryOf(city.kernel);
  let serial = 0;
  for (const [name, row] of Object.entries(ROWS)) {
    serial += 1;
    const agency = directory.agencyByKey(row.agency ?? '590900-SC');
    if (!agency) throw new Error(name);
    const ref = `T/2026-${String(serial).padStart(5, '0')}`;
    refs.set(ref, name);
    const at = row.at ?? instant(day('2026-06-15'), '10:00');
    await pool.query(
      'insert into disclosure.index_number (number, agency_id, year, serial, given_at) values ($1, $2, 2026, $3, $4)',
      [ref, agency.id, serial, at],
    );
    await pool.query(
      `insert into disclosure.published (index_number, version, title, summary, agency_id, region, node, axis, domains,
         keywords, genre, published_at, changed_at, validity, withdrawn, note)
       values ($1, 1, $2, '', $3, $4, 'ML.3', $5, $6, '{}', $7, $8, $8, 'in-force', $9, null)`,
      [
        ref,
        name,
        agency.id,
        agency.region,
        row.axis ?? null,
        row.domains ?? [],
        row.genre ?? 'notice',
        at,
        row.withdrawn ?? false,
      ],
    );
  }
  agencyId = directory.agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const measure = (id: string) => {
  const found = measures.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const figure = async (id: string, scope = YEAR) => {
  const { value, numerator, denominator } = await figureOf(city.kernel.db, measure(id), scope);
  return [value, numerator.value, denominator?.value ?? null];
};
const namesOf = async (id: string, scope = YEAR) => {
  const { rows } = await drillDown(city.kernel.db, measure(id), 'numerator', scope, null, 100);
  return rows.map(({ ref }) => refs.get(ref) ?? ref).toSorted();
};

const OUT = ['before', 'before2', 'after', 'withdrawn', 'withdrawnBefore'];
const IN = Object.keys(ROWS).filter((name) => !OUT.includes(name));

test.each([
  ['M-020', IN],
  ['M-021-city', ['government']],
  ['M-021-counties', ['county', 'township']],
  ['M-021-departments', IN.filter((name) => !['government', 'county', 'township'].includes(name))],
  ['M-022', ['tax', 'fees', 'insurance', 'partnership', 'capacity', 'food']],
  ['M-024', ['government']],
  ['M-026', ['penalty', 'township']],
  ['M-027', ['county', 'penalty', 'enforcement']],
  ['M-029', ['tax', 'fees']],
  ['M-030', ['insurance', 'partnership']],
  ['M-031', ['capacity']],
  ['P-14', ['news']],
])('%s counts these rows and no others', async (id, expected) => {
  expect(await namesOf(id)).toEqual(expected.toSorted());
});

test('the shares of the levels are of the whole and make it up', async () => {
  expect(await figure('M-021-city')).toEqual(['6.67', '1', '15']);
  expect(await figure('M-021-departments')).toEqual(['80.00', '12', '15']);
  expect(await figure('M-021-counties')).toEqual(['13.33', '2', '15']);
});

test('of one agency only its own rows count, of none none', async () => {
  const own = IN.filter((name) => ROWS[name]?.agency === undefined);
  expect(await namesOf('M-020', { ...YEAR, agencyIds: [agencyId] })).toEqual(own.toSorted());
  expect(await namesOf('M-024', { ...YEAR, agencyIds: [agencyId] })).toEqual([]);
  expect(await figure('M-020', { ...YEAR, agencyIds: [] })).toEqual(['0', '0', null]);
});

test('growth: 15 this year, 2 the year before; blank where there is nothing to compare with', async () => {
  expect(await figure('M-088')).toEqual(['650.00', '13', '2']);
  expect(await figure('M-088', { ...YEAR, from: day('2025-01-01'), to: day('2025-12-31') })).toEqual([null, '2', '0']);
  expect(await figure('M-088', { ...YEAR, from: day('2027-01-01'), to: day('2027-12-31') })).toEqual([
    '-93.33',
    '-14',
    '15',
  ]);
});

test('growth over two years counts what lies in both periods once on each side', async () => {
  expect(await figure('M-088', { ...YEAR, from: day('2025-01-01'), to: day('2026-12-31') })).toEqual([
    '750.00',
    '15',
    '2',
  ]);
});

test('every side of every figure drills down to the rows it was made of', async () => {
  for (const each of measures) {
    for (const side of ['numerator', 'denominator'] as const) {
      const set = each[side];
      if (!set || 'fixed' in set) continue;
      const { rows } = await drillDown(city.kernel.db, each, side, YEAR, null, 100);
      const { [side]: total } = await figureOf(city.kernel.db, each, YEAR);
      const sum =
        set.aggregate === 'count' ? rows.length : rows.reduce((all, { quantity }) => all + Number(quantity), 0);
      expect(sum, `${each.id} ${side}`).toBe(Number(total?.value));
      expect(new Set(rows.map(({ ref }) => ref)).size).toBe(rows.length);
    }
  }
});
