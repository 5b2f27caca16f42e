import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import type { Config } from '../config.ts';
import { type Finding, ok, openFiles, warning, wrong } from '../kernel/index.ts';
import { filesText as text } from './text-files.ts';

const SCAN_MS = 20_000;
const PIECE = Buffer.alloc(65_536);

/** Whether files can be kept and scanned, before somebody finds out by an upload. */
export async function diagnoseFiles(config: Config): Promise<readonly Finding[]> {
  const { store, scanner } = openFiles(config.dataDir, config.files, []);
  const trouble = await store.trouble();
  const where = config.files.s3 ? `${config.files.s3.endpoint}/${config.files.s3.bucket}` : `${config.dataDir}/files`;
  const kept =
    trouble === null
      ? ok('files/store', text.store(where))
      : wrong('files/store-away', text.storeAway(where, trouble), config.files.s3 ? text.bucketMend : text.folderMend);
  if (!scanner) return [kept, warning('files/no-scanner', text.noScanner, text.noScannerMend)];
  try {
    const version = await scanner.version();
    // The largest upload, of nothing: a scanner that takes less leaves large files waiting for ever.
    await scanner.scan(Readable.from(zeros(config.maxUploadMegabytes * 1_048_576)), SCAN_MS);
    return [kept, ok('files/scanner', text.scanner(version))];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [kept, wrong('files/scanner-away', text.scannerAway(reason), text.scannerMend(config.maxUploadMegabytes))];
  }
}

function* zeros(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= PIECE.length) yield PIECE.subarray(0, left);
}

/** What waits for the scanner, and what nobody could be given. */
export async function diagnoseScans(pool: Pick<pg.Pool, 'query'>): Promise<readonly Finding[]> {
  const { rows } = await pool.query<{ waiting: number }>(
    `select count(*)::int as waiting from kernel.file where scan = 'waiting' and created_at < now() - interval '1 hour'`,
  );
  const waiting = rows[0]?.waiting ?? 0;
  return waiting === 0 ? [] : [warning('files/scans-waiting', text.scansWaiting(waiting), text.scansWaitingMend)];
}

/** Whether the operator's own list of breached passwords can be read. */
export async function passwordListFindings({ passwordList: file }: Config): Promise<readonly Finding[]> {
  if (file === null) return [];
  const isReadable = await access(file, constants.R_OK).then(
    () => true,
    () => false,
  );
  const what = text.passwordList(file);
  return [isReadable ? ok('passwords/list', what) : wrong('passwords/list-unreadable', what, text.passwordListMend)];
}
