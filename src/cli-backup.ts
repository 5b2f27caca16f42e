import { existsSync, readFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { backupText as text } from './cli-backup-text.ts';
import type { Config } from './config.ts';
import { DATABASE_NAME, databaseFolder, openPlace } from './database.ts';
import { archiveNow } from './kernel/backup/archive.ts';
import { type DrillOptions, type DrillResult, drill, recordDrill } from './kernel/backup/drill.ts';
import { type Examined, examine } from './kernel/backup/examine.ts';
import { KEYS } from './kernel/backup/folders.ts';
import { importRows } from './kernel/backup/import.ts';
import { backupAt } from './kernel/backup/list.ts';
import { type Manifest, readParts } from './kernel/backup/manifest.ts';
import { openRestored } from './kernel/backup/restore.ts';
import { backupName, takeDueBackup } from './kernel/backup/schedule.ts';
import { type Backup, type BackupOptions, takeBackup } from './kernel/backup/take.ts';
import { verifyBackup } from './kernel/backup/verify.ts';
import { runningEmbedded } from './kernel/db/embedded/start.ts';
import { instant, isDay, openFiles, packageRoot, Refusal, refuse } from './kernel/index.ts';

type Answer = { readonly human: string; readonly json: object; readonly exitCode?: number };
type Log = (line: string) => void;
type Flags = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>['options']>;
type Command = (argv: readonly string[], config: Config, log: Log) => Promise<Answer>;

const NICE = 10;

/** People at the window come before whoever copies: what this process does from now on yields to others. */
export const yieldToOthers = (): void => setPriority(NICE);

export const backupCommands: Readonly<Record<string, Command>> = {
  backup,
  'backup verify': backupVerify,
  'backup drill': backupDrill,
  restore,
  export: (argv, config, log) => exportDatabase(argv, config, log),
  import: (argv, config, log) => importDatabase(argv, config, log),
};

async function backup(argv: readonly string[], config: Config, log: Log): Promise<Answer> {
  const { values, folder } = read(argv, {
    'with-keys': { type: 'boolean' },
    'keys-dir': { type: 'string' },
    scheduled: { type: 'boolean' },
  });
  const root = config.backup.dir;
  const target = folder ?? (root === null ? null : join(root, backupName(new Date())));
  if (target === null) throw refuse('backup/no-folder', {}, 422);
  const keysDir = typeof values['keys-dir'] === 'string' ? resolve(values['keys-dir']) : config.backup.keysDir;
  return withPlace(config, log, async (ownerUrl) => {
    const options: Omit<BackupOptions, 'folder'> = {
      ...common(config, ownerUrl),
      kind: config.databaseUrl === null ? 'physical' : 'logical',
      keys: values['with-keys'] === true ? 'inside' : keysDir === null ? 'left-out' : { folder: keysDir },
      atOnce: values.scheduled !== true,
    };
    if (values.scheduled !== true) return taken(await takeBackup({ ...options, folder: target }), config);
    if (root === null) throw refuse('backup/no-folder', {}, 422);
    const made = await takeDueBackup({ ...config.backup, root }, options);
    return made === null ? { human: text.notDue, json: { due: false } } : taken(made, config);
  });
}

async function exportDatabase(argv: readonly string[], config: Config, log: Log): Promise<Answer> {
  const { folder } = read(argv, {});
  if (folder === null) throw refuse('backup/no-folder', {}, 422);
  return withPlace(config, log, async (ownerUrl) => {
    const options = { ...common(config, ownerUrl), folder, databaseOnly: true, atOnce: true };
    return taken(await takeBackup({ ...options, kind: 'logical', keys: 'left-out' }), null);
  });
}

/** Where files are kept, if not in the data folder. */
const bucketOf = ({ dataDir, files }: Config) => (files.s3 === null ? null : openFiles(dataDir, files, []).store);

const common = (config: Config, ownerUrl: string) => ({
  ownerUrl,
  dataDir: config.dataDir,
  bucket: bucketOf(config),
  maxMegabytesPerSecond: config.backup.maxMegabytesPerSecond,
  program: programVersion(),
  now: () => new Date(),
});

function taken({ folder, manifest }: Backup, config: Config | null): Answer {
  const { parts, ledger, kind, keys } = manifest;
  const notes = config === null ? [] : [...(kind === 'logical' ? [text.logicalOnly] : []), text.keys[keys]];
  return {
    human: [text.taken(folder, parts.bytes, parts.newBytes), ledgerLine(manifest), ...notes].join('\n'),
    json: { ok: true, folder, kind, keys, parts, ledger },
  };
}

const ledgerLine = ({ ledger }: Manifest): string => text.ledger(ledger.head, ledger.matters, ledger.entries);

async function backupVerify(argv: readonly string[], config: Config): Promise<Answer> {
  const { folder, manifest } = await found(read(argv, {}).folder ?? config.backup.dir);
  const faults = await verifyBackup(folder, manifest, { pages: true });
  const lines = faults.map(({ file, fault, page }) =>
    text.fault(file, `${text.faults[fault]}${page === undefined ? '' : ` (${page})`}`),
  );
  const head = faults.length === 0 ? text.sound(folder, manifest.parts.count) : text.damaged(folder, faults.length);
  return {
    human: [head, ...lines, ...(faults.length === 0 ? [ledgerLine(manifest)] : [])].join('\n'),
    json: { ok: faults.length === 0, folder, faults, ledger: manifest.ledger, parts: manifest.parts },
    exitCode: faults.length === 0 ? 0 : 1,
  };
}

async function backupDrill(argv: readonly string[], config: Config, log: Log): Promise<Answer> {
  const { values, folder: named } = read(argv, { 'keys-dir': { type: 'string' }, scratch: { type: 'string' } });
  const { folder, manifest } = await found(named ?? config.backup.dir);
  const startedAt = new Date();
  const options: DrillOptions = {
    folder,
    manifest,
    database: DATABASE_NAME,
    scratch: resolve(typeof values.scratch === 'string' ? values.scratch : tmpdir()),
    keysFolder: resolve(typeof values['keys-dir'] === 'string' ? values['keys-dir'] : join(config.dataDir, KEYS)),
    now: () => new Date(),
    log,
  };
  const outcome = await drill(options).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
  // On a machine that has lost its database a drill is worth most, and there is nowhere to note it.
  if (config.databaseUrl !== null || existsSync(databaseFolder(config)))
    await withPlace(config, log, (ownerUrl) => recordDrill(ownerUrl, options, startedAt, outcome));
  if (outcome instanceof Refusal) throw outcome;
  return drilled(folder, manifest, outcome);
}

function drilled(folder: string, manifest: Manifest, result: DrillResult): Answer {
  const { ok, seconds, examined, files, keysOpen } = result;
  const keys = keysOpen === null ? text.nothingSealed : text.keysOpen;
  const filesLine = files === null ? text.filesElsewhere : text.files(files.files);
  const lost = files === null || files.lost.length === 0 ? [filesLine] : [text.lost(files.lost.slice(0, 20))];
  return {
    human: [
      ok ? text.drilled(folder, seconds) : text.drillFailed(folder, seconds),
      ...examinedLines(manifest, examined),
      ...lost,
      ...(keysOpen === false ? [] : [keys]),
    ].join('\n'),
    json: { ...result, folder },
    exitCode: ok ? 0 : 1,
  };
}

async function restore(argv: readonly string[], config: Config, log: Log): Promise<Answer> {
  const { values, folder: named } = read(argv, {
    'data-dir': { type: 'string' },
    until: { type: 'string' },
    timeline: { type: 'string' },
    'keys-dir': { type: 'string' },
    replace: { type: 'boolean' },
  });
  const until = typeof values.until === 'string' ? timeOf(values.until) : null;
  const { folder, manifest } = await found(named ?? config.backup.dir, until);
  const elsewhere = typeof values['data-dir'] === 'string';
  if (manifest.physical !== null && config.databaseUrl !== null && !elsewhere)
    throw refuse('backup/physical-needs-embedded', {}, 422);
  const dataDir = resolve(typeof values['data-dir'] === 'string' ? values['data-dir'] : config.dataDir);
  const { walArchive } = config.backup;
  const running = until === null ? null : await runningEmbedded(databaseFolder(config));
  if (running !== null && walArchive !== null) await archiveNow(running.url(DATABASE_NAME), walArchive);
  const restored = await openRestored({
    folder,
    manifest,
    dataDir,
    replace: values.replace === true,
    bucket: bucketOf(config),
    databaseUrl: config.databaseUrl,
    database: DATABASE_NAME,
    until,
    walArchive,
    timeline: typeof values.timeline === 'string' ? Number(values.timeline) : undefined,
    keysFolder: typeof values['keys-dir'] === 'string' ? resolve(values['keys-dir']) : undefined,
    now: () => new Date(),
    log,
  });
  try {
    const examined = await examine({ ...restored, folder, manifest });
    return answerOf(text.restored(dataDir), manifest, examined, { dataDir, folder });
  } finally {
    await restored.stop();
  }
}

async function importDatabase(argv: readonly string[], config: Config, log: Log): Promise<Answer> {
  const { folder, manifest } = await found(read(argv, {}).folder);
  const { logical } = manifest;
  if (logical === null) throw refuse('backup/not-an-export', { folder }, 422);
  const [fault] = await verifyBackup(folder, manifest);
  if (fault) throw refuse('backup/damaged', { folder, file: fault.file }, 422);
  const parts = await readParts(folder, manifest);
  const { url, stop } = await openPlace(config, log, true);
  try {
    await importRows(url, folder, { ...manifest, logical }, parts);
    return answerOf(text.imported, manifest, await examine({ url, folder, manifest, parts }), { folder });
  } finally {
    await stop();
  }
}

function answerOf(human: string, manifest: Manifest, examined: Examined, more: object): Answer {
  return {
    human: [human, ...examinedLines(manifest, examined)].join('\n'),
    json: { ok: examined.isRight, ...more, ledger: manifest.ledger, heads: examined.heads, verified: examined.ledger },
    exitCode: examined.isRight ? 0 : 1,
  };
}

function examinedLines({ ledger }: Manifest, { heads, ledger: verified }: Examined): readonly string[] {
  const later = heads.entries - ledger.entries;
  return [
    heads.agrees ? text.headAgrees(heads.head) : text.headDiffers(heads.head, ledger.head),
    ...(heads.differing.length > 0 ? [text.differing(heads.differing)] : []),
    text.verified(verified.matters, verified.entries, verified.faults.length),
    ...verified.faults.slice(0, 20).map(({ matter, seq, fault }) => text.ledgerFault(matter, seq, fault)),
    ...(later > 0 ? [text.later(later)] : []),
  ];
}

/** The backup meant: this folder, or the latest in it that is whole by then. */
async function found(folder: string | null, until: Date | 'latest' | null = null): Promise<Backup> {
  if (folder === null) throw refuse('backup/no-folder', {}, 422);
  const isEarlier = ({ finishedAt, physical }: Manifest): boolean =>
    until === null || (physical !== null && (until === 'latest' || finishedAt <= until.toISOString()));
  return backupAt(folder, isEarlier);
}

/** @throws Refusal backup/bad-time (422) */
function timeOf(until: string): Date | 'latest' {
  if (until === 'latest') return until;
  const [, day = '', time = '00:00', zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:?\d\d)?)?$/u.exec(until) ?? [];
  const at = isDay(day) && zone === undefined ? instant(day, time) : new Date(`${day}T${time}${zone ?? ''}`);
  if (!isDay(day) || Number.isNaN(at.getTime())) throw refuse('backup/bad-time', { until }, 422);
  return at;
}

/** Options of a command and the one folder it names. @throws Refusal backup/bad-option (422) */
function read(argv: readonly string[], options: Flags) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    if (positionals.length > 1) throw refuse('backup/bad-option', { option: positionals[1] }, 422);
    return { values, folder: positionals[0] === undefined ? null : resolve(positionals[0]) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuse('backup/bad-option', { option: argv.find((word) => word.startsWith('-')) ?? '' }, 422);
  }
}

/** The database as it stands: what is backed up before an upgrade must not be migrated first. */
async function withPlace<T>(config: Config, log: Log, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  if (config.databaseUrl === null && !existsSync(databaseFolder(config)))
    throw refuse('backup/nothing-there', { dataDir: config.dataDir }, 422);
  const { url, stop } = await openPlace(config, log, true);
  try {
    return await work(url);
  } finally {
    await stop();
  }
}

const programVersion = (): string =>
  (JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string }).version;
