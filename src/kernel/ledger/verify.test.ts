import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../access/actor.ts';
import { act } from '../matter/act.ts';
import { openMatter } from '../matter/open.ts';
import { personalPart } from '../matter/timeline.ts';
import { erase } from '../retention/index.ts';
import { citizenActor, staffMember, type TestKernel, testKernel } from '../testing/kernel.ts';
import { permitKind } from '../testing/permit-process.ts';
import { verifyLedger } from './verify.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind] }]);
});
afterAll(() => kernel.close());

const at = new Date('2026-11-02T10:00:00+08:00');
async function matter(): Promise<{ id: number; number: string }> {
  const opened = await openMatter(kernel, {
    kind: 'test-permit',
    act: 'submit',
    title: '测试',
    region: '590922',
    agencyId: 7,
    subjectId: 1,
    actor: citizenActor(1),
    at,
    personal: { name: '张三' },
  });
  await act(kernel, { matter: opened.id, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });
  return opened;
}

/** Changes the ledger as only the owner of the database could, past its triggers. */
async function tamper(sql: string, ...values: readonly unknown[]): Promise<void> {
  const client = await kernel.owner.connect();
  try {
    await client.query(`set session_replication_role = replica`);
    await client.query(sql, [...values]);
  } finally {
    await client.query(`set session_replication_role = default`);
    client.release();
  }
}

test('an untouched ledger has no faults', async () => {
  await matter();
  expect(await verifyLedger(kernel)).toMatchObject({ faults: [] });
});

test.each([
  [
    'a changed word in an entry',
    `update kernel.entry set body = replace(body, 'accept', 'acceqt') where matter_id = $1 and seq = 2`,
    'entry-changed',
  ],
  [
    'an entry rewritten with a hash that fits',
    `update kernel.entry set body = replace(body, '"at":"2026', '"at":"2025'), hash = sha256(convert_to(replace(body, '"at":"2026', '"at":"2025'), 'UTF8')) where matter_id = $1 and seq = 1`,
    'chain-broken',
  ],
  ['an entry taken out', `delete from kernel.entry where matter_id = $1 and seq = 1`, 'entry-missing'],
  ['the last entry taken out', `delete from kernel.entry where matter_id = $1 and seq = 2`, 'entry-missing'],
  [
    'a column that says something else',
    `update kernel.entry set act = 'refuse' where matter_id = $1 and seq = 2`,
    'columns-differ',
  ],
  [
    'a changed payload',
    `update kernel.payload set content = content || '\\x00'::bytea where matter_id = $1`,
    'payload-changed',
  ],
  ['a state that no act led to', `update kernel.matter set state = 'done' where id = $1`, 'head-differs'],
  [
    'a date that was put off in the clocks alone',
    `update kernel.clock set due_on = due_on + 30 where matter_id = $1`,
    'clock-differs',
  ],
  ['a clock that was stopped by hand', `update kernel.clock set state = 'met' where matter_id = $1`, 'clock-differs'],
  [
    'a clock with another beginning',
    `update kernel.clock set facts = jsonb_set(facts, '{startedOn}', '"2026-12-01"') where matter_id = $1`,
    'clock-differs',
  ],
  ['a clock taken away', `delete from kernel.clock where matter_id = $1`, 'clock-differs'],
  [
    'a payload under an entry that has none',
    `update kernel.payload set seq = 2 where matter_id = $1`,
    'payload-changed',
  ],
  ['a matter without entries', `delete from kernel.entry where matter_id = $1`, 'entry-missing'],
  ['another length', `update kernel.matter set seq = 1 where id = $1`, 'head-differs'],
  ['another head', `update kernel.matter set head = sha256('x') where id = $1`, 'head-differs'],
])('names %s', async (_what, sql, fault) => {
  const { id, number } = await matter();
  await tamper(sql, id);
  const { faults } = await verifyLedger(kernel);
  expect(faults.filter((found) => found.matter === number).map((found) => found.fault)).toContain(fault);
});

test('a payload that was erased by an entry leaves the proof standing', async () => {
  const { id, number } = await matter();
  await erase(kernel, { matter: id, seqs: [1], ground: 'unlawful', actor: system, at });
  expect(await personalPart(kernel, id, 1)).toBeNull();
  const { faults } = await verifyLedger(kernel);
  expect(faults.filter((found) => found.matter === number)).toEqual([]);
});

test('a payload that is gone without an entry is named, and one that is there although an entry says it went', async () => {
  const gone = await matter();
  await tamper('delete from kernel.payload where matter_id = $1', gone.id);
  const back = await matter();
  const { rows } = await kernel.owner.query('select content from kernel.payload where matter_id = $1', [back.id]);
  await erase(kernel, { matter: back.id, seqs: [1], ground: 'unlawful', actor: system, at });
  await tamper('insert into kernel.payload (matter_id, seq, content) values ($1, 1, $2)', back.id, rows[0].content);
  const { faults } = await verifyLedger(kernel);
  expect(faults.filter((found) => found.matter === gone.number)).toMatchObject([{ seq: 1, fault: 'payload-missing' }]);
  expect(faults.filter((found) => found.matter === back.number)).toMatchObject([
    { seq: 1, fault: 'payload-not-erased' },
  ]);
});

test.each([
  ['update', `update kernel.entry set act = 'x'`],
  ['delete', 'delete from kernel.entry'],
  ['truncate', 'truncate kernel.entry'],
])('the trigger stops even the owner from %s', async (_what, sql) => {
  await expect(kernel.owner.query(sql)).rejects.toMatchObject({ code: 'MT001' });
});

test.each([
  ['an entry', `update kernel.entry set act = 'x'`],
  ['a payload', `update kernel.payload set salt = ''`],
  ['a payload by deleting', 'delete from kernel.payload'],
  ['an entry by deleting', 'delete from kernel.entry'],
  ['a process', `update kernel.process set kind = 'x'`],
  ['a version of a register', `update kernel.register_entry set value = '{}'`],
  ['the triggers', 'alter table kernel.entry disable trigger all'],
])('the program has no right to change %s', async (_what, sql) => {
  await expect(kernel.pool.query(sql)).rejects.toMatchObject({ code: '42501' });
});
