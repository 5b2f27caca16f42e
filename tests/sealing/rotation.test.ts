import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerQuestion, consult } from '../../src/cases/index.ts';
import { consultationWords } from '../../src/cases/operations/consult.ts';
import { readDraft } from '../../src/cases/operations/drafts.ts';
import { callerAtWindow } from '../../src/cases/people.ts';
import { databaseOf } from '../../src/cases/repo/database.ts';
import { insertDraft } from '../../src/cases/repo/drafts.ts';
import { sealedAt as caseSealedAt } from '../../src/cases/sealed.ts';
import { particularsOf } from '../../src/identity/index.ts';
import { registerCitizen } from '../../src/identity/operations/register.ts';
import { sessionList } from '../../src/identity/operations/sessions.ts';
import { signIn } from '../../src/identity/operations/sign-in.ts';
import { liveSession } from '../../src/identity/session.ts';
import { actorNamed } from '../../src/identity/testing.ts';
import { addDays, day, personalPart, verifyLedger } from '../../src/kernel/index.ts';
import { rowExpression, sealedName } from '../../src/kernel/seal/columns.ts';
import { keyUsage, resealFor } from '../../src/kernel/seal/reseal.ts';
import { parseRing, type Ring } from '../../src/kernel/seal/ring.ts';
import { activateKeys, keyStatus, retireKey, rotateKeys } from '../../src/kernel/seal/rotate.ts';
import { keySetOf, sealOver } from '../../src/kernel/seal/seal.ts';
import { itemsOf } from '../../src/service-items/index.ts';
import { type CityKernel, type SealingCity, sealingCity } from './support/city.ts';
import { residentId } from './support/numbers.ts';

const at = new Date('2026-11-24T10:00:00+08:00');
const device = { ip: '127.0.0.1', browser: 'test' };
const password = 'Kuan-ting-2026';

let city: SealingCity;
beforeAll(async () => {
  city = await sealingCity(at);
});
afterAll(() => city.close());

/** Everything that seals and opens something, as often as possible until told to stop; nothing of it may fail. */
async function load(kernel: CityKernel, offset: number, isOver: () => boolean): Promise<number> {
  const citizen = await actorNamed(kernel, 'shimin', day('2026-11-24'));
  const clerk = await actorNamed(kernel, 'chuangkou', day('2026-11-24'));
  const agencyId = clerk.grants[0]?.agencyId ?? 0;
  let done = 0;
  for (; !isOver(); done += 1) {
    const { id } = await consult(kernel, {
      agencyId,
      channel: 'online',
      askedBy: citizen.personId,
      question: `问题 ${offset + done}`,
      actor: citizen,
      at,
    });
    await answerQuestion(kernel, { matter: id, actor: clerk, at, papers: null, answer: `答复 ${offset + done}` });
    expect(await personalPart(kernel, id, 2)).toEqual({ text: `答复 ${offset + done}` });
    const number = residentId((offset + done) % 1000, '19900101');
    await callerAtWindow(kernel, { kind: 'person', name: '窗口来人', document: number, phone: '13800000000' }, at);
    const again = await callerAtWindow(kernel, { kind: 'person', name: '窗口来人', document: number }, at);
    expect((await particularsOf(kernel, again.id)).documentNumber).toBe(number);
  }
  return done;
}

const ringNow = async (): Promise<Ring> => {
  const path = join(city.dataDir, 'keys', 'ring.json');
  return parseRing(await readFile(path, 'utf8'), path);
};

test('keys change under load from two copies of the program: nothing fails, all is sealed anew, the old keys open nothing', async () => {
  const [here, there] = city.copies;
  const registered = residentId(7);
  await registerCitizen(here, { name: '登记人', residentId: registered, phone: '13900000001', password, device, at });
  const { token } = await signIn(here, { name: registered, password, device, at });
  const session = await liveSession(here, token, at);
  if (!session) throw new Error('there is no session');
  const [item] = await itemsOf(here, {}, day('2026-11-24'));
  const draftId = '7a3c1f86-54b2-4d6f-9a80-0c1d2e3f4a5b';
  const writing = { actor: session.actor, at, draftId };
  await insertDraft(databaseOf(here), {
    id: draftId,
    personId: session.personId,
    subjectId: session.personId,
    itemCode: item?.code ?? '',
    itemVersion: 1,
    answers: {},
    formSealed: here.seal.seal('{"x":"草稿"}', caseSealedAt.draft(draftId)),
    uploads: {},
    corrects: null,
    at,
    expiresOn: addDays(day('2026-11-24'), 60),
  });
  const oldRing = await ringNow();

  let isOver = false;
  const loads = [load(here, 0, () => isOver), load(there, 500, () => isOver)];
  const failed = Promise.all(loads).then(
    () => null,
    (error: unknown) => error,
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await rotateKeys(here)).toEqual(['seal/2', 'lookup/2']);
  expect(await activateKeys(here)).toBe(1);
  await there.keys.refresh();
  expect(await activateKeys(here)).toBe(0);
  // One copy writes with the old keys and one with the new ones for a while: both find what the other wrote.
  await here.keys.refresh();
  const twice = residentId(11);
  const form = { name: '同时登记', residentId: twice, phone: '13900000002', password, device, at };
  await Promise.all([registerCitizen(here, form), registerCitizen(there, form), registerCitizen(here, form)]);
  await resealFor(here, 200);
  await there.keys.refresh();
  await new Promise((resolve) => setTimeout(resolve, 300));
  isOver = true;
  expect(await failed).toBeNull();
  expect(Math.min(...(await Promise.all(loads)))).toBeGreaterThan(3);
  // Two take turns; each goes on where the other stopped.
  for (let i = 0; !(await resealFor(i % 2 === 0 ? here : there, 50)).ended; i += 1) expect(i).toBeLessThan(200);
  const status = await keyStatus(here);
  expect(status.keys.map(({ key, state }) => [key, state])).toEqual([
    ['seal/1', 'retiring'],
    ['seal/2', 'active'],
    ['lookup/1', 'retiring'],
    ['lookup/2', 'active'],
  ]);
  // A late writer may have come after the column had been gone through: what is left is found and sealed in the end.
  for (const id of ['seal', 'lookup'] as const) {
    const key = { purpose: id, id: 1 };
    await retireKey(here, key, 0).catch(async () => {
      while (!(await resealFor(here, 1000)).ended);
      await retireKey(here, key, 0);
    });
  }

  expect(new Set((await keyUsage(there)).map(({ key }) => key))).toEqual(new Set(['seal/2', 'lookup/2']));
  expect((await ringNow()).map(({ purpose, id }) => `${purpose}/${id}`)).toEqual(['seal/2', 'lookup/2']);
  await there.keys.refresh();
  for (const kernel of [here, there]) {
    expect(await verifyLedger(kernel)).toMatchObject({ faults: [] });
    expect((await signIn(kernel, { name: registered, password, device, at })).personId).toBe(session.personId);
    expect((await sessionList(kernel, session, at)).map((one) => one.device.browser)).toContain('test');
    expect((await readDraft(kernel, writing)).data).toEqual({ x: '草稿' });
  }
  await everythingOpens(there);
  await nobodyIsThereTwice(there);
  await opensNothing(here, oldRing);
});

async function everythingOpens(kernel: CityKernel): Promise<void> {
  const { rows } = await kernel.pool.query<{ id: number }>(
    'select id from identity.person where document_sealed is not null',
  );
  expect(rows.length).toBeGreaterThan(10);
  for (const { id } of rows) expect((await particularsOf(kernel, id)).documentNumber).toMatch(/^\w{18}$/u);
  const consultations = await kernel.pool.query<{ id: number; question: Buffer; answer: Buffer }>(
    'select matter_id as id, question_sealed as question, answer_sealed as answer from cases.consultation',
  );
  for (const row of consultations.rows) expect(consultationWords(kernel, row).question).toMatch(/^问题 \d+$/u);
}

async function nobodyIsThereTwice(kernel: CityKernel): Promise<void> {
  const { rows } = await kernel.pool.query<{ id: number; kind: string }>(
    'select id, kind from identity.person where document_sealed is not null and closed_at is null',
  );
  const numbers = await Promise.all(
    rows.map(async ({ id, kind }) => `${kind} ${(await particularsOf(kernel, id)).documentNumber}`),
  );
  expect(new Set(numbers).size).toBe(numbers.length);
}

/** Who has a copy of the old keys and the whole database can read nothing. */
async function opensNothing(kernel: CityKernel, ring: Ring): Promise<void> {
  const states = new Map(ring.map(({ purpose, id }) => [`${purpose}/${id}`, 'active' as const]));
  const keys = keySetOf(ring, states);
  const seal = sealOver(
    () => keys,
    () => null,
  );
  let tried = 0;
  for (const column of kernel.sealed) {
    const { rows } = await city.owner.query<{ sealed: Buffer; name: string }>(
      `select t.${column.column} as sealed, ${rowExpression(column)} as name from ${column.table} t where t.${column.column} is not null`,
    );
    for (const { sealed, name } of rows) {
      expect(() => seal.open(sealed, `${sealedName(column)}#${name}`)).toThrow();
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(50);
}

test('every column that holds something sealed or hashed is declared', async () => {
  const { rows } = await city.owner.query<{ column: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as column from information_schema.columns
      where table_schema not in ('pg_catalog', 'information_schema') and data_type = 'bytea'
        and (column_name like '%\\_sealed' or column_name like '%\\_lookup' or column_name = 'totp_offered') order by 1`,
  );
  const declared = city.copies[0].sealed.flatMap(({ table, column, lookup }) => [
    `${table}.${column}`,
    ...(lookup ? [`${table}.${lookup.column}`] : []),
  ]);
  expect(declared.filter((name) => name !== 'kernel.payload.content').toSorted()).toEqual(
    rows.map(({ column }) => column),
  );
});

test('a payload cannot be replaced but by the same content under the key in use', async () => {
  const { pool, seal } = city.copies[0];
  const { rows } = await city.owner.query<{ matter_id: number; seq: number; content: Buffer }>(
    'select matter_id, seq, content from kernel.payload limit 1',
  );
  const [row] = rows;
  if (!row) throw new Error('there is no payload');
  const other = seal.seal('other', 'kernel.payload.content#X-1/1');
  const swap = 'select kernel.reseal_payload($1, $2, $3, $4) as done';
  // Only for who names what stands there now, and only under the key in use.
  expect((await pool.query(swap, [row.matter_id, row.seq, other, other])).rows).toEqual([{ done: false }]);
  const oldKey = Buffer.concat([Buffer.of(2, 1, 0, 0, 0, 1), other.subarray(6)]);
  await expect(pool.query(swap, [row.matter_id, row.seq, row.content, oldKey])).rejects.toMatchObject({
    code: 'MT002',
  });
  await expect(pool.query('update kernel.payload set content = content')).rejects.toMatchObject({ code: '42501' });
  // Who gets past all that is found by the commitment.
  await pool.query(swap, [row.matter_id, row.seq, row.content, other]);
  const { faults } = await verifyLedger(city.copies[0]);
  expect(faults.map(({ fault }) => fault)).toEqual(['payload-changed']);
});
