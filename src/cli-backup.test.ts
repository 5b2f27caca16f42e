import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backupCommands } from './cli-backup.ts';
import { readConfig } from './config.ts';
import { DATABASE_NAME, databaseFolder } from './database.ts';
import { archiveNow } from './kernel/backup/archive.ts';
import { lastBackups } from './kernel/backup/runs.ts';
import { createKernel } from './kernel/create.ts';
import { waitUntil } from './kernel/db/embedded/processes.ts';
import { type Embedded, startEmbedded } from './kernel/db/embedded/start.ts';
import { act, migrate, openMatter, openPool, packageRoot, Refusal } from './kernel/index.ts';
import { citizenActor, staffMember } from './kernel/testing/kernel.ts';
import { permitKind, reviewKind } from './kernel/testing/permit-process.ts';

// A server of its own with an archive, as a program has it; in memory where there is some. Short paths, because a
// socket's path is short.
const base = mkdtempSync(existsSync('/dev/shm') ? '/dev/shm/mt-' : '/tmp/mt-');
execFileSync('chmod', ['755', base]);
/** A path that a shell, a setting and a pattern of segments would each read differently. */
const WAL = join(base, `wal's 100%f "$HOME"`);
const environment = { DATA_DIR: join(base, 'data'), WAL_ARCHIVE: WAL, BACKUP_MAX_MBPS: '1000' };
const config = readConfig(environment);
const HASH = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const FILE = `files/${HASH.slice(0, 2)}/${HASH.slice(2, 4)}/${HASH}`;
const BACKUP = join(base, 'b', 'first');
/** Each of these starts servers; half a second each, and much more on a machine that has other things to do. */
const LONG = { timeout: 300_000 };

let server: Embedded;
let kernel: Awaited<ReturnType<typeof createKernel>>;
let pool: pg.Pool;
let owner: pg.Pool;
beforeAll(async () => {
  server = await startEmbedded({
    dataDir: databaseFolder(config),
    durable: false,
    memoryBytes: 2 ** 30,
    walArchive: config.backup.walArchive,
  });
  owner = new pg.Pool({ connectionString: server.superuserUrl, max: 2 });
  await owner.query(`create database ${DATABASE_NAME}`);
  await owner.end();
  const url = server.url(DATABASE_NAME);
  await migrate(url);
  owner = new pg.Pool({ connectionString: url, max: 2 });
  owner.on('error', () => undefined);
  await owner.query(
    `select kernel.ensure_entry_partition(m::date) from generate_series('2026-11-01'::date, '2026-12-01', interval '1 month') m`,
  );
  pool = openPool({ url, max: 8 });
  kernel = await createKernel({
    pool,
    dataDir: config.dataDir,
    modules: [{ name: 'test', kinds: [permitKind, reviewKind] }],
  });
  for (let i = 0; i < 20; i += 1) await aMatter();
  execFileSync('mkdir', ['-p', join(config.dataDir, FILE, '..'), join(config.dataDir, 'log', 'tile')]);
  writeFileSync(join(config.dataDir, FILE), 'abc');
  writeFileSync(join(config.dataDir, 'log', 'checkpoint'), 'signed');
  writeFileSync(join(config.dataDir, 'log', 'tile', '000'), 'hashes');
  await owner.query(
    `insert into kernel.file (id, sha256, size, media_type, name, created_at)
     values (gen_random_uuid(), decode($1, 'hex'), 3, 'text/plain', 'abc.txt', now())`,
    [HASH],
  );
});
afterAll(async () => {
  await pool.end();
  await owner.end();
  await server.stop();
  rmSync(base, { recursive: true, force: true });
});

const at = new Date('2026-11-23T10:00:00+08:00');
async function aMatter(): Promise<{ readonly id: number; readonly number: string }> {
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
  return { id: opened.id, number: opened.number };
}
const accept = (matter: number) => act(kernel, { matter, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });

type Json = Record<string, unknown> & { ledger: { head: string; entries: number; matters: number } };
const run = async (command: string, ...argv: readonly string[]) => {
  const answer = await backupCommands[command]?.(argv, config, () => undefined);
  return { ...answer, json: answer?.json as Json, exitCode: answer?.exitCode ?? 0 };
};
const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

/** Looks into a restored folder with a server of its own. */
async function inside<T>(
  dataDir: string,
  work: (pool: pg.Pool) => Promise<T>,
  walArchive: string | null = null,
): Promise<T> {
  const other = await startEmbedded({
    dataDir: join(dataDir, 'database'),
    durable: false,
    memoryBytes: 2 ** 30,
    walArchive,
  });
  const there = openPool({ url: other.url(DATABASE_NAME), max: 1 });
  try {
    return await work(there);
  } finally {
    await there.end();
    await other.stop();
  }
}
const entriesIn = async (source: pg.Pool): Promise<ReadonlySet<string>> => {
  const { rows } = await source.query<{ entry: string }>(`select matter_id || '/' || seq as entry from kernel.entry`);
  return new Set(rows.map(({ entry }) => entry));
};

/** Changes one byte of a file in place. */
function flip(file: string, at = Math.floor(statSync(file).size / 2)): () => void {
  const byte = readFileSync(file)[at] ?? 0;
  const write = (value: number): void => {
    writeSync(openSync(file, 'r+'), Buffer.of(value), 0, 1, at);
  };
  write(byte ^ 1);
  return () => write(byte);
}

describe('a backup taken while people work', LONG, () => {
  test('holds every act that was answered before it began, and its ledger verifies', async () => {
    const answered: string[] = [];
    let working = true;
    const clients = Array.from({ length: 4 }, async () => {
      while (working) {
        const { id } = await aMatter();
        answered.push(`${id}/1`);
        await accept(id);
        answered.push(`${id}/2`);
      }
    });
    await waitUntil(async () => answered.length > 20, 30_000);
    const before = [...answered];
    const taken = await run('backup', BACKUP);
    working = false;
    await Promise.all(clients);
    expect(before.length).toBeGreaterThan(10);
    expect(answered.length).toBeGreaterThan(before.length);
    expect(taken.json).toMatchObject({ ok: true, kind: 'physical', keys: 'left-out' });
    expect(existsSync(join(BACKUP, 'keys'))).toBe(false);

    const dataDir = join(base, 'r1');
    const restored = await run('restore', BACKUP, '--data-dir', dataDir);
    expect(restored).toMatchObject({
      exitCode: 0,
      json: { ok: true, heads: { agrees: true, head: taken.json.ledger.head } },
    });
    expect(restored.human).toContain(taken.json.ledger.head);
    expect(readFileSync(join(dataDir, FILE), 'utf8')).toBe('abc');
    expect(readFileSync(join(dataDir, 'log', 'tile', '000'), 'utf8')).toBe('hashes');
    await inside(dataDir, async (there) => {
      const found = await entriesIn(there);
      expect(before.filter((entry) => !found.has(entry))).toEqual([]);
      expect(found.size).toBeGreaterThanOrEqual(taken.json.ledger.entries);
      // It knows of its own making, and that it ended well.
      expect(await lastBackups(there)).toMatchObject([
        { task: 'backup', ok: true, folder: BACKUP, head: taken.json.ledger.head },
      ]);
      expect((await there.query('show restore_command')).rows).toEqual([{ restore_command: '' }]);
    });
  });

  test('the next one stores again only what has changed', async () => {
    const { json } = await run('backup', join(base, 'b', 'second'), '--keys-dir', join(base, 'keys'));
    const { bytes, newBytes } = json.parts as { bytes: number; newBytes: number };
    expect(newBytes).toBeLessThan(bytes / 2);
    expect(statSync(join(base, 'b', 'second', FILE)).ino).toBe(statSync(join(BACKUP, FILE)).ino);
    expect(readFileSync(join(base, 'keys', 'second', 'ring.json'))).toEqual(
      readFileSync(join(config.dataDir, 'keys', 'ring.json')),
    );
    expect(await run('backup verify', join(base, 'b', 'second'))).toMatchObject({ exitCode: 0, json: { faults: [] } });
    rmSync(join(base, 'b', 'second'), { recursive: true });
    expect(await run('backup verify', BACKUP)).toMatchObject({ exitCode: 0 });
  });

  test('one that is killed leaves nothing that looks like a backup, and does not stand in the way', async () => {
    const target = join(base, 'b', 'killed');
    const child = takingSlowly(target);
    expect(await waitUntil(async () => existsSync(join(`${target}.unfinished`, 'database', 'base')), 30_000)).toBe(
      true,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(target)).toBe(false);
    expect((await refusal(run('restore', `${target}.unfinished`, '--data-dir', join(base, 'r2')))).code).toBe(
      'backup/unfinished',
    );
    await waitUntil(async () => (await owner.query('select from pg_stat_replication')).rowCount === 0, 10_000);
    expect((await run('backup', target)).exitCode).toBe(0);
    expect(existsSync(`${target}.unfinished`)).toBe(false);
    expect((await lastBackups(pool)).slice(0, 2)).toMatchObject([
      { ok: true },
      { ok: false, error: 'backup/cut-off', folder: target },
    ]);
    rmSync(target, { recursive: true });
  });
});

/** The command in a process of its own, so slow that it can be killed half way. */
function takingSlowly(target: string): ChildProcess {
  const code = `
    import { backupCommands } from ${JSON.stringify(join(packageRoot, 'src/cli-backup.ts'))};
    import { readConfig } from ${JSON.stringify(join(packageRoot, 'src/config.ts'))};
    await backupCommands.backup([${JSON.stringify(target)}], readConfig(${JSON.stringify({ ...environment, BACKUP_MAX_MBPS: '2' })}), () => undefined);`;
  return spawn(process.execPath, ['--input-type=module', '--import', 'tsx', '--eval', code], {
    cwd: packageRoot,
    stdio: 'ignore',
  });
}

describe('a backup that was changed', LONG, () => {
  test('every file with a changed byte is named', async () => {
    const files = [
      'ledger-heads.zst',
      FILE,
      'log/checkpoint',
      'database/backup_label.zst',
      'database/global/pg_control.zst',
    ];
    const undo = files.map((file) => flip(join(BACKUP, file)));
    const { json, exitCode, human } = await run('backup verify', BACKUP);
    for (const back of undo) back();
    expect(exitCode).toBe(1);
    expect(
      (json.faults as { file: string; fault: string }[]).map(({ file, fault }) => `${fault} ${file}`).toSorted(),
    ).toEqual(files.map((file) => `changed ${file}`).toSorted());
    expect(human).toContain(`${FILE}：内容与备份时不符`);
  });

  test.each(['manifest.json', 'manifest.json.sha256', 'parts.tsv'])('so is %s', async (file) => {
    const back = flip(join(BACKUP, file));
    const { code, details } = await refusal(run('backup verify', BACKUP));
    back();
    expect(code).toBe('backup/damaged');
    expect(file).toContain(String(details.file));
  });

  test('a file that is gone, cut short or put in is named; nothing is restored from it', async () => {
    const copy = join(base, 'copy');
    execFileSync('cp', ['-a', BACKUP, copy]);
    const [wal = ''] = readdirSync(join(copy, 'database', 'pg_wal')).filter((name) => name.endsWith('.zst'));
    writeFileSync(
      join(copy, 'database', 'pg_wal', wal),
      readFileSync(join(copy, 'database', 'pg_wal', wal)).subarray(0, 100),
    );
    rmSync(join(copy, FILE));
    writeFileSync(join(copy, 'database', 'more'), '');
    expect((await run('backup verify', copy)).json.faults).toEqual([
      { file: `database/pg_wal/${wal}`, fault: 'size' },
      { file: FILE, fault: 'missing' },
      { file: 'database/more', fault: 'unexpected' },
    ]);
    const target = join(base, 'r3');
    expect(await refusal(run('restore', copy, '--data-dir', target))).toMatchObject({ code: 'backup/damaged' });
    expect(existsSync(target)).toBe(false);
    rmSync(join(copy, 'manifest.json'));
    expect((await refusal(run('restore', copy, '--data-dir', target))).code).toBe('backup/unfinished');
  });
});

describe('a restore', LONG, () => {
  test('is refused on a running folder, whatever is asked', async () => {
    expect((await refusal(run('restore', BACKUP))).code).toBe('backup/folder-in-use');
    expect((await refusal(run('restore', BACKUP, '--replace'))).code).toBe('backup/folder-in-use');
    expect(existsSync(join(config.dataDir, 'restore-unfinished'))).toBe(false);
    expect((await owner.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  test('puts aside what is there only when it is told to, back when it fails, and goes as far as the archive', async () => {
    const target = join(base, 'r4');
    execFileSync('mkdir', ['-p', join(target, 'keys')]);
    writeFileSync(join(target, 'keys', 'master.key'), 'newer');
    writeFileSync(join(target, 'precious'), 'x');
    expect((await refusal(run('restore', BACKUP, '--data-dir', target))).code).toBe('backup/target-not-empty');
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const late = await refusal(run('restore', BACKUP, '--data-dir', target, '--replace', '--until', soon));
    expect(late.code).toBe('backup/until-not-reached');
    expect(readdirSync(target).toSorted()).toEqual(['keys', 'precious']);
    const last = await aMatter();
    expect(await archiveNow(server.url(DATABASE_NAME), WAL)).toBe(true);
    // Nothing was written since: there is nothing to wait for.
    expect(await archiveNow(server.url(DATABASE_NAME), WAL)).toBe(true);
    const restored = await run('restore', BACKUP, '--data-dir', target, '--replace', '--until', 'latest');
    expect(restored).toMatchObject({ exitCode: 0, json: { ok: true } });
    expect((await inside(target, entriesIn)).has(`${last.id}/1`)).toBe(true);
    const [aside = ''] = readdirSync(target).filter((name) => name.startsWith('replaced-'));
    expect(readFileSync(join(target, aside, 'precious'), 'utf8')).toBe('x');
    expect(readFileSync(join(target, 'keys', 'master.key'), 'utf8')).toBe('newer');
  });

  test('goes to a moment between two acts', async () => {
    const first = await aMatter();
    await sleep(20);
    const { rows } = await owner.query<{ now: Date }>('select clock_timestamp() as now');
    await sleep(20);
    const second = await aMatter();
    const target = join(base, 'r5');
    const until = rows[0]?.now.toISOString() ?? '';
    const { json } = await run('restore', BACKUP, '--data-dir', target, '--until', until);
    expect(json).toMatchObject({ ok: true, heads: { agrees: true } });
    await inside(
      target,
      async (there) => {
        const found = await entriesIn(there);
        expect([found.has(`${first.id}/1`), found.has(`${second.id}/1`)]).toEqual([true, false]);
        // The line of history that begins here is archived, so that later recoveries find it.
        const isArchived = async () => existsSync(join(base, 'wal2', '00000002.history.gz'));
        expect(await waitUntil(isArchived, 20_000)).toBe(true);
      },
      join(base, 'wal2'),
    );
    expect((await refusal(run('restore', BACKUP, '--data-dir', target, '--until', '2020-01-01'))).code).toBe(
      'backup/until-too-early',
    );
    expect((await refusal(run('restore', BACKUP, '--data-dir', target, '--until', 'soon'))).code).toBe(
      'backup/bad-time',
    );
  });
});

describe('a drill', LONG, () => {
  const scratch = join(base, 'scratch');
  const drill = (...argv: readonly string[]) => run('backup drill', BACKUP, '--scratch', scratch, ...argv);

  test('proves the latest backup and leaves nothing behind', async () => {
    const { json, exitCode, human } = await run('backup drill', join(base, 'b'), '--scratch', scratch);
    expect(exitCode).toBe(0);
    expect(json).toMatchObject({
      ok: true,
      reasons: [],
      files: { files: 1, lost: [] },
      keysOpen: true,
      folder: BACKUP,
    });
    expect(human).toMatch(/恢复演练成功/u);
    expect(readdirSync(scratch)).toEqual([]);
    expect((await lastBackups(pool))[0]).toMatchObject({ task: 'drill', ok: true, folder: BACKUP });
  });

  test('fails with the reason when the keys do not fit or a file was lost before', async () => {
    execFileSync('mkdir', ['-p', join(base, 'wrong')]);
    writeFileSync(join(base, 'wrong', 'master.key'), '00'.repeat(32));
    await owner.query(
      `insert into kernel.file (id, sha256, size, media_type, name, created_at)
       values (gen_random_uuid(), decode(repeat('ab', 32), 'hex'), 3, 'text/plain', 'gone.txt', now())`,
    );
    const target = join(base, 'b', 'third');
    await run('backup', target);
    const { json, exitCode } = await run(
      'backup drill',
      target,
      '--scratch',
      scratch,
      '--keys-dir',
      join(base, 'wrong'),
    );
    expect(exitCode).toBe(1);
    expect(json.reasons).toEqual(['backup/files-lost', 'backup/keys-do-not-open']);
    expect((await lastBackups(pool))[0]).toMatchObject({ task: 'drill', ok: false, error: 'backup/files-lost' });
  });

  test('of a damaged backup is refused and noted', async () => {
    const back = flip(join(BACKUP, 'database', 'backup_label.zst'));
    const { code } = await refusal(drill());
    back();
    expect(code).toBe('backup/damaged');
    expect((await lastBackups(pool))[0]).toMatchObject({ task: 'drill', ok: false, error: 'backup/damaged' });
    expect(readdirSync(scratch)).toEqual([]);
  });
});

test('options nobody knows are refused', async () => {
  expect((await refusal(run('backup', '--fast'))).code).toBe('backup/bad-option');
  expect((await refusal(run('backup', 'a', 'b'))).code).toBe('backup/bad-option');
  expect((await refusal(run('backup'))).code).toBe('backup/no-folder');
  expect((await refusal(run('import', BACKUP))).code).toBe('backup/not-an-export');
});
