import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act, day, instant, loadCalendar, openMatter, publishedCalendar, sweep } from '../../kernel/index.ts';
import { logKey, publishLog } from '../../kernel/log/index.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../../kernel/testing/kernel.ts';
import { verifyReceipt } from '../verifier/verify-receipt.mjs';
import { checkReceipt, cityKeys } from './check.ts';
import { receiptCommand } from './command.ts';
import { proofStateOf, receiptOf } from './receipt.ts';
import { everythingKind } from './testing.ts';

const AGENCY = 7;
const citizen = citizenActor(1);
const clerk = staffMember(2, AGENCY, 'clerk');
const at = (on: string): Date => instant(day(on), '10:00');

let kernel: TestKernel;
let folder: string;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [everythingKind] }]);
  folder = mkdtempSync(join(tmpdir(), 'mt-receipt-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await kernel.close();
});

async function opened(on: string, of: TestKernel = kernel): Promise<number> {
  const { id } = await openMatter(of, {
    kind: 'proof-test',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: AGENCY,
    subjectId: 1,
    actor: citizen,
    capacity: { role: 'subject', agencyId: null },
    at: at(on),
    personal: { form: { name: '张三' } },
  });
  return id;
}

async function receiptText(id: number, of: TestKernel = kernel): Promise<string> {
  const receipt = await receiptOf(of, id);
  if (!receipt) throw new Error('not in a checkpoint');
  return JSON.stringify(receipt);
}

/** Keeps a receipt as a person would, in a file. */
function kept(text: string): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, text);
  return file;
}

describe('the receipt of a matter', () => {
  test('comes with the next checkpoint, and proves what is in it', async () => {
    const id = await opened('2026-11-02');
    expect(await receiptOf(kernel, id)).toBeNull();
    expect(await proofStateOf(kernel, id)).toMatchObject({ entries: 1, proved: 0, last: null });
    await publishLog(kernel);
    const result = await checkReceipt(await receiptText(id), await cityKeys(kernel));
    expect(result.checks.filter(({ ok }) => ok !== true)).toEqual([]);
    // What came after the checkpoint is not in it, and what was in it stays proved.
    await act(kernel, { matter: id, act: 'accept', actor: clerk, at: at('2026-11-03') });
    expect(await proofStateOf(kernel, id)).toMatchObject({ entries: 2, proved: 1, last: { seq: 1 } });
    expect(JSON.parse(await receiptText(id))).toMatchObject({ entries: [{}] });
    await publishLog(kernel);
    const later = await checkReceipt(await receiptText(id), await cityKeys(kernel));
    expect(later).toMatchObject({ ok: true });
    expect(later.entries).toHaveLength(2);
  });

  test('is good by the file alone, run by itself', async () => {
    const id = await opened('2026-11-02');
    await publishLog(kernel);
    const file = join(import.meta.dirname, '../verifier/verify-receipt.mjs');
    const run = (...args: string[]) => execFileSync(process.execPath, [file, ...args], { encoding: 'utf8' });
    const key = (await logKey(kernel)) ?? '';
    const receipt = kept(await receiptText(id));
    expect(run(receipt, '--key', key)).toContain('核验通过');
    expect(() => run(receipt)).toThrow(/没有通过核验|Command failed/u);
    expect(() => run(kept(readFileSync(receipt, 'utf8').replace('submit', 'subm1t')), '--key', key)).toThrow();
  });

  test('holds through a limit that passed, a deemed act, and a year that was loaded later', async () => {
    const id = await opened('2026-11-02');
    await sweep(kernel, at('2026-11-16'));
    const provisional = await opened('2026-12-10');
    await act(kernel, { matter: provisional, act: 'accept', actor: clerk, at: at('2026-12-14') });
    await publishLog(kernel);
    const before = await checkReceipt(await receiptText(provisional), await cityKeys(kernel));
    expect(before.ok).toBe(true);
    expect(before.dates.some((date) => date.provisional)).toBe(true);
    const year = {
      year: 2027,
      version: 1,
      effectiveFrom: '2026-11-03',
      source: '国务院办公厅关于2027年部分节假日安排的通知',
      off: [{ day: '2027-01-01', name: '元旦' }],
      on: [],
    };
    await loadCalendar(kernel, year, null, at('2026-12-15'));
    await sweep(kernel, at('2026-12-15'));
    await publishLog(kernel);
    for (const matter of [id, provisional]) {
      const text = await receiptText(matter);
      const result = await checkReceipt(text, await cityKeys(kernel));
      expect(result.checks.filter(({ ok }) => ok !== true)).toEqual([]);
      expect(result.dates.every((date) => !date.provisional)).toBe(true);
    }
    // Entries from before and after name two calendars, and both are there for ever.
    const { calendars } = JSON.parse(await receiptText(provisional)) as { calendars: Record<string, string> };
    expect(Object.keys(calendars)).toHaveLength(2);
    for (const [version, text] of Object.entries(calendars))
      expect(await publishedCalendar(kernel.pool, version.split(':')[1] ?? '')).toBe(text);
  });

  test('has the words of the person on request, and nobody else’s', async () => {
    const id = await opened('2026-11-02');
    await act(kernel, { matter: id, act: 'ask', actor: clerk, at: at('2026-11-03'), personal: { text: '内部意见' } });
    await act(kernel, { matter: id, act: 'correct', actor: citizen, at: at('2026-11-04'), personal: { form: '补正' } });
    await publishLog(kernel);
    const plain = await receiptOf(kernel, id);
    expect(JSON.stringify(plain)).not.toMatch(/张三|内部意见/u);
    const own = await receiptOf(kernel, id, { withWords: true });
    expect(own?.openings?.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(JSON.stringify(own)).toContain('张三');
    expect(JSON.stringify(own)).not.toContain('内部意见');
    expect((await checkReceipt(JSON.stringify(own), await cityKeys(kernel))).ok).toBe(true);
  });
});

describe('in the Chinese suite', () => {
  let chinese: TestKernel;
  beforeAll(async () => {
    chinese = await testKernel([{ name: 'test', kinds: [everythingKind] }], undefined, 'sm3-sm2');
  });
  afterAll(() => chinese.close());

  test('the program checks it; the file by itself says what it cannot', async () => {
    const id = await opened('2026-11-02', chinese);
    await publishLog(chinese);
    const text = await receiptText(id, chinese);
    expect((await checkReceipt(text, await cityKeys(chinese))).checks.filter(({ ok }) => ok !== true)).toEqual([]);
    const alone = await verifyReceipt(text, { keys: await cityKeys(chinese) });
    expect(alone.ok).toBe(false);
    expect(alone.checks.at(-1)?.says).toContain('sm3');
    const changed = await checkReceipt(text.replace('submit', 'subm1t'), await cityKeys(chinese));
    expect(changed.checks.at(-1)).toMatchObject({ part: 'inclusion', ok: false, seq: 1 });
    const forged = text.replace(/(— \S+ [A-Za-z0-9+/]{20})./u, '$1A').replace(/(— \S+ [A-Za-z0-9+/]{20})./u, '$1B');
    expect((await checkReceipt(forged, await cityKeys(chinese))).checks.at(-1)).toMatchObject({
      part: 'note',
      ok: false,
    });
  });
});

describe('the command', () => {
  test('needs no database, knows the key of its own machine, and ends with 1 for what does not fit', async () => {
    const id = await opened('2026-11-02');
    await publishLog(kernel);
    const text = await receiptText(id);
    const dataDir = join(kernel.log.keys, '..');
    expect(await receiptCommand(['--receipt', kept(text)], dataDir)).toMatchObject({ exitCode: 0, json: { ok: true } });
    const elsewhere = await receiptCommand(['--receipt', kept(text)], folder);
    expect(elsewhere).toMatchObject({ exitCode: 1 });
    expect(elsewhere.human).toContain('请与城市公布的公钥比对');
    const told = ['--receipt', kept(text), '--key', (await logKey(kernel)) ?? ''];
    expect(await receiptCommand(told, folder)).toMatchObject({ exitCode: 0 });
    const changed = await receiptCommand(['--receipt', kept(text.replace('proof-test', 'proof-tesT'))], dataDir);
    expect(changed).toMatchObject({ exitCode: 1, json: { ok: false } });
    expect(changed.human).toMatch(/✗ 在账本里：第 1 条记录：/u);
    expect(await receiptCommand(['--receipt', kept('no json')], dataDir)).toMatchObject({ exitCode: 1 });
  });

  test.each([
    [['--receipt'], 'proof/bad-option'],
    [['--receipt', 'a', '--kay', 'b'], 'proof/bad-option'],
    [['--receipt', '/nowhere/at/all.json'], 'proof/unreadable-file'],
  ])('%j is refused', async (argv, code) => {
    await expect(receiptCommand(argv, folder)).rejects.toMatchObject({ code });
  });

  test('a file that is too large is refused', async () => {
    const file = kept(' '.repeat(2 * 1_048_576 + 1));
    await expect(receiptCommand(['--receipt', file], folder)).rejects.toMatchObject({ code: 'proof/too-large' });
  });
});
