import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../access/actor.ts';
import { workingDays } from '../clock/index.ts';
import { day, instant } from '../day.ts';
import { startWorker } from '../jobs/worker.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { defineProcess } from '../process/define.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { act } from './act.ts';
import type { MatterKind } from './kinds.ts';
import { openMatter } from './open.ts';
import { matterById } from './read.ts';
import { sweep } from './sweep.ts';
import { kernelTasks } from './tasks.ts';
import { timeline } from './timeline.ts';

const CLERK = 'clerk';
const question = defineProcess({
  kind: 'test-question',
  title: '征求意见',
  initial: 'new',
  states: {
    new: { title: '新' },
    asked: { title: '已问', holder: { role: CLERK } },
    done: { title: '完', closed: true },
  },
  actions: {
    ask: { title: '问', from: ['new'], to: 'asked', by: [CLERK] },
    answer: { title: '答', from: ['asked'], to: 'done', by: [CLERK] },
    lapse: { title: '逾期', from: ['asked'], to: 'done', by: ['system'] },
  },
  clocks: {
    answer: {
      title: '答复',
      law: '测试',
      limit: workingDays(3),
      choice: { least: 2, most: 10 },
      startsOn: [{ act: 'ask' }],
      endsOn: ['answer'],
      onLapse: 'lapse',
      deemedOnDue: true,
    },
  },
});
const letter = defineProcess({
  kind: 'test-letter',
  title: '来信',
  initial: 'new',
  states: {
    new: { title: '新' },
    handling: { title: '办理', holder: { role: CLERK } },
    asking: { title: '征求意见', holder: { system: true } },
    done: { title: '完', closed: true },
  },
  actions: {
    register: { title: '登记', from: ['new'], to: 'handling', by: [CLERK] },
    ask: { title: '征求', from: ['handling'], to: 'asking', by: [CLERK] },
    heard: { title: '听完', from: ['asking'], to: 'handling', by: ['system'], whenChildrenClosed: true },
    extend: { title: '延长', from: ['handling'], to: 'handling', by: [CLERK] },
    close: { title: '办结', from: ['handling'], to: 'done', by: [CLERK, 'subject'] },
  },
  clocks: {
    reply: {
      title: '答复',
      law: '测试',
      limit: workingDays(20),
      startsOn: [{ act: 'register' }],
      endsOn: ['close'],
      suspendedIn: ['asking'],
      extension: { on: 'extend', limit: workingDays(20), atMost: 1, least: 1 },
    },
  },
});

const followed: string[] = [];
const follows: MatterKind['follows'] = async (_, { act: name, on }) => void followed.push(`${name} ${on}`);
const kinds: readonly MatterKind[] = [
  { kind: 'test-letter', title: '来信', prefix: 'LX', process: letter, guards: {}, follows },
  { kind: 'test-question', title: '征求意见', prefix: 'WX', process: question, guards: {}, follows },
];

const clerk = staffMember(2, 7, CLERK);
const at = (on: string): Date => instant(day(on), '10:00');
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds }], at('2026-03-02'));
});
afterAll(() => kernel.close());

const opened = (kind: string, name: string, entered: string, more: object = {}): Promise<number> =>
  openMatter(kernel, {
    kind,
    act: name,
    title: '测试',
    region: '590922',
    agencyId: 7,
    actor: clerk,
    at: at(entered),
    ...more,
  }).then(({ id }) => id);
const due = async (id: number, clock = 'reply') => (await matterById(kernel, id)).clocks[clock]?.dueOn;

describe('the legal day of an act', () => {
  test('is what its clocks count from, and stands in its entry', async () => {
    const id = await opened('test-letter', 'register', '2026-03-05', { on: day('2026-03-02') });
    expect(await due(id)).toBe('2026-03-30');
    expect((await timeline(kernel, id))[0]).toMatchObject({ on: '2026-03-02', at: at('2026-03-05').toISOString() });
    const today = await opened('test-letter', 'register', '2026-03-05', { on: day('2026-03-05') });
    expect((await timeline(kernel, today))[0]?.on).toBeUndefined();
  });

  test('is not in the future, nor before what it ends began', async () => {
    await expect(opened('test-letter', 'register', '2026-03-05', { on: day('2026-03-06') })).rejects.toMatchObject({
      code: 'matter/no-such-day',
    });
    const id = await opened('test-letter', 'register', '2026-03-05');
    const early = act(kernel, { matter: id, act: 'close', actor: clerk, at: at('2026-03-09'), on: day('2026-03-04') });
    await expect(early).rejects.toMatchObject({ code: 'clock/out-of-order' });
  });
});

describe('limits that an act sets', () => {
  test('where the process leaves it to the act, within its bounds', async () => {
    expect(
      await due(await opened('test-question', 'ask', '2026-03-02', { terms: { answer: workingDays(5) } }), 'answer'),
    ).toBe('2026-03-09');
    for (const n of [1, 11, 2.5])
      await expect(
        opened('test-question', 'ask', '2026-03-02', { terms: { answer: workingDays(n) } }),
      ).rejects.toMatchObject({ code: 'matter/no-such-term' });
    await expect(
      opened('test-letter', 'register', '2026-03-02', { terms: { reply: workingDays(5) } }),
    ).rejects.toMatchObject({ code: 'matter/no-such-term' });
  });

  test('an extension by fewer days than the most', async () => {
    const id = await opened('test-letter', 'register', '2026-03-02');
    const by = (n: number) =>
      act(kernel, { matter: id, act: 'extend', actor: clerk, at: at('2026-03-10'), terms: { reply: workingDays(n) } });
    await expect(by(21)).rejects.toMatchObject({ code: 'matter/no-such-term' });
    await by(1);
    expect(await due(id)).toBe('2026-03-31');
  });
});

describe('what the program does by itself', () => {
  test('silence counts from the last day of the limit, and so does the end of waiting; the module’s rows follow', async () => {
    const id = await opened('test-letter', 'register', '2026-03-02');
    await act(kernel, { matter: id, act: 'ask', actor: clerk, at: at('2026-03-09') });
    await opened('test-question', 'ask', '2026-03-09', { parentId: id });
    await sweep(kernel, at('2026-03-20'));
    kernel.setNow(at('2026-03-20'));
    const worker = startWorker({
      pool: kernel.pool,
      tasks: kernelTasks(kernel),
      routines: [],
      now: kernel.now,
      report: () => undefined,
    });
    await worker.drain();
    await worker.stop();
    const { state, clocks } = await matterById(kernel, id);
    expect(state).toBe('handling');
    expect(clocks.reply?.facts.spans).toMatchObject([{ from: '2026-03-09', to: '2026-03-12' }]);
    expect(followed).toEqual(expect.arrayContaining(['lapse 2026-03-12', 'heard 2026-03-12']));
  });

  test('nobody but the program is the system', async () => {
    const id = await opened('test-question', 'ask', '2026-03-02');
    await expect(act(kernel, { matter: id, act: 'lapse', actor: clerk, at: at('2026-03-09') })).rejects.toMatchObject({
      code: 'matter/not-yours',
    });
    await act(kernel, { matter: id, act: 'lapse', actor: system, at: at('2026-03-09') });
  });
});

test('who shows the code of a matter acts in it as whom it is about, and in no other', async () => {
  const [id, other] = [
    await opened('test-letter', 'register', '2026-03-02'),
    await opened('test-letter', 'register', '2026-03-02'),
  ];
  const holder = { ...citizenActor(99), personId: null, holdsCodeOf: id };
  await expect(act(kernel, { matter: other, act: 'close', actor: holder, at: at('2026-03-03') })).rejects.toMatchObject(
    { code: 'matter/not-yours' },
  );
  await act(kernel, { matter: id, act: 'close', actor: holder, at: at('2026-03-03') });
  expect((await timeline(kernel, id)).at(-1)?.actor).toMatchObject({ person: null, role: 'subject' });
});

test('all of it verifies', async () => {
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});
