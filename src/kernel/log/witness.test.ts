import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPool } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { type TestKernel, testKernel } from '../testing/kernel.ts';
import { logCosign } from './cli.ts';
import { currentCheckpoint, logKey } from './inclusion.ts';
import { parseNote, verifyNote } from './note.ts';
import { publishLog } from './publish.ts';
import { parseWitnesses } from './settings.ts';
import { witnessOf } from './signer.ts';
import { addEntries } from './testing/entries.ts';
import { type TestWitness, testWitness } from './testing/witness.ts';
import { verifyLog } from './verify.ts';
import { acceptCosignatures, askWitnesses } from './witness.ts';

let kernel: TestKernel;
let witness: TestWitness;
let other: TestWitness;
beforeEach(async () => {
  [witness, other] = await Promise.all([testWitness(), testWitness('other.example/w2')]);
  const plain = await testKernel([]);
  const witnesses = parseWitnesses(`${witness.vkey} ${witness.url}/, ${other.vkey}`);
  kernel = { ...plain, log: { ...plain.log, witnesses } };
  await publishLog(kernel);
  witness.trust((await logKey(kernel)) ?? '');
});
afterEach(async () => {
  await Promise.all([witness.close(), other.close()]);
  await kernel.close();
});

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof Refusal ? error.code : error),
  );

async function grow(count: number): Promise<string> {
  await addEntries(kernel.pool, count);
  await publishLog(kernel);
  return note();
}

const note = async (): Promise<string> => (await currentCheckpoint(kernel))?.note ?? '';
const outcome = async () => (await askWitnesses(kernel)).map((one) => one.outcome);

/** The program anew, on the same database and files. */
async function restarted<T>(work: (again: TestKernel) => Promise<T>): Promise<T> {
  const pool = openPool({ url: kernel.pool.options.connectionString ?? '', max: 2 });
  try {
    return await work({ ...kernel, pool });
  } finally {
    await pool.end();
  }
}

test('a witness follows the log and signs each head that it is shown to grow from his last', async () => {
  for (const count of [1, 7, 300, 2]) {
    await grow(count);
    expect(await outcome()).toEqual(['signed']);
    expect(verifyNote(await note(), [witnessOf(witness.vkey)]).signers).toHaveLength(1);
  }
  expect(await outcome()).toEqual(['up-to-date']);
  // When the log began he did not know it yet.
  expect(witness.answers).toEqual([404, 200, 200, 200, 200]);
  expect(witness.seen.get('localhost/log')?.size).toBe(310);
  await publishLog(kernel);
  expect((await verifyLog(kernel)).faults).toEqual([]);
});

test('one who knows less or more than we thought is asked again from where he is', async () => {
  await grow(5);
  await outcome();
  await grow(5);
  // He has confirmed what his answer did not bring: the program died in between.
  await kernel.owner.query(
    'set session_replication_role = replica; delete from kernel.log_cosignature; set session_replication_role = default',
  );
  expect(await outcome()).toEqual(['signed']);
  expect(witness.answers.slice(1)).toEqual([200, 409, 200]);
});

test.each(['down', 'babbling', 'forging'] as const)(
  'one who is %s stops nothing and leaves nothing',
  async (manner) => {
    witness.behave(manner);
    const before = await grow(3);
    expect(await outcome()).toEqual(['failed']);
    expect(await note()).toBe(before);
    witness.behave('well');
    await grow(3);
    expect(['signed']).toEqual(await outcome());
  },
);

test('one who cannot be reached stops nothing', async () => {
  await witness.close();
  await grow(3);
  expect(await askWitnesses(kernel)).toMatchObject([{ witness: 'witness.example/w1', outcome: 'failed' }]);
});

test('a history that he does not know is not signed by him', async () => {
  await grow(10);
  await outcome();
  const tamper = await kernel.owner.connect();
  await tamper.query(`set session_replication_role = replica`);
  await tamper.query(`delete from kernel.log_checkpoint where size > 0`);
  await tamper.query('delete from kernel.log_cosignature');
  await tamper.query('delete from kernel.log_leaf');
  await tamper.query(`update kernel.entry set hash = sha256('y') where seq = 2`);
  await tamper.query(`set session_replication_role = default`);
  tamper.release();
  const forger = { ...kernel, log: { ...kernel.log, folder: `${kernel.log.folder}.other` } };
  await restarted(async ({ pool }) => {
    await addEntries(pool, 2);
    // He has seen ten, the database knows of none: nothing is signed.
    expect(await codeOf(publishLog({ ...forger, pool }))).toBe('log/behind');
    // Even with the question left out, he does not go along.
    const silent = { ...forger, pool, log: { ...forger.log, witnesses: [] } };
    expect(await publishLog(silent)).toMatchObject({ size: 12 });
    expect(await askWitnesses({ ...forger, pool })).toMatchObject([{ outcome: 'disputed' }]);
  });
  expect(witness.answers.at(-1)).toBe(422);
});

test('a new database under an old name is stopped by who has seen the old one', async () => {
  await grow(10);
  await outcome();
  const fresh = await testKernel([]);
  try {
    const { folder } = fresh.log;
    const same = { ...fresh, log: { ...kernel.log, folder } };
    await addEntries(same.pool, 20);
    expect(await codeOf(publishLog(same))).toBe('log/behind');
    expect(await currentCheckpoint(same)).toBeNull();
  } finally {
    await fresh.close();
  }
});

test('a database with another head of the same size is stopped', async () => {
  await grow(10);
  await outcome();
  const fork = await testKernel([]);
  try {
    await addEntries(fork.pool, 10);
    const without = { ...fork, log: { ...kernel.log, folder: fork.log.folder, witnesses: [] } };
    await publishLog(without);
    const asked = { ...without, pool: openPool({ url: fork.pool.options.connectionString ?? '', max: 2 }) };
    expect(await codeOf(publishLog({ ...asked, log: { ...asked.log, witnesses: kernel.log.witnesses } }))).toBe(
      'log/forked',
    );
    await asked.pool.end();
  } finally {
    await fork.close();
  }
});

test('who is at the same head lets a program that starts go on', async () => {
  await grow(10);
  await outcome();
  await restarted(async (again) => {
    await addEntries(again.pool, 1);
    expect(await publishLog(again)).toMatchObject({ size: 11 });
  });
  expect(await outcome()).toEqual(['signed']);
});

test('a signature that is brought in a file is taken in, and stands under the checkpoint', async () => {
  const before = await grow(4);
  const file = join(kernel.log.keys, 'cosigned');
  await writeFile(file, `${before}${other.cosign(before)}\n`);
  expect(await logCosign(kernel, [file])).toMatchObject({ json: { witnesses: ['other.example/w2'] } });
  expect(parseNote(await note()).signatures).toHaveLength(2);
  expect(await codeOf(logCosign(kernel, []))).toBe('cli/arguments');
  expect(await codeOf(logCosign(kernel, [`${file}.none`]))).toBe('cli/unreadable-file');
});

test('only what a known witness signed under a checkpoint of ours is taken in', async () => {
  const before = await grow(4);
  const line = other.cosign(before);
  const accept = (text: string): Promise<unknown> => codeOf(acceptCosignatures(kernel, text));
  expect(await accept(`${before}${line.replace(/.{8}(?=={0,2}$)/u, 'AAAAAAAA')}\n`)).toBe('log/forged-signature');
  expect(await accept(before)).toBe('log/no-witness');
  expect(await accept(`${before.replace('\n4\n', '\n5\n')}${line}\n`)).toBe('log/unknown-checkpoint');
  expect(await accept(`${before.replace('localhost/log\n', 'other/log\n')}${line}\n`)).toBe('log/unknown-checkpoint');
  expect(await accept('hello')).toBe('log/not-a-note');
  expect(await note()).toBe(before);
});

test.each([
  ['x y z', 'log/not-a-witness'],
  ['w.example+00000000+AA==', 'log/not-a-key'],
  ['w ftp://a', 'log/not-a-witness'],
])('%j is no witness', (text, code) => {
  expect(() => parseWitnesses(text)).toThrow(expect.objectContaining({ code }));
});
