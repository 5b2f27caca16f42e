import { Readable } from 'node:stream';
import type { Config } from './config.ts';
import { doctorText as text } from './doctor-text.ts';
import { openFiles } from './kernel/index.ts';

type Trouble = { readonly level: 'ok' | 'warning' | 'wrong'; readonly what: string; readonly mend: string | null };
type Query = (sql: string) => Promise<number>;

const SCAN_MS = 20_000;
const PIECE = Buffer.alloc(65_536);

/** Whether files can be kept and scanned, before somebody finds out by an upload. */
export async function diagnoseFiles(config: Config): Promise<readonly Trouble[]> {
  const { store, scanner } = openFiles(config.dataDir, config.files, []);
  const trouble = await store.trouble();
  const where = config.files.s3 ? `${config.files.s3.endpoint}/${config.files.s3.bucket}` : `${config.dataDir}/files`;
  const kept: Trouble =
    trouble === null
      ? { level: 'ok', what: text.store(where), mend: null }
      : {
          level: 'wrong',
          what: text.storeAway(where, trouble),
          mend: config.files.s3 ? text.bucketMend : text.folderMend,
        };
  if (!scanner) return [kept, { level: 'warning', what: text.noScanner, mend: text.noScannerMend }];
  try {
    const version = await scanner.version();
    // The largest upload, of nothing: a scanner that takes less leaves large files waiting for ever.
    await scanner.scan(Readable.from(zeros(config.maxUploadMegabytes * 1_048_576)), SCAN_MS);
    return [kept, { level: 'ok', what: text.scanner(version), mend: null }];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      kept,
      { level: 'wrong', what: text.scannerAway(reason), mend: text.scannerMend(config.maxUploadMegabytes) },
    ];
  }
}

function* zeros(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= PIECE.length) yield PIECE.subarray(0, left);
}

/** What waits for the scanner, and what nobody could be given. */
export async function diagnoseScans(count: Query): Promise<readonly Trouble[]> {
  const waiting = await count(
    `select count(*)::int as value from kernel.file where scan = 'waiting' and created_at < now() - interval '1 hour'`,
  );
  return waiting === 0 ? [] : [{ level: 'warning', what: text.scansWaiting(waiting), mend: text.scansWaitingMend }];
}
