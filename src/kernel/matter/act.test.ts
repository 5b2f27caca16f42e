import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../access/actor.ts';
import { day, instant } from '../day.ts';
import { startWorker } from '../jobs/worker.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { noticesOf } from '../notices/notices.ts';
import { Refusal } from '../refusal.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind, reviewKind } from '../testing/permit-process.ts';
import { act } from './act.ts';
import { openMatter } from './open.ts';
import { matterById } from './read.ts';
import { kernelTasks } from './tasks.ts';
import { personalPart, timeline } from './timeline.ts';

const AGENCY = 7;
const citizen = citizenActor(1);
const clerk = staffMember(2, AGENCY, 'clerk', 'examiner');
const examiner = staffMember(3, AGENCY, 'examiner');
const secondExaminer = staffMember(4, AGENCY, 'examiner');
const stranger = staffMember(5, AGENCY + 1, 'clerk', 'examiner');

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind, reviewKind] }]);
});
afterAll(() => kernel.close());

const on = (d: string): Date => instant(day(d), '10:00');
const submit = (at = on('2026-11-02'), personal?: string) =>
  openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: AGENCY,
    subjectId: 1,
    actor: citizen,
    at,
    ...(personal === undefined ? {} : { personal: { name: personal } }),
  });
const refused = async (work: Promise<unknown>): Promise<string> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`);
  return error.code;
};

describe('opening a matter', () => {
  test('numbers run for each kind, region and year', async () => {
    const [first, second] = [await submit(), await submit()];
    expect(first.number).toMatch(/^CS-590922-2026-\d{6}$/u);
    expect(Number(second.number.slice(-6))).toBe(Number(first.number.slice(-6)) + 1);
    expect((await submit(on('2025-03-03'))).number).toBe('CS-590922-2025-000001');
  });

  test('a hundred at once get a hundred numbers', async () => {
    const opened = await Promise.all(Array.from({ length: 100 }, () => submit()));
    expect(new Set(opened.map(({ number }) => number)).size).toBe(100);
  });

  test('starts the clock of its first act', async () => {
    expect((await submit(on('2026-09-30'))).dueOn).toBe('2026-10-13');
  });
});

describe('acting', () => {
  test('moves the matter, its clocks and its holder together', async () => {
    const { id } = await submit();
    const acted = await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') });
    expect(acted).toMatchObject({ to: 'examining', holderRole: 'examiner', dueOn: '2026-12-01', took: true, seq: 2 });
    const after = await matterById(kernel, id);
    expect(after.clocks.notice).toMatchObject({ state: 'met', metOn: '2026-11-03' });
    expect(after).toMatchObject({ state: 'examining', dueOn: '2026-12-01', seq: 2 });
  });

  test('of two clerks who act at the same time exactly one succeeds', async () => {
    const { id } = await submit();
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') })),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts) {
      if (attempt.status === 'rejected')
        expect(attempt.reason).toMatchObject({ code: expect.stringMatching(/^matter\/(changed|not-in-state)$/u) });
    }
    expect(await timeline(kernel, id)).toHaveLength(2);
  });

  test('a form that has gone stale is refused', async () => {
    const { id } = await submit();
    expect(
      await refused(act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03'), seenSeq: 0 })),
    ).toBe('matter/changed');
  });

  test.each([
    ['an act the process does not know', 'fly', clerk, 'matter/unknown-act'],
    ['an act of another state', 'decide', examiner, 'matter/not-in-state'],
    ['somebody without the role', 'accept', examiner, 'matter/not-yours'],
    ['the right role at another agency', 'accept', stranger, 'matter/not-yours'],
    ['the citizen in the place of the clerk', 'accept', citizen, 'matter/not-yours'],
    ['a person in the place of the program', 'deem-accepted', clerk, 'matter/not-yours'],
  ] as const)('refuses %s and leaves no trace', async (_what, name, actor, code) => {
    const { id } = await submit();
    expect(await refused(act(kernel, { matter: id, act: name, actor, at: on('2026-11-03') }))).toBe(code);
    expect(await timeline(kernel, id)).toHaveLength(1);
  });

  test('a guard stops an act with its own code', async () => {
    const { id } = await submit();
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') });
    const decide = { matter: id, act: 'decide', actor: examiner, at: on('2026-11-04') };
    expect(await refused(act(kernel, decide))).toBe('test/no-reason');
    expect((await act(kernel, { ...decide, evidence: { reason: 'r' } })).closed).toBe(true);
    expect(await refused(act(kernel, decide))).toBe('matter/closed');
  });

  test('who accepted may not decide', async () => {
    const { id } = await submit();
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') });
    const decide = act(kernel, {
      matter: id,
      act: 'decide',
      actor: clerk,
      at: on('2026-11-04'),
      evidence: { reason: 'r' },
    });
    expect(await refused(decide)).toBe('matter/same-person');
  });

  test('a quorum waits for the second person, and one person counts once', async () => {
    const { id } = await submit();
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') });
    await act(kernel, { matter: id, act: 'visit', actor: examiner, at: on('2026-11-05') });
    const done = { matter: id, act: 'visit-done', at: on('2026-11-10') };
    expect(await act(kernel, { ...done, actor: examiner })).toMatchObject({ took: false, to: 'visiting' });
    expect(await refused(act(kernel, { ...done, actor: examiner }))).toBe('matter/already-agreed');
    const acted = await act(kernel, { ...done, actor: secondExaminer });
    expect(acted).toMatchObject({ took: true, to: 'examining' });
    // 20 working days from 11-03 end on 12-01; (11-05, 11-10] holds three working days that do not count.
    expect(acted.dueOn).toBe('2026-12-04');
  });

  test('an extension is granted once', async () => {
    const { id } = await submit();
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') });
    expect((await act(kernel, { matter: id, act: 'extend', actor: examiner, at: on('2026-11-04') })).dueOn).toBe(
      '2026-12-15',
    );
    const again = act(kernel, { matter: id, act: 'extend', actor: examiner, at: on('2026-11-05') });
    expect(await refused(again)).toBe('matter/extension-used-up');
  });

  test('what a module writes is undone when the act is refused, and the act when the write fails', async () => {
    const { id } = await submit();
    const write = async (tx: { client: { query: (text: string) => Promise<unknown> } }) => {
      await tx.client.query(`insert into kernel.setting (key, value) values ('written-${id}', '1')`);
    };
    const stale = { ...(await matterById(kernel, id)), head: Buffer.alloc(32) };
    expect(
      await refused(act(kernel, { matter: stale, act: 'accept', actor: clerk, at: on('2026-11-03'), write })),
    ).toBe('matter/changed');
    const failing = async (): Promise<void> => {
      throw new Error('disk full');
    };
    await expect(
      act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03'), write: failing }),
    ).rejects.toThrow('disk full');
    expect(await timeline(kernel, id)).toHaveLength(1);
    const { rowCount } = await kernel.pool.query('select 1 from kernel.setting where key = $1', [`written-${id}`]);
    expect(rowCount).toBe(0);
  });

  test('personal data is sealed apart from the entry', async () => {
    const { id } = await submit(on('2026-11-02'), '欧阳明堂');
    const [entry] = await timeline(kernel, id);
    expect(entry?.payload).toMatch(/^[0-9a-f]{64}$/u);
    expect(JSON.stringify(entry)).not.toContain('欧阳');
    expect(await personalPart(kernel, id, 1)).toEqual({ name: '欧阳明堂' });
    const { rows } = await kernel.pool.query<{ content: Buffer }>(
      'select content from kernel.payload where matter_id = $1',
      [id],
    );
    expect(rows[0]?.content.includes('欧阳明堂')).toBe(false);
  });
});

describe('a machine whose clock is behind', () => {
  test('by a little: the act counts from the one before it', async () => {
    const { id } = await submit(on('2026-11-02'));
    const { actedAt } = await matterById(kernel, id);
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: new Date(actedAt.getTime() - 60_000) });
    const [first, second] = await timeline(kernel, id);
    expect(second?.at).toBe(first?.at);
  });
  test('by a day: nothing is done, and it is said why', async () => {
    const { id } = await submit(on('2026-11-03'));
    const refused = act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-02') });
    await expect(refused).rejects.toMatchObject({ code: 'matter/clock-behind', status: 503 });
    expect((await matterById(kernel, id)).seq).toBe(1);
  });
});

describe('what follows from an act', () => {
  test('the subject is told once, though the job may run twice', async () => {
    const { id } = await submit();
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: on('2026-11-03') });
    const job = { matter: id, act: 'accept', seq: 2 };
    await kernelTasks(kernel)['kernel.tell-subject']?.(job, on('2026-11-03'));
    await kernelTasks(kernel)['kernel.tell-subject']?.(job, on('2026-11-03'));
    const told = (await noticesOf(kernel.pool, 1)).filter(({ matterId }) => matterId === id);
    expect(told.map(({ code }) => code)).toEqual(['test-permit.accept']);
  });

  test('a parent moves when its last child has closed, and not before', async () => {
    const { id } = await submit();
    await act(kernel, { matter: id, act: 'delegate', actor: clerk, at: on('2026-11-03') });
    const child = {
      kind: 'test-review',
      act: 'open',
      title: '初审',
      region: '590922101',
      agencyId: 9,
      parentId: id,
      actor: system,
      at: on('2026-11-03'),
    };
    const children = [await openMatter(kernel, child), await openMatter(kernel, child)];
    const worker = startWorker({
      pool: kernel.pool,
      tasks: kernelTasks(kernel),
      routines: [],
      now: () => on('2026-11-10'),
      report: () => undefined,
      pollMs: 3_600_000,
    });
    const states: string[] = [];
    for (const { id: childId } of children) {
      await act(kernel, { matter: childId, act: 'close', actor: staffMember(8, 9, 'reviewer'), at: on('2026-11-09') });
      await worker.drain();
      states.push((await matterById(kernel, id)).state);
    }
    await worker.stop();
    expect(states).toEqual(['waiting', 'examining']);
  });
});

test('after all of it the ledger verifies', async () => {
  const { faults, entries } = await verifyLedger(kernel);
  expect(faults).toEqual([]);
  expect(entries).toBeGreaterThan(100);
});
