import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { casesModule } from '../cases/index.ts';
import { hallModule } from '../hall/index.ts';
import { identityModule, seedIdentity } from '../identity/index.ts';
import { day } from '../kernel/day.ts';
import { instant, type Kernel, type Refusal, verifyLedger } from '../kernel/index.ts';
import { type TestKernel, testKernel } from '../kernel/testing/kernel.ts';
import { serviceItemsModule } from '../service-items/index.ts';
import { optionsIn, replayCommand } from './command.ts';
import { type ReplayResult, replay } from './replay.ts';

const SCALE = 80;
const options = { year: 2025, scale: SCALE, leaveOpen: true };
const quiet = (): void => undefined;
const modules = [identityModule, serviceItemsModule, casesModule, hallModule];

async function city(): Promise<TestKernel> {
  const kernel = await testKernel(modules);
  await seedIdentity(kernel, kernel.now());
  return kernel;
}

const shownOf = ({ figures }: ReplayResult, id: string): string | null =>
  figures.find((figure) => figure.id === id)?.value ?? null;
const count = async (kernel: TestKernel, sql: string): Promise<number> =>
  Number((await kernel.owner.query<{ n: number }>(`select count(*) as n from ${sql}`)).rows[0]?.n);

let kernel: TestKernel;
let result: ReplayResult;
beforeAll(async () => {
  kernel = await city();
  result = await replay(kernel, options, quiet);
});
afterAll(() => kernel.close());

describe('one application in eighty', () => {
  test('the figures are those of the plan, each from its own rows', () => {
    const whole = ['M-001', 'M-002-applied', 'M-002-accepted', 'M-002-completed', 'M-018', 'M-015-accepted', 'M-012'];
    expect(whole.map((id) => shownOf(result, id))).toEqual(['19', '149', '148', '146', '2', '28', '1']);
  });

  test('limits and facilities are those of the whole centre', () => {
    const whole = ['M-006', 'M-006-statutory', 'M-006-promised', 'M-013-granted', 'M-016-windows', 'M-016-devices'];
    expect(whole.map((id) => shownOf(result, id))).toEqual(['36.83', '20.77', '13.12', '58600000.00', '20', '25']);
  });

  test('nothing is late, nothing was deemed, and only what has to is open', async () => {
    expect(await count(kernel, `kernel.entry where act in ('kernel.overdue', 'deem-accepted', 'lapse')`)).toBe(0);
    expect(await count(kernel, 'kernel.matter where closed_at is null')).toBe(Number(shownOf(result, 'M-018')));
  });

  test('every application was handled by several people, none of whom it was about', async () => {
    const promised = `select e.matter_id from kernel.entry e join cases.application a using (matter_id)
      where a.case_type = 'promised' and a.outcome is not null`;
    const few = `(${promised} group by e.matter_id having count(distinct e.actor_id) < 3) few`;
    expect(await count(kernel, few)).toBe(0);
  });

  test('what was told to people was told on the day', async () => {
    expect(await count(kernel, 'kernel.notice')).toBeGreaterThan(300);
    expect(await count(kernel, `kernel.notice where created_at > '2025-12-01'`)).toBe(0);
    expect(await count(kernel, 'kernel.job')).toBe(0);
  });

  test('the ledger verifies', async () => {
    const { matters, faults } = await verifyLedger(kernel);
    expect(faults).toEqual([]);
    expect(matters).toBeGreaterThan(150);
  });

  test('what was open is done afterwards, and no figure of the period changes', async () => {
    const rest = await replay(kernel, { year: 2025, scale: SCALE }, quiet);
    expect(rest.steps).toBeGreaterThan(0);
    expect(rest.figures).toEqual(result.figures);
    expect(await count(kernel, 'kernel.matter where closed_at is null')).toBe(0);
    expect(await count(kernel, `kernel.entry where act = 'kernel.overdue'`)).toBe(0);
  });

  test('a second run does nothing and shows the same', async () => {
    const entries = await count(kernel, 'kernel.entry');
    const again = await replay(kernel, options, quiet);
    expect(again.steps).toBe(0);
    expect(again.figures).toEqual(result.figures);
    expect(await count(kernel, 'kernel.entry')).toBe(entries);
  });

  test('a run of another plan is refused', async () => {
    await expect(replay(kernel, { year: 2025, scale: 50 }, quiet)).rejects.toMatchObject({ code: 'replay/other-plan' });
  });
});

test('a run that is cut off goes on where it stopped, and nothing is done twice', async () => {
  const cut = await city();
  try {
    for (const after of [150, 400]) await expect(replay(failing(cut, after), options, quiet)).rejects.toThrow();
    const rest = await replay(cut, options, quiet);
    expect(rest.steps).toBeGreaterThan(0);
    expect(rest.steps).toBeLessThan(result.steps);
    expect(rest.figures).toEqual(result.figures);
    expect((await verifyLedger(cut)).faults).toEqual([]);
    const sql = `kernel.entry where act in ('submit', 'ask', 'accept', 'grant', 'deliver', 'hall.rate')`;
    const before = `${sql} and at < '2025-12-01'`;
    expect(await count(cut, before)).toBe(await count(kernel, before));
  } finally {
    await cut.close();
  }
});

/** A program that dies after so many acts: in the middle of a day, with others under way. */
function failing(whole: Kernel, after: number): Kernel {
  let left = after;
  const forRegion: Kernel['calendars']['forRegion'] = (region) => {
    left -= 1;
    if (left < 0) throw new Error('cut off');
    return whole.calendars.forRegion(region);
  };
  return { ...whole, calendars: { ...whole.calendars, forRegion } };
}

describe('the command', () => {
  test.each([
    [[], { year: 2025, scale: 1 }],
    [['--scale', '50'], { year: 2025, scale: 50 }],
    [['--year=2026', '--scale=2'], { year: 2026, scale: 2 }],
    [['--leave-open'], { year: 2025, scale: 1, leaveOpen: true }],
  ])('understands %j', (argv, wanted) => {
    expect(optionsIn(argv)).toEqual(wanted);
  });

  test.each([
    [['--fast'], 'replay/unknown-option'],
    [['2025'], 'replay/unknown-option'],
    [['--scale', '0'], 'replay/bad-scale'],
    [['--scale', '101'], 'replay/bad-scale'],
    [['--scale'], 'replay/bad-scale'],
    [['--year', 'x'], 'replay/bad-year'],
  ])('refuses %j', (argv, code) => {
    expect(codeOf(() => optionsIn(argv))).toBe(code);
  });

  test.each([2024, 2026, 2031])(
    'cannot replay %i: the demo city or the calendar is not there, or it is not over',
    async (year) => {
      await expect(replay(kernel, { year, scale: SCALE }, quiet)).rejects.toMatchObject({ code: 'replay/bad-year' });
    },
  );

  test('needs the demo city', async () => {
    const empty = await testKernel(modules, instant(day('2026-11-23'), '10:00'));
    try {
      await expect(replay(empty, options, quiet)).rejects.toMatchObject({ code: 'replay/no-demo-city' });
    } finally {
      await empty.close();
    }
  });

  test('prints a line for each figure, and ends well', async () => {
    const { human, json, exitCode } = await replayCommand(kernel, [`--scale=${SCALE}`], quiet);
    expect(human.split('\n')).toHaveLength(json.figures.length + 2);
    expect(human).toContain('M-006                承诺提速  36.83 %  （1507 ÷ 4092）');
    expect(exitCode).toBe(0);
  });
});

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Refusal).code;
  }
  return 'not refused';
};
