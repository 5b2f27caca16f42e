import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import { asking } from '../identity/testing.ts';
import { day, figureOf, instant } from '../kernel/index.ts';
import { sitesCity } from '../sites/testing.ts';
import lists from './data/checklists.json' with { type: 'json' };
import { boardsModule } from './index.ts';
import { measures } from './measures.ts';
import { isGap, listsFor, readChecklists, standingOf } from './rules/checklist.ts';
import { board, pngWithNotes } from './testing.ts';

const TODAY = '2026-11-23';
const AT = instant(day(TODAY), '10:00');

let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let agencyId = 0;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, boardsModule]);
  ask = asking(city);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590902001-ZF')?.id ?? 0;
  const funds = { raisedCents: 2_000_000, spent: [{ purpose: '电脑和打印机', cents: 1_500_000 }] };
  await ask('jiedao-ll', 'POST', '/api/boards', { key: 'ZG-1', isNew: true, board: board(agencyId, { funds }) });
  await ask('jiedao-ll', 'POST', '/api/boards', {
    key: 'ZG-2',
    isNew: true,
    board: board(agencyId, { name: '办事公开栏', kind: 'service', area: 6.5 }),
  });
});
afterAll(() => city.close());

describe('the lists', () => {
  const all = readChecklists(lists);

  test('hold ten items of the norm, eleven of a hall, and what townships and villages tell', () => {
    const counted = (kind: 'government' | 'village' | 'service') =>
      listsFor(all, kind).map(({ key, items }) => [key, items.length]);
    expect(counted('service')).toEqual([
      ['norm', 10],
      ['hall', 11],
    ]);
    expect(counted('government')).toEqual([
      ['norm', 10],
      ['grass-roots', 25],
    ]);
    // A village neither lets out a town's enterprises nor builds its roads nor buys for a government.
    expect(counted('village')).toEqual([
      ['norm', 10],
      ['grass-roots', 22],
    ]);
    const groups = new Map(listsFor(all, 'service').flatMap(({ items }) => items.map(({ group }) => [group, group])));
    expect([...groups.keys()]).toEqual(['一规范', '两到位', '三结合', '四上墙', '大厅公示']);
  });

  test.each([
    [null, null, 'unseen'],
    ['met', TODAY, 'met'],
    ['met', '2026-11-22', 'outdated'],
    ['missing', '2026-11-22', 'missing'],
    ['not-applicable', '2026-11-22', 'not-applicable'],
  ] as const)('%s until %s is %s', (state, until, standing) => {
    expect(standingOf(state, until, TODAY)).toBe(standing);
    expect(isGap(standing)).toBe(!['met', 'not-applicable'].includes(standing));
  });
});

const mark = (form: Record<string, string>, photo?: Buffer, login = 'jiedao-ll', key = 'ZG-2') =>
  ask(login, 'POST', `/api/boards/${key}/checks`, {
    form: { list: 'hall', item: 'DT.03', state: 'met', note: '', on: TODAY, ...form },
    ...(photo ? { photo } : {}),
  });
type Shown = {
  readonly lists: readonly {
    readonly key: string;
    readonly gaps: number;
    readonly items: readonly { key: string; standing: string; mark: { id: number } | null }[];
  }[];
};
const hall = async () => {
  const { json } = await ask('jiedao-ll', 'GET', '/api/boards/ZG-2/checks');
  return (json as Shown).lists.find(({ key }) => key === 'hall');
};

describe('a board is looked at item by item', () => {
  test.each([
    ['nothing to show for it', {}, 'boards/no-check-photo'],
    ['an item of another list', { item: 'JC.01' }, 'boards/no-such-item'],
    ['a list of other boards', { list: 'grass-roots', item: 'JC.01' }, 'boards/no-such-item'],
    ['tomorrow', { state: 'missing', on: '2026-11-24' }, 'boards/day-is-later'],
    ['no reason', { state: 'not-applicable' }, 'boards/no-words'],
  ])('%s is refused', async (_what, form, code) => {
    expect(await mark(form)).toMatchObject({ status: 422, json: { code } });
  });

  test('by whoever looks after it and nobody else', async () => {
    expect((await mark({}, pngWithNotes(), 'bianji')).status).toBe(403);
    expect((await ask('bianji', 'GET', '/api/boards/ZG-2/checks')).status).toBe(403);
  });

  test('what was seen has its picture, without what the camera wrote; the latest look counts', async () => {
    expect((await hall())?.gaps).toBe(11);
    expect((await mark({ state: 'missing', note: '还没有贴' })).status).toBe(200);
    expect((await hall())?.gaps).toBe(11);
    expect((await mark({}, pngWithNotes())).status).toBe(200);
    expect((await mark({ item: 'DT.08', state: 'not-applicable', note: '本大厅不办审批' })).status).toBe(200);
    const list = await hall();
    expect(list?.gaps).toBe(9);
    const seen = list?.items.find(({ key }) => key === 'DT.03');
    expect(seen?.standing).toBe('met');
    const photo = await ask('jiedao-ll', 'GET', `/api/boards/checks/${seen?.mark?.id}/photo`);
    expect(photo.headers['content-type']).toBe('image/png');
    expect(photo.raw.toString('latin1')).not.toContain('somebody');
    expect((await ask('bianji', 'GET', `/api/boards/checks/${seen?.mark?.id}/photo`)).status).toBe(403);
    const { json } = await ask('jiedao-ll', 'GET', '/api/boards/ZG-2/checks');
    expect((json as { looks: readonly object[] }).looks).toHaveLength(3);
  });

  test('gaps are told board by board and as a file', async () => {
    const { json } = await ask('jiedao-ll', 'GET', '/api/boards/checks?list=hall');
    expect(json).toMatchObject({ total: 1, rows: [{ key: 'ZG-2', items: 11, met: 1, exempt: 1, unseen: 9 }] });
    const file = (await ask('jiedao-ll', 'GET', '/api/boards/checks.csv?list=hall')).raw.toString();
    expect(file.trim().split('\r\n')).toHaveLength(10);
    expect(file).not.toContain('收费标准');
    expect((await ask('bianji', 'GET', '/api/boards/checks')).json).toMatchObject({ total: 0 });
  });

  test('what was seen long ago is a gap again, as the rule says', async () => {
    const rule = {
      kind: 'service',
      postWithin: 5,
      showDays: 180,
      replaceWithin: 3,
      recheckDays: 30,
      law: '制度',
      duties: [],
    };
    expect((await ask('jiedao-ll', 'POST', '/api/boards/rules', rule)).status).toBe(403);
    expect((await ask('gongkaiban', 'POST', '/api/boards/rules', rule)).status).toBe(204);
    expect((await ask('gongkaiban', 'POST', '/api/boards/rules', { ...rule, recheckDays: 3 })).status).toBe(400);
    city.setNow(instant(day('2026-12-23'), '10:00'));
    expect((await hall())?.gaps).toBe(9);
    city.setNow(instant(day('2026-12-24'), '10:00'));
    const list = await hall();
    expect(list?.gaps).toBe(10);
    expect(list?.items.find(({ key }) => key === 'DT.03')?.standing).toBe('outdated');
    city.setNow(AT);
  });
});

describe('what boards cost and what was printed', () => {
  const scope = { from: day('2026-11-01'), to: day('2026-11-30'), agencyIds: null };
  const figure = async (id: string): Promise<string | null> => {
    const measure = measures.find((one) => one.id === id);
    if (!measure) throw new Error(id);
    return (await figureOf(city.kernel.db, measure, scope)).value;
  };
  const print = { title: '税收宣传材料', kind: 'leaflet', copies: 10_000, on: '2026-11-20', evidence: '印制单12号' };
  const enter = (over: object = {}, login = 'jiedao-ll') =>
    ask(login, 'POST', '/api/boards/prints', { agencyId, ...print, ...over });

  test('no more is spent than was raised; the figures are those of the boards in use', async () => {
    const over = { raisedCents: 100, spent: [{ purpose: '栏体', cents: 101 }] };
    const put = { key: 'ZG-1', isNew: false, board: board(agencyId, { funds: over }) };
    expect(await ask('jiedao-ll', 'POST', '/api/boards', put)).toMatchObject({
      status: 422,
      json: { code: 'boards/funds-overspent' },
    });
    expect(await figure('M-084-area')).toBe('18.50');
    expect(await figure('M-084-raised')).toBe('20000.00');
    expect(await figure('M-084-spent')).toBe('15000.00');
  });

  test('copies count once, corrected and struck out', async () => {
    expect(await enter({ copies: 0 })).toMatchObject({ status: 400 });
    expect(await enter({ on: '2026-11-24' })).toMatchObject({ status: 422, json: { code: 'boards/day-is-later' } });
    expect((await enter({}, 'bianji')).status).toBe(403);
    expect((await enter()).status).toBe(204);
    expect((await enter({ title: '村务公开汇编', kind: 'compilation', copies: 1_700 })).status).toBe(204);
    const listed = async () =>
      (await ask('jiedao-ll', 'GET', '/api/boards/prints')).json as {
        rows: { id: number; title: string }[];
        copies: number;
      };
    expect((await listed()).copies).toBe(11_700);
    const wrong = (await listed()).rows.find(({ title }) => title === print.title)?.id;
    expect((await enter({ replaces: wrong, copies: 12_000 })).status).toBe(204);
    expect(await enter({ replaces: wrong, copies: 9 })).toMatchObject({
      status: 409,
      json: { code: 'boards/print-corrected' },
    });
    expect(await enter({ replaces: 999 })).toMatchObject({ status: 404, json: { code: 'boards/no-such-print' } });
    expect(await figure('M-067')).toBe('13700');
    const other = (await listed()).rows.find(({ title }) => title === '村务公开汇编')?.id;
    expect((await enter({ title: '村务公开汇编', replaces: other, copies: 0 })).status).toBe(204);
    expect(await listed()).toMatchObject({ copies: 12_000, rows: [{ title: print.title, copies: 12_000 }] });
    expect(await figure('M-067')).toBe('12000');
    const file = (await ask('jiedao-ll', 'GET', '/api/boards/prints.csv')).raw.toString();
    expect(file.trim().split('\r\n')).toHaveLength(2);
    expect((await ask('jiedao-ll', 'GET', '/api/boards/prints?until=2026-11-19')).json).toMatchObject({ copies: 0 });
  });
});
