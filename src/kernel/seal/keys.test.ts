import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openPool } from '../db/database.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { payloadColumn } from './columns.ts';
import { type Keys, openKeys } from './keys.ts';
import { newKey, newRing, type Ring, writtenRing } from './ring.ts';
import { askedRing, givenRing, isReadableByOthers, ownRing, type RingSource } from './ring-source.ts';
import { activateKeys, keyStatus, retireKey, rotateKeys } from './rotate.ts';
import type { CipherSuite } from './suites.ts';

let database: TestDatabase;
let pool: pg.Pool;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  pool = openPool({ url: database.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mt-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
/** Each test begins on a database that knows no key, and with no ring. */
afterEach(async () => {
  const owner = openPool({ url: database.ownerUrl, role: 'postgres', max: 1 });
  await owner.query('truncate kernel.seal_key, kernel.key_holder, kernel.payload, kernel.matter cascade');
  await owner.end();
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true });
});

const open = (source: RingSource = ownRing(folder), suite: CipherSuite = 'aes-256-gcm'): Promise<Keys> =>
  openKeys({ pool, source, suite, columns: [payloadColumn] });
const place = 'a.b.c#1';
const keyed = (keys: Keys) => ({ pool, keys, sealed: [] });
const given = async (ring: Ring): Promise<RingSource> => {
  const path = join(folder, 'given.json');
  await writeFile(path, writtenRing(ring));
  return givenRing(path);
};

describe('a ring of the program’s own', () => {
  test('is made once, readable by nobody else, and the same for the next program', async () => {
    const [first, second] = await Promise.all([open(), open()]);
    const third = await open();
    expect(third.seal.open(first.seal.seal('张三', place), place)).toBe('张三');
    expect(second.seal.lookup('x')).toEqual(first.seal.lookup('x'));
    const path = join(folder, 'ring.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await isReadableByOthers(path)).toBe(false);
    await chmod(path, 0o640);
    expect(await isReadableByOthers(path)).toBe(true);
    expect(await readdir(folder)).toEqual(['ring.json']);
  });

  test('opens nothing in another place: ciphertexts cannot be swapped between rows and columns', async () => {
    const { seal } = await open();
    const sealed = seal.seal('110000199003070011', 'identity.person.document_sealed#1');
    expect(() => seal.open(sealed, 'identity.person.document_sealed#2')).toThrow();
    expect(() => seal.open(sealed, 'identity.person.phone_sealed#1')).toThrow();
  });

  test('takes up the master key of the first version and opens what it sealed', async () => {
    const master = randomBytes(32);
    await writeFile(join(folder, 'master.key'), `${master.toString('hex')}\n`, { mode: 0o600 });
    const derived = Buffer.from(hkdfSync('sha256', master, 'mingtang', 'seal', 32));
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', derived, iv);
    const text = Buffer.concat([cipher.update('旧的密文', 'utf8'), cipher.final()]);
    const sealed = Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), text]);
    const keys = await open();
    expect(keys.seal.open(sealed, place)).toBe('旧的密文');
    expect(keys.seal.lookup('x')).toHaveLength(32);
    // Left there, it would outlive the keys that come after it.
    expect(await readdir(folder)).toEqual(['ring.json']);
    expect((await open()).seal.open(sealed, place)).toBe('旧的密文');
  });
});

describe('a ring that does not belong to the database is refused before it seals anything', () => {
  test('when it is gone', async () => {
    await open();
    await rm(join(folder, 'ring.json'));
    await expect(open()).rejects.toMatchObject({ code: 'keys/ring-missing' });
    expect(await readdir(folder)).toEqual([]);
  });

  test('when it is of another city', async () => {
    await open();
    await writeFile(join(folder, 'ring.json'), writtenRing(newRing('aes-256-gcm')));
    await expect(open()).rejects.toMatchObject({ code: 'keys/wrong', details: { key: 'seal/1' } });
  });

  test('when a key is missing from it', async () => {
    await open();
    const ring = (await ownRing(folder).read()) ?? [];
    await writeFile(join(folder, 'ring.json'), writtenRing(ring.filter(({ purpose }) => purpose === 'seal')));
    await expect(open()).rejects.toMatchObject({ code: 'keys/missing', details: { key: 'lookup/1' } });
  });

  test('when it cannot open what was sealed before the database knew its keys', async () => {
    const { seal } = await open();
    const { rows } = await pool.query<{ id: number }>(
      `with p as (insert into kernel.process (kind, digest, definition) values ('k', $1, '{}') returning id)
       insert into kernel.matter (kind, process_id, number, title, region, agency_id, state, opened_at, acted_at, seq, head)
       select 'k', id, 'K-1', 't', '590922', 1, 's', now(), now(), 1, '' from p returning id`,
      [randomBytes(8).toString('hex')],
    );
    await pool.query('insert into kernel.payload (matter_id, seq, content) values ($1, 1, $2)', [
      rows[0]?.id,
      seal.seal('x', 'kernel.payload.content#K-1/1'),
    ]);
    const owner = openPool({ url: database.ownerUrl, role: 'postgres', max: 1 });
    await owner.query('truncate kernel.seal_key');
    await owner.end();
    await expect(open()).resolves.toBeDefined();
    const again = openPool({ url: database.ownerUrl, role: 'postgres', max: 1 });
    await again.query('truncate kernel.seal_key');
    await again.end();
    await writeFile(join(folder, 'ring.json'), writtenRing(newRing('aes-256-gcm')));
    await expect(open()).rejects.toMatchObject({ code: 'keys/wrong' });
    await rm(join(folder, 'ring.json'));
    await expect(open()).rejects.toMatchObject({ code: 'keys/ring-missing' });
  });

  test.each(['', '{', '{"version":1,"keys":[{"purpose":"seal","id":1,"suite":"aes-256-gcm","secret":"5ec2e7"}]}'])(
    'when it is written wrongly (%s), without repeating it',
    async (text) => {
      await writeFile(join(folder, 'ring.json'), text);
      const refused = await open().catch((error: unknown) => error);
      expect(refused).toMatchObject({ code: 'keys/ring-unreadable' });
      expect(JSON.stringify(refused)).not.toContain('5ec2e7');
    },
  );
});

describe('a ring that somebody else keeps', () => {
  test('is read from a file and never made', async () => {
    await expect(open(givenRing(join(folder, 'none.json')))).rejects.toMatchObject({ code: 'keys/ring-missing' });
    const ring = newRing('sm4-ctr-hmac-sm3');
    const keys = await open(await given(ring));
    expect(keys.seal.open(keys.seal.seal('x', place), place)).toBe('x');
    expect(keys.seal.seal('x', place)[1]).toBe(2);
  });

  test('is read from a command; what it prints is never repeated', async () => {
    await given(newRing('aes-256-gcm'));
    const keys = await open(askedRing(`cat ${join(folder, 'given.json')}`));
    expect(keys.seal.open(keys.seal.seal('x', place), place)).toBe('x');
    const refused = await open(askedRing('echo s3cret >&2; exit 3')).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'keys/command-failed' });
    expect(JSON.stringify(refused) + String(refused)).not.toContain('s3cret');
  });

  test('is changed by its keeper: the new key is taken from it, and asked for while it is not there', async () => {
    const ring = newRing('aes-256-gcm');
    const keys = await open(await given(ring));
    await expect(rotateKeys(keyed(keys), ['seal'])).rejects.toMatchObject({ code: 'keys/no-new-key' });
    await given([...ring, newKey('seal', 5, 'sm4-ctr-hmac-sm3')]);
    expect(await rotateKeys(keyed(keys), ['seal'])).toEqual(['seal/5']);
  });
});

describe('a change of keys', () => {
  test('waits for every copy of the program, then is used by all', async () => {
    const [here, there] = [await open(), await open()];
    const before = here.seal.seal('x', place);
    expect(await rotateKeys(keyed(here))).toEqual(['seal/2', 'lookup/2']);
    await expect(rotateKeys(keyed(here))).rejects.toMatchObject({ code: 'keys/rotation-running' });
    expect(await activateKeys({ pool })).toBe(1);
    expect(here.seal.seal('x', place).readUInt32BE(2)).toBe(1);
    await there.refresh();
    expect(await activateKeys({ pool })).toBe(0);
    await here.refresh();
    const after = here.seal.seal('y', place);
    expect(after.readUInt32BE(2)).toBe(2);
    // There, nobody has looked yet: the key is known, and opens.
    expect(there.seal.open(after, place)).toBe('y');
    expect(there.seal.seal('z', place).readUInt32BE(2)).toBe(1);
    expect(there.seal.open(before, place)).toBe('x');
  });

  test('is met by a copy that has not heard of it: it looks again and opens', async () => {
    const [here, there] = [await open(), await open()];
    await rotateKeys(keyed(here));
    await pool.query(`update kernel.key_holder set seen_at = seen_at - interval '2 minutes'`);
    // The other copy counts as ended: it has not been heard of for two minutes.
    expect(await activateKeys({ pool })).toBe(0);
    await here.refresh();
    expect(there.seal.open(here.seal.seal('x', place), place)).toBe('x');
    expect(() => there.seal.open(Buffer.from('0201000000ff0000', 'hex'), place)).toThrow('keys/unknown-key');
  });

  test('looks for a value under every key that is not destroyed', async () => {
    const keys = await open();
    const before = keys.seal.lookup('110000199003070011');
    expect(keys.seal.lookups('110000199003070011')).toEqual([before]);
    await rotateKeys(keyed(keys), ['lookup']);
    expect(keys.seal.lookup('110000199003070011')).toEqual(before);
    await activateKeys({ pool });
    await keys.refresh();
    const after = keys.seal.lookup('110000199003070011');
    expect(after).toHaveLength(36);
    expect(keys.seal.lookups('110000199003070011')).toEqual([after, before]);
  });

  test('destroys a key only when it is out of use and nobody may still be writing with it', async () => {
    const keys = await open();
    const sealed = keys.seal.seal('x', place);
    const ringBefore = await readFile(join(folder, 'ring.json'), 'utf8');
    const seal1 = { purpose: 'seal', id: 1 } as const;
    await expect(retireKey(keyed(keys), { purpose: 'seal', id: 9 })).rejects.toMatchObject({ code: 'keys/unknown' });
    await expect(retireKey(keyed(keys), seal1)).rejects.toMatchObject({ code: 'keys/not-retiring' });
    await rotateKeys(keyed(keys), ['seal']);
    await activateKeys({ pool });
    await expect(retireKey(keyed(keys), seal1, 0)).rejects.toMatchObject({ code: 'keys/still-in-use' });
    await keys.refresh();
    await expect(retireKey(keyed(keys), seal1)).rejects.toMatchObject({ code: 'keys/still-in-use' });
    await retireKey(keyed(keys), seal1, 0);
    expect((await keyStatus(keyed(keys))).keys).toMatchObject([
      { key: 'seal/1', state: 'destroyed' },
      { key: 'seal/2', state: 'active' },
      { key: 'lookup/1', state: 'active' },
    ]);
    expect(() => keys.seal.open(sealed, place)).toThrow('keys/unknown-key');
    const ringAfter = await readFile(join(folder, 'ring.json'), 'utf8');
    const oldSecret = /"secret": "(\w+)"/u.exec(ringBefore)?.[1] ?? 'none';
    expect(ringBefore).toContain(oldSecret);
    expect(ringAfter).not.toContain(oldSecret);
    // A ring from before the change still starts: the destroyed key in it is not used.
    await mkdir(folder, { recursive: true });
    await expect(open()).resolves.toBeDefined();
  });
});
