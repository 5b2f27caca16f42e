import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../access/actor.ts';
import { day } from '../day.ts';
import { inTransaction } from '../db/transaction.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { act } from '../matter/act.ts';
import { openMatter } from '../matter/open.ts';
import { matterById } from '../matter/read.ts';
import { remark } from '../matter/remark.ts';
import { kernelTasks } from '../matter/tasks.ts';
import { personalPart, timeline } from '../matter/timeline.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind, reviewKind } from '../testing/permit-process.ts';
import { dueErasures, erase, eraseDue } from './index.ts';
import { keptUntil, overFor, type RetentionRule } from './rule.ts';
import { retentionRules } from './rules.ts';

const at = new Date('2024-03-05T10:00:00+08:00');
const later = new Date('2026-11-23T10:00:00+08:00');

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([
    {
      name: 'test',
      kinds: [permitKind, reviewKind],
      retention: [
        {
          kind: 'test-permit',
          years: 2,
          from: 'closed',
          action: 'erase',
          law: '测试保管规定',
          earlier: false,
          automatic: true,
        },
        {
          kind: 'test-review',
          months: 6,
          from: 'written',
          action: 'erase',
          law: '网络安全法 第二十三条第三项',
          earlier: false,
          automatic: true,
          isLog: true,
        },
      ],
      erasers: [
        {
          kinds: ['test-permit'],
          what: 'copies',
          keeps: async (_kernel, { title }) => (title === '在用' ? 'test/in-use' : null),
          erase: async ({ client }, id) =>
            void (await client.query(`update kernel.matter set title = '' where id = $1`, [id])),
        },
      ],
    },
  ]);
});
afterAll(() => kernel.close());

const opened = (title = '测试', when = at) =>
  openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title,
    region: '590922',
    agencyId: 7,
    subjectId: 1,
    actor: citizenActor(1),
    at: when,
    personal: { name: '张三' },
  });

async function closed(title?: string, when = at): Promise<number> {
  const { id } = await opened(title, when);
  const clerk = staffMember(2, 7, 'clerk');
  await act(kernel, { matter: id, act: 'accept', actor: clerk, at: when, personal: { text: '窗口意见' } });
  const examiner = staffMember(3, 7, 'examiner');
  await act(kernel, { matter: id, act: 'decide', actor: examiner, at: when, evidence: { reason: 'x' } });
  return id;
}

const erasing = (matter: number) => ({ matter, ground: 'period-over', actor: system, at: later }) as const;
const faultsOf = async (id: number) => {
  const { number } = await matterById(kernel, id);
  return (await verifyLedger(kernel)).faults.filter((fault) => fault.matter === number);
};

describe('how long something is kept', () => {
  const rule: RetentionRule = {
    years: 0,
    months: 6,
    from: 'closed',
    action: 'erase',
    law: 'x',
    earlier: false,
    automatic: true,
    isLog: false,
  };
  test.each([
    [0, 6, '2026-01-31', '2026-07-31'],
    [0, 6, '2026-08-31', '2027-02-28'],
    [1, 0, '2024-02-29', '2025-02-28'],
    [4, 0, '2024-02-29', '2028-02-29'],
    [10, 0, '2026-11-23', '2036-11-23'],
  ])('%i years and %i months from %s are over on %s', (years, months, from, until) => {
    expect(keptUntil({ ...rule, years, months }, day(from))).toBe(until);
  });

  test('of what the archives keep there is no end', () => {
    expect(keptUntil({ ...rule, action: 'keep' }, day('2026-01-01'))).toBeNull();
    expect(overFor({ ...rule, action: 'keep' }, day('2026-01-01'))).toBeNull();
  });

  test('a rule that keeps logs for less than six months is refused', async () => {
    const value = { ...rule, months: 5, isLog: true };
    const put = inTransaction(kernel.pool, (tx) =>
      retentionRules.put(tx, {
        key: 'matter/test-review',
        validFrom: day('2027-01-01'),
        value,
        source: 'test',
        changedBy: null,
        at,
      }),
    );
    await expect(put).rejects.toThrow('six months');
  });
});

describe('erasing', () => {
  test('takes every personal part, the module’s copies and the files, and says so; every proof stands', async () => {
    const id = await closed();
    const { rows } = await kernel.pool.query<{ sha256: Buffer }>(
      `insert into kernel.file (id, sha256, size, media_type, name, matter_id, created_at)
       values (gen_random_uuid(), sha256('x'), 1, 'text/plain', 'x', $1, $2) returning sha256`,
      [id, at],
    );
    await erase(kernel, { ...erasing(id), seqs: 'all' });
    expect([await personalPart(kernel, id, 1), await personalPart(kernel, id, 2)]).toEqual([null, null]);
    expect((await matterById(kernel, id)).title).toBe('');
    const history = await timeline(kernel, id);
    expect(history.map(({ act: name, erased }) => [name, erased?.law ?? null])).toEqual([
      ['submit', '个人信息保护法 第四十七条第一款第二项'],
      ['accept', '个人信息保护法 第四十七条第一款第二项'],
      ['decide', null],
      ['kernel.erased', null],
    ]);
    expect(history[0]?.erased).toMatchObject({ at: later, ground: 'period-over' });
    expect(history.at(-1)?.facts).toEqual({
      seqs: [1, 2],
      ground: 'period-over',
      law: '个人信息保护法 第四十七条第一款第二项',
      what: ['payload', 'copies', 'files'],
      whole: true,
    });
    expect(await faultsOf(id)).toEqual([]);
    const files = await kernel.pool.query('select from kernel.file where matter_id = $1', [id]);
    const jobs = await kernel.pool.query(`select payload from kernel.job where task = 'kernel.drop-bytes'`);
    expect([files.rowCount, jobs.rows]).toEqual([0, [{ payload: { sha256: rows[0]?.sha256.toString('hex') } }]]);
    await expect(kernelTasks(kernel)['kernel.drop-bytes']?.(jobs.rows[0].payload, later)).resolves.toBeUndefined();
  });

  test.each([
    ['what is still going on', () => opened().then(({ id }) => id), 'all', 'period-over', 'retention/matter-open'],
    ['what the law keeps', () => closed('测试', later), 'all', 'period-over', 'retention/kept-by-law'],
    ['what the law keeps, on demand', () => closed('测试', later), 'all', 'consent-withdrawn', 'retention/kept-by-law'],
    ['what a module still needs', () => closed('在用'), 'all', 'period-over', 'test/in-use'],
    ['what is not there', () => closed(), [3], 'period-over', 'retention/nothing-there'],
  ] as const)('refuses %s', async (_what, make, seqs, ground, code) => {
    const id = await make();
    await expect(erase(kernel, { ...erasing(id), seqs, ground })).rejects.toMatchObject({ code });
    expect(await personalPart(kernel, id, 1)).toEqual({ name: '张三' });
  });

  test('of one part leaves the others', async () => {
    const id = await closed();
    await erase(kernel, { ...erasing(id), seqs: [2] });
    expect([await personalPart(kernel, id, 1), await personalPart(kernel, id, 2)]).toEqual([{ name: '张三' }, null]);
    expect(await faultsOf(id)).toEqual([]);
  });

  test('is possible in the database only together with the entry that says so', async () => {
    const id = await closed();
    await expect(kernel.pool.query('select kernel.erase_payload($1, $2)', [id, [1]])).rejects.toMatchObject({
      code: 'MT003',
    });
    const snapshot = await matterById(kernel, id);
    // An entry of the same transaction that names another part does not help either.
    const other = remark(kernel, {
      snapshot,
      act: 'kernel.erased',
      at: later,
      facts: { seqs: [2] },
      after: async ({ client }) => void (await client.query('select kernel.erase_payload($1, $2)', [id, [1, 2]])),
    });
    await expect(other).rejects.toMatchObject({ code: 'MT003' });
    expect(await personalPart(kernel, id, 1)).toEqual({ name: '张三' });
  });
});

describe('what is due', () => {
  test('is found by its rule, erased with an entry for each matter, and not found again', async () => {
    const [old, kept, young] = [await closed('到期'), await closed('在用'), await closed('未到期', later)];
    const ids = async () =>
      (await dueErasures(kernel, day('2026-11-23')))
        .find(({ kind }) => kind === 'test-permit')
        ?.matters.map(({ id }) => id) ?? [];
    expect(await ids()).toEqual(expect.arrayContaining([old, kept]));
    expect(await ids()).not.toContain(young);
    const [done] = await eraseDue(kernel, { actor: system, at: later });
    expect(done?.kept).toContainEqual({ number: (await matterById(kernel, kept)).number, code: 'test/in-use' });
    expect(await ids()).not.toContain(old);
    expect(await personalPart(kernel, old, 1)).toBeNull();
    expect(await personalPart(kernel, young, 1)).toEqual({ name: '张三' });
    expect(await faultsOf(old)).toEqual([]);
  });

  test('of a ledger that never ends are its old entries, month by month', async () => {
    const { id } = await openMatter(kernel, {
      kind: 'test-review',
      act: 'open',
      title: '台账',
      region: '590922',
      agencyId: 7,
      actor: system,
      at,
      personal: { ip: '192.0.2.1' },
    });
    const snapshot = await matterById(kernel, id);
    await remark(kernel, {
      snapshot,
      act: 'noted',
      at: new Date('2026-11-20T10:00:00+08:00'),
      personal: { ip: 'new' },
    });
    await eraseDue(kernel, { actor: system, at: later });
    expect([await personalPart(kernel, id, 1), await personalPart(kernel, id, 2)]).toEqual([null, { ip: 'new' }]);
    await expect(
      erase(kernel, { matter: id, seqs: [2], ground: 'period-over', actor: system, at: later }),
    ).rejects.toMatchObject({ code: 'retention/kept-by-law', details: { until: '2027-05-20' } });
    expect(await faultsOf(id)).toEqual([]);
  });

  test('of a kind without a rule is nothing, and nothing of it may be erased', async () => {
    const { id } = await opened();
    const rows = await dueErasures(kernel, day('2026-11-23'));
    expect(rows.map(({ kind }) => kind)).toEqual(['test-permit', 'test-review']);
    const without = { ...kernel, retention: [] };
    await kernel.pool.query('update kernel.matter set closed_at = $2 where id = $1', [id, at]);
    await expect(erase(without, { ...erasing(id), seqs: 'all' })).rejects.toMatchObject({
      code: 'retention/kept-by-law',
      details: { until: '永久' },
    });
  });
});
