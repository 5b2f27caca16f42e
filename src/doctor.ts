import { constants } from 'node:fs';
import { access, mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { openConfiguredDatabase } from './database.ts';
import { doctorText as text } from './doctor-text.ts';
import { addDays, calendarSources, dayOf, yearOf } from './kernel/index.ts';
import { isReadableByOthers } from './kernel/seal/ring-source.ts';

/** One thing that was looked at. */
export type Finding = {
  readonly level: 'ok' | 'warning' | 'wrong';
  readonly what: string;
  readonly mend: string | null;
};

const ok = (what: string): Finding => ({ level: 'ok', what, mend: null });
const warning = (what: string, mend: string): Finding => ({ level: 'warning', what, mend });
const wrong = (what: string, mend: string): Finding => ({ level: 'wrong', what, mend });

const MIN_NODE = [22, 18] as const;
const MIN_POSTGRES = 150_000;
const LOW_DISK_BYTES = 2 * 1024 ** 3;

/** Looks at everything the program needs, and says the mend of what is not right. Changes nothing but makes the data folder. */
export async function diagnose(config: Config): Promise<readonly Finding[]> {
  return [nodeVersion(), ...(await dataFolder(config)), ...publicAddress(config), ...(await database(config))];
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  return isEnough ? ok(text.node(process.versions.node)) : wrong(text.node(process.versions.node), text.nodeMend);
}

async function dataFolder({ dataDir, keys }: Config): Promise<readonly Finding[]> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch {
    return [wrong(text.folderNotWritable(dataDir), text.folderMend)];
  }
  const findings = [ok(text.folder(dataDir))];
  const { bavail, bsize } = await statfs(dataDir);
  if (bavail * bsize < LOW_DISK_BYTES)
    findings.push(warning(text.diskLow(Math.floor((bavail * bsize) / 1024 ** 2)), text.diskMend));
  for (const path of [keys.ring ?? join(dataDir, 'keys', 'ring.json'), join(dataDir, 'keys', 'master.key')])
    if (await isReadableByOthers(path)) findings.push(wrong(text.keyOpen(path), text.keyMend(path)));
  return findings;
}

function publicAddress({ publicUrl, trustProxy }: Config): readonly Finding[] {
  const { protocol, hostname } = new URL(publicUrl);
  if (hostname === 'localhost') return [warning(text.localAddress(publicUrl), text.localAddressMend)];
  if (protocol !== 'https:') return [warning(text.notHttps(publicUrl), text.notHttpsMend)];
  return trustProxy ? [ok(text.address(publicUrl))] : [warning(text.proxyNotTrusted, text.proxyMend)];
}

async function database(config: Config): Promise<readonly Finding[]> {
  const opened = await openConfiguredDatabase(config, () => undefined, { attach: true, max: 2 }).catch(
    (error: unknown) => error,
  );
  if (opened instanceof Error || typeof opened !== 'object' || opened === null || !('pool' in opened)) {
    return [wrong(text.noDatabase(opened instanceof Error ? opened.message : String(opened)), text.noDatabaseMend)];
  }
  const { pool, stop } = opened as Awaited<ReturnType<typeof openConfiguredDatabase>>;
  try {
    const ask = async <T>(sql: string): Promise<T | undefined> => (await pool.query<{ value: T }>(sql)).rows[0]?.value;
    const version = Number(await ask<string>(`select current_setting('server_version_num') as value`));
    const findings = [
      version >= MIN_POSTGRES ? ok(text.postgres(version)) : wrong(text.postgres(version), text.postgresMend),
    ];
    if ((await ask<string>(`select current_setting('fsync') as value`)) !== 'on')
      findings.push(wrong(text.fsyncOff, text.fsyncMend));
    if ((await ask<string>(`select current_setting('synchronous_commit') as value`)) === 'off')
      findings.push(wrong(text.asyncCommit, text.asyncCommitMend));
    if (
      (await ask<string>(
        `select pg_encoding_to_char(encoding) as value from pg_database where datname = current_database()`,
      )) !== 'UTF8'
    ) {
      findings.push(wrong(text.encoding, text.encodingMend));
    }
    if (await ask<boolean>(`select has_table_privilege(current_user, 'kernel.entry', 'update') as value`))
      findings.push(wrong(text.ledgerWritable, text.ledgerMend));
    const failed = Number(
      await ask<string>(`select count(*)::text as value from kernel.job where failed_at is not null`),
    );
    if (failed > 0) findings.push(warning(text.jobsFailed(failed), text.jobsMend));
    const late = Number(
      await ask<string>(
        `select count(*)::text as value from kernel.job where failed_at is null and run_at < now() - interval '10 minutes' and created_at < now() - interval '10 minutes'`,
      ),
    );
    if (late > 0) findings.push(warning(text.jobsLate(late), text.jobsLateMend));
    return [...findings, ...(await calendars(pool))];
  } finally {
    await stop();
  }
}

/** The arrangement of next year is announced in November; from then on it should be loaded. */
async function calendars(pool: Parameters<typeof calendarSources>[0]): Promise<readonly Finding[]> {
  const soon = yearOf(addDays(dayOf(new Date()), 60));
  const { years } = await calendarSources(pool);
  const isLoaded = years.some(({ year }) => year === soon);
  return [isLoaded ? ok(text.calendar(soon)) : warning(text.calendarMissing(soon), text.calendarMend(soon))];
}
