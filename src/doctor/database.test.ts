import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityModule } from '../identity/index.ts';
import { seedPeople } from '../identity/testing.ts';
import { type Finding, openMatter, openPool, openPublicPool, system } from '../kernel/index.ts';
import { type TestKernel, testKernel } from '../kernel/testing/kernel.ts';
import { permitKind } from '../kernel/testing/permit-process.ts';
import { demoFindings, peopleFindings } from './people.ts';
import { partitionFindings, roleFindings, schemaFindings, triggerFindings } from './schema.ts';
import { fileFindings, keyState, sealFindings } from './sealed.ts';
import { readServer, serverFindings } from './server.ts';
import { calendarFindings, readTime, timeFindings } from './time.ts';
import { visitorFindings } from './visitor.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([{ name: 'test', kinds: [permitKind] }, identityModule], at);
});
afterAll(() => kernel.close());

const codes = (findings: readonly Finding[]): readonly string[] =>
  findings.filter(({ level }) => level !== 'ok').map(({ level, code }) => `${level} ${code}`);
const owner = (sql: string, values: unknown[] = []) => kernel.owner.query(sql, values);

/** Plants a fault, looks, and takes it away again. */
async function planted(
  fault: string,
  look: () => Promise<readonly Finding[]>,
  mend: string,
): Promise<readonly string[]> {
  await owner(fault);
  try {
    return codes(await look());
  } finally {
    await owner(mend);
  }
}

test('a server is read as it is: what tests run on gives up safety for speed, and that is found', async () => {
  const facts = await readServer(kernel.owner, { embedded: true, wanted: 17, folder: '/tmp' });
  expect(facts).toMatchObject({ encoding: 'UTF8', hasPinyin: true, knowsShanghai: true, collationChanged: false });
  expect(codes(serverFindings({ ...facts, disk: null, connections: 1, oldestTransaction: 0 }))).toEqual([
    'wrong database/fsync',
    'wrong database/full-page-writes',
    'wrong database/async-commit',
  ]);
});

describe('the schema', () => {
  const look = async (): Promise<readonly Finding[]> => (await schemaFindings(kernel.owner)).findings;
  const name = `'0006-supervision.sql'`;

  test('is current', async () => expect((await schemaFindings(kernel.owner)).state).toBe('current'));

  test.each([
    [
      'warning schema/pending',
      `update public.mingtang_migration set name = '0006-kept' where name = ${name}`,
      `update public.mingtang_migration set name = ${name} where name = '0006-kept'`,
    ],
    [
      'wrong schema/edited',
      `update public.mingtang_migration set sha256 = 'x' || sha256 where name = ${name}`,
      `update public.mingtang_migration set sha256 = substr(sha256, 2) where name = ${name}`,
    ],
    [
      'wrong schema/newer',
      `insert into public.mingtang_migration (name, sha256) values ('9999-x.sql', 'x')`,
      `delete from public.mingtang_migration where name = '9999-x.sql'`,
    ],
  ])('%s', async (code, fault, mend) => expect(await planted(fault, look, mend)).toContain(code));

  test('of an empty database', async () => {
    const hidden = [
      'alter table public.mingtang_migration rename to hidden',
      'alter table public.hidden rename to mingtang_migration',
    ] as const;
    expect(await planted(hidden[0], look, hidden[1])).toEqual(['warning schema/empty']);
  });

  test('without room in the ledger', async () => {
    expect(codes(await partitionFindings(kernel.owner, at))).toEqual([]);
    const rename = (from: string, to: string): string => `alter table kernel.${from} rename to ${to}`;
    const look = () => partitionFindings(kernel.owner, at);
    expect(await planted(rename('entry_2027_01', 'gone'), look, rename('gone', 'entry_2027_01'))).toEqual([
      'warning schema/partitions-missing',
    ]);
    expect(await planted(rename('entry_2026_11', 'gone'), look, rename('gone', 'entry_2026_11'))).toEqual([
      'wrong schema/partitions-missing',
    ]);
  });

  test('with a ledger that is not guarded', async () => {
    const look = () => triggerFindings(kernel.owner);
    expect(codes(await look())).toEqual([]);
    const to = (how: string): string => `alter table kernel.entry ${how} trigger entry_append_only`;
    expect(await planted(to('disable'), look, to('enable'))).toEqual(['wrong role/ledger-unguarded']);
  });
});

describe('the role', () => {
  test('may only append', async () => expect(codes(await roleFindings(kernel.pool))).toEqual([]));

  test('that may change the ledger', async () => {
    const grant = 'grant update on kernel.entry to mingtang_app';
    const revoke = 'revoke update on kernel.entry from mingtang_app';
    expect(await planted(grant, () => roleFindings(kernel.pool), revoke)).toEqual(['wrong role/ledger-writable']);
  });

  test('that was not taken, because a pooler dropped the options', async () => {
    expect(codes(await roleFindings(kernel.owner))).toContain('wrong role/not-taken');
    const { rows } = await owner('select current_database() as name');
    const url = new URL(String(kernel.owner.options.connectionString));
    url.pathname = `/${rows[0]?.name}`;
    const pool = openPool({ url: url.href, max: 1 });
    await pool.query(`set timezone = 'Asia/Shanghai'`);
    expect(codes(await roleFindings(pool))).toEqual(['wrong role/options-lost']);
    await pool.end();
  });
});

describe('the visitors', () => {
  const look = (visitor: Pick<TestKernel['pool'], 'query'> = kernel.published.pool) =>
    visitorFindings(visitor, kernel.owner, { isPublic: true });

  test('see what is published', async () => expect(codes(await look())).toEqual([]));

  test('who come by the login of the owner could see more', async () => {
    const pool = openPublicPool({ url: String(kernel.owner.options.connectionString), max: 1 });
    const reaching = await look(pool);
    expect(codes(reaching)).toEqual(['warning visitor/reaches-more']);
    expect(codes(await visitorFindings(pool, kernel.owner, { isPublic: false }))).toEqual([]);
    await pool.end();
  });

  test('whose login was given a table', async () => {
    const grant = 'grant usage on schema kernel to mingtang_public; grant select on kernel.setting to mingtang_public';
    const revoke =
      'revoke usage on schema kernel from mingtang_public; revoke select on kernel.setting from mingtang_public';
    expect(await planted(grant, look, revoke)).toEqual(['warning visitor/reaches-more']);
  });

  test('without the role, in another city, or not at all', async () => {
    expect(codes(await look(kernel.pool))).toEqual(['wrong visitor/role-not-taken']);
    const other = await testKernel([], at);
    const log = `insert into kernel.log (id, origin, suite, vkey, started_at) values (1, 'x/log', 'sha256-ed25519', 'x', now())`;
    await other.owner.query(log);
    expect(codes(await look(other.published.pool))).toEqual(['wrong visitor/other-database']);
    await other.close();
    const nowhere = openPublicPool({ url: 'postgres://nobody@127.0.0.1:1/x', max: 1 });
    expect(codes(await look(nowhere))).toEqual(['wrong visitor/away']);
    await nowhere.end();
  });
});

describe('keys and files', () => {
  const nowhere = { dataDir: '/nowhere', keys: { ring: null, command: null } };
  const open = () =>
    openMatter(kernel, {
      kind: 'test-permit',
      act: 'submit',
      title: 'x',
      region: '590900',
      agencyId: 1,
      subjectId: 1,
      actor: system,
      at,
      personal: { phone: '13800000000' },
    });

  test('nothing sealed, nothing to open', async () => {
    expect(await keyState(kernel.owner, nowhere)).toBe('none');
    expect(await sealFindings(kernel)).toEqual([]);
  });

  test('a key that is missing or wrong while something is sealed', async () => {
    await open();
    expect(codes(await sealFindings(kernel))).toEqual([]);
    expect(await keyState(kernel.owner, nowhere)).toBe('missing');
    expect(await keyState(kernel.owner, { ...nowhere, keys: { ring: '/etc/hostname', command: null } })).toBe('there');
    expect(await keyState(kernel.owner, { ...nowhere, keys: { ring: null, command: 'true' } })).toBe('there');
    const other = await testKernel([], at);
    expect(codes(await sealFindings({ pool: kernel.pool, seal: other.seal }))).toEqual(['wrong key/wrong']);
    await other.close();
  });

  test('files that are known and not there', async () => {
    expect(await fileFindings(kernel)).toEqual([]);
    await owner(
      `insert into kernel.file (id, sha256, size, media_type, name, created_at)
       values (gen_random_uuid(), decode(repeat('ab', 32), 'hex'), 1, 'application/pdf', 'a.pdf', now())`,
    );
    expect(codes(await fileFindings(kernel))).toEqual(['wrong files/gone']);
  });
});

describe('time', () => {
  test('the clocks of one machine agree', async () => {
    const facts = await readTime(kernel.pool, new Date());
    expect(Math.abs(facts.ahead)).toBeLessThan(2);
    expect(codes(timeFindings({ ...facts, now: new Date(at.getTime() - 3_600_000) }))).toEqual([
      'wrong time/behind-ledger',
    ]);
  });

  test('the arrangement of next year is asked for from November on', async () => {
    expect(codes(await calendarFindings(kernel.pool, new Date('2026-10-01T00:00:00Z')))).toEqual([]);
    expect(codes(await calendarFindings(kernel.pool, at))).toEqual(['warning calendar/missing']);
  });
});

describe('people', () => {
  const look = (isPublic: boolean) => peopleFindings(kernel, at, { isPublic });

  test('an empty city has nobody to miss', async () => expect(await look(true)).toEqual([]));

  test('published passwords, one factor, a missing administrator, a demo city in public', async () => {
    await seedPeople(kernel, at);
    await owner(`insert into kernel.setting (key, value) values ('demo-city', '"done"')`);
    expect(codes(await look(false))).toEqual([]);
    expect(codes(await demoFindings(kernel, false))).toEqual([]);
    expect(codes(await demoFindings(kernel, true))).toEqual(['warning people/demo-city']);
    expect(codes(await look(true))).toEqual(['wrong people/one-factor', 'wrong people/demo-password']);
    await owner(
      `update identity.appointment set until_on = '2026-11-01'
        where post_id in (select id from identity.post where 'audit-admin' = any(roles))`,
    );
    expect(codes(await look(false))).toEqual(['wrong people/administrator-missing']);
  });
});
