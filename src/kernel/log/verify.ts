import type pg from 'pg';
import type { Kernel } from '../kernel.ts';
import { atOneMoment } from '../ledger/verify.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type Faults, faultList, type LogFault } from './fault.ts';
import { CHECKPOINT, readStatic } from './files.ts';
import { parseNote, signatureLine, verifyNote } from './note.ts';
import { verifierOf } from './signer.ts';
import { checkpointOfSize, type LogRow, latestCheckpoint, logsOf, type StoredCheckpoint, servedNote } from './store.ts';
import { tileCheck } from './verify-files.ts';
import { checkCosignatures, recompute } from './verify-leaves.ts';

/** What was checked of the log, and what was found. */
export type LogVerification = {
  readonly origin: string | null;
  readonly size: number;
  readonly checkpoints: number;
  /** Files of tiles on this machine. */
  readonly tiles: number;
  /** Entries that are not gathered yet; the next publication takes them. */
  readonly waiting: number;
  readonly faults: readonly LogFault[];
};

/**
 * Computes the log again from its leaves: every leaf is its entry's, every entry that was gathered has one, every
 * checkpoint is signed and has its root, every tile on this machine is what it must be byte for byte.
 */
export async function verifyLog({ pool, log: settings }: Pick<Kernel, 'pool' | 'log'>): Promise<LogVerification> {
  // Before the moment: a publication in between makes the database larger than the file, never smaller, and is no fault.
  const bytes = await readStatic(settings.folder, CHECKPOINT);
  return atOneMoment(pool, async (client) => {
    await client.query(`set local work_mem = '256MB'`);
    const logs = await logsOf(client);
    const faults = faultList();
    const totals: Totals = { origin: null, size: 0, checkpoints: 0, tiles: 0, waiting: 0 };
    for (const log of logs)
      await verifyOne(client, settings, log, log === logs.at(-1) ? { bytes } : null, totals, faults);
    return { ...totals, faults: faults.all };
  });
}

type Totals = { -readonly [Key in keyof Omit<LogVerification, 'faults'>]: LogVerification[Key] };

async function verifyOne(
  client: pg.PoolClient,
  { folder, witnesses }: Kernel['log'],
  log: LogRow,
  current: { readonly bytes: Buffer | null } | null,
  totals: Totals,
  faults: Faults,
): Promise<void> {
  const file = current?.bytes ? await checkpointOnDisk(client, current.bytes, log, faults) : null;
  const files = file && (await tileCheck(folder, file.size, faults));
  const wanted = new Set(file ? [file.size] : []);
  const { leaves, checkpoints, signed, roots } = await recompute(client, log, wanted, files, faults);
  if (signed === null) faults.add('checkpoint-missing', 'checkpoint 0');
  if (leaves > (signed ?? 0)) faults.add('leaf-unsigned', `leaf ${signed ?? 0}`);
  if (file) compareHead(file, leaves, roots, faults);
  const keys = witnesses.map(({ key }) => key);
  await checkCosignatures(client, log, keys, faults);
  await compareEntries(client, log, await latestCheckpoint(client, log.id), current ? totals : null, faults);
  totals.origin = log.origin;
  totals.size = leaves;
  totals.checkpoints += checkpoints;
  totals.tiles += files?.finish() ?? 0;
}

/** The checkpoint in the files of this machine; null when it is none. */
async function checkpointOnDisk(
  client: pg.PoolClient,
  bytes: Buffer,
  log: LogRow,
  faults: Faults,
): Promise<Checkpoint | null> {
  try {
    const { text, signatures } = parseNote(bytes);
    const checkpoint = parseCheckpoint(text);
    if (checkpoint.origin !== log.origin) {
      faults.add('checkpoint-changed', CHECKPOINT);
      return null;
    }
    verifyNote(bytes, [verifierOf(log.vkey)]);
    const stored = await checkpointOfSize(client, log.id, checkpoint.size);
    // Signatures of witnesses may still be missing in the file; one that nobody gave may not be there.
    const known = stored ? parseNote(await servedNote(client, log.id, stored)).signatures.map(signatureLine) : null;
    if (known && !signatures.every((signature) => known.includes(signatureLine(signature))))
      faults.add('checkpoint-changed', CHECKPOINT);
    return checkpoint;
  } catch {
    faults.add('signature-forged', CHECKPOINT);
    return null;
  }
}

function compareHead(file: Checkpoint, leaves: number, roots: ReadonlyMap<number, Buffer>, faults: Faults): void {
  if (file.size > leaves) faults.add('log-truncated', `${CHECKPOINT} ${file.size}, ${leaves} leaves`);
  else if (roots.get(file.size)?.equals(file.root) === false) faults.add('log-forked', `${CHECKPOINT} ${file.size}`);
}

type Odd = {
  readonly index: number | null;
  readonly matter_id: number;
  readonly seq: number;
  readonly number: string | null;
  readonly is_entry: boolean;
  readonly is_gathered: boolean;
};

/** Holds leaves and entries against one another. */
async function compareEntries(
  client: pg.PoolClient,
  log: LogRow,
  latest: StoredCheckpoint | null,
  totals: { waiting: number } | null,
  faults: Faults,
): Promise<void> {
  const { rows } = await client.query<Odd>(
    `select l.index, coalesce(e.matter_id, l.matter_id) as matter_id, coalesce(e.seq, l.seq) as seq, m.number,
            e.matter_id is not null as is_entry,
            coalesce((e.xid, e.matter_id, e.seq) <= ($2, $3, $4) and $5 = kernel.cluster(), false) as is_gathered
       from kernel.entry e
       full join (select index, matter_id, seq, hash from kernel.log_leaf where log = $1) l
         on l.matter_id = e.matter_id and l.seq = e.seq
       left join kernel.matter m on m.id = coalesce(e.matter_id, l.matter_id)
      where l.hash is distinct from e.hash order by 2, 3`,
    [log.id, latest?.uptoXid ?? 0, latest?.uptoMatter ?? 0, latest?.uptoSeq ?? 0, latest?.cluster ?? ''],
  );
  for (const { index, matter_id: id, seq, number, is_entry: isEntry, is_gathered: isGathered } of rows) {
    const entry = `${number ?? `#${id}`}/${seq}`;
    if (index === null) {
      // A log that was given up is not expected to have what came after it.
      if (isGathered) faults.add('entry-unlogged', entry);
      else if (totals) totals.waiting += 1;
    } else faults.add(isEntry ? 'leaf-differs' : 'leaf-without-entry', `leaf ${index}, ${entry}`);
  }
  const twice = await client.query<{ matter_id: number; seq: number }>(
    `select matter_id, seq from kernel.log_leaf where log = $1 group by matter_id, seq having count(*) > 1`,
    [log.id],
  );
  for (const { matter_id: id, seq } of twice.rows) faults.add('leaf-twice', `#${id}/${seq}`);
}
