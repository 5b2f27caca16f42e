import type pg from 'pg';
import type { Kernel } from '../kernel.ts';
import { refuse } from '../refusal.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { consistencyProof } from './merkle.ts';
import { type NoteSignature, parseNote, parseSignatureLine, signatureLine } from './note.ts';
import type { Witness } from './settings.ts';
import {
  checkpointOfSize,
  currentLog,
  hashOfLog,
  type LogRow,
  latestCheckpoint,
  type Source,
  type StoredCheckpoint,
  tilesOfRows,
} from './store.ts';
import { nodesOfTiles } from './tiles.ts';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER = 65_536;

/** What a witness answered to a checkpoint (C2SP tlog-witness). */
type Answer =
  | { readonly kind: 'signed'; readonly lines: readonly string[] }
  /** He has last confirmed another size than we thought. */
  | { readonly kind: 'elsewhere'; readonly size: number }
  /** He was asked from the size he is at, and holds another root, or the proof does not lead from his to ours. */
  | { readonly kind: 'disputed' }
  | { readonly kind: 'failed'; readonly reason: string };

async function addCheckpoint(url: string, old: number, proof: readonly Buffer[], note: string): Promise<Answer> {
  const body = `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
  try {
    const response = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await textOf(response);
    if (response.status === 200) return { kind: 'signed', lines: text.split('\n').filter((line) => line !== '') };
    if (response.status === 422) return { kind: 'disputed' };
    if (response.status === 409) {
      const size = /^(0|[1-9]\d{0,15})\n$/u.exec(text)?.[1];
      return size === undefined || Number(size) === old
        ? { kind: 'disputed' }
        : { kind: 'elsewhere', size: Number(size) };
    }
    return { kind: 'failed', reason: `HTTP ${response.status}` };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function textOf(response: Response): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MAX_ANSWER) throw new Error('the answer is too long');
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Logs that the witnesses were asked about when this process took them up. */
const asked = new WeakMap<pg.Pool, number>();

/**
 * Asks every witness, once for each start of the program, what he has last seen. Who has seen more than the database
 * knows shows that it was put back to an older state: nothing may be signed then. A witness who is away stops nothing.
 *
 * @throws Refusal log/behind, log/forked
 */
export async function assertUnwitnessed(
  { log: { witnesses }, pool }: Kernel,
  log: LogRow,
  latest: StoredCheckpoint,
): Promise<void> {
  if (asked.get(pool) === log.id) return;
  await Promise.all(
    witnesses.map(async ({ key, url }) => {
      if (url === null) return;
      // The empty tree is consistent with every other, so he can only answer where he is.
      const first = await addCheckpoint(url, 0, [], latest.note);
      if (first.kind !== 'elsewhere') return;
      if (first.size > latest.size)
        throw refuse('log/behind', { published: first.size, known: latest.size, witness: key.name }, 500);
      if (first.size < latest.size) return;
      const again = await addCheckpoint(url, latest.size, [], latest.note);
      if (again.kind === 'disputed') throw refuse('log/forked', { size: latest.size, witness: key.name }, 500);
    }),
  );
  asked.set(pool, log.id);
}

/** What came of asking one witness to confirm the latest checkpoint. */
export type Witnessed = {
  readonly witness: string;
  readonly outcome: 'signed' | 'up-to-date' | 'disputed' | 'failed';
  readonly reason?: string;
};

/** Sends the latest checkpoint to every witness who has an address, with the proof that the log only grew since his last. */
export async function askWitnesses(kernel: Kernel): Promise<readonly Witnessed[]> {
  const log = await currentLog(kernel.pool);
  const latest = log && (await latestCheckpoint(kernel.pool, log.id));
  if (!log || !latest) return [];
  return Promise.all(kernel.log.witnesses.flatMap((witness) => askOne(kernel, log, latest, witness) ?? []));
}

function askOne(
  { pool, now }: Kernel,
  log: LogRow,
  latest: StoredCheckpoint,
  witness: Witness,
): Promise<Witnessed> | null {
  const { url, key } = witness;
  if (url === null) return null;
  const send = async (old: number): Promise<Answer> => {
    const hash = hashOfLog(log);
    const nodes = nodesOfTiles(hash, latest.size, tilesOfRows(pool, log));
    const proof = old > 0 && old < latest.size ? await consistencyProof(hash, nodes, old, latest.size) : [];
    return addCheckpoint(url, old, proof, latest.note);
  };
  return (async () => {
    const old = await lastSizeOf(pool, log.id, witness);
    if (old === latest.size) return { witness: key.name, outcome: 'up-to-date' as const };
    let answer = await send(old ?? 0);
    if (answer.kind === 'elsewhere' && answer.size <= latest.size) answer = await send(answer.size);
    if (answer.kind === 'signed') {
      const signatures = answer.lines.map(parseSignatureLine);
      const kept = await keep(pool, log.id, latest, signatures, [witness], now());
      return kept.length > 0
        ? { witness: key.name, outcome: 'signed' as const }
        : { witness: key.name, outcome: 'failed' as const, reason: 'no signature of his' };
    }
    if (answer.kind === 'failed') return { witness: key.name, outcome: 'failed' as const, reason: answer.reason };
    return { witness: key.name, outcome: 'disputed' as const };
  })().catch((error: unknown) => ({
    witness: key.name,
    outcome: 'failed' as const,
    reason: error instanceof Error ? error.message : String(error),
  }));
}

const idOf = ({ key }: Witness): string => `${key.name}+${key.keyId.toString(16).padStart(8, '0')}`;

async function lastSizeOf(source: Source, log: number, witness: Witness): Promise<number | null> {
  const { rows } = await source.query<{ size: number | null }>(
    'select max(size) as size from kernel.log_cosignature where log = $1 and witness = $2',
    [log, idOf(witness)],
  );
  return rows[0]?.size ?? null;
}

/** Keeps the signatures of these witnesses under a checkpoint. @throws Refusal log/forged-signature */
async function keep(
  source: Source,
  log: number,
  checkpoint: StoredCheckpoint,
  signatures: readonly NoteSignature[],
  witnesses: readonly Witness[],
  at: Date,
): Promise<readonly string[]> {
  const { text } = parseNote(checkpoint.note);
  const kept: string[] = [];
  for (const { name, keyId, signature } of signatures) {
    const witness = witnesses.find(({ key }) => key.name === name && key.keyId === keyId);
    if (!witness) continue;
    if (!witness.key.verify(text, signature)) throw refuse('log/forged-signature', { name }, 422);
    await source.query(
      `insert into kernel.log_cosignature (log, size, witness, line, at) values ($1, $2, $3, $4, $5)
       on conflict (log, size, witness) do nothing`,
      [log, checkpoint.size, idOf(witness), signatureLine({ name, keyId, signature }), at],
    );
    kept.push(name);
  }
  return kept;
}

/**
 * Takes in a checkpoint that witnesses have signed and somebody has brought.
 *
 * @returns their names
 * @throws Refusal log/not-a-note, log/not-a-checkpoint, log/unknown-checkpoint, log/forged-signature, log/no-witness
 */
export async function acceptCosignatures(kernel: Kernel, note: string | Buffer): Promise<readonly string[]> {
  const { text, signatures } = parseNote(note);
  const { size } = parseCheckpoint(text);
  const log = await currentLog(kernel.pool);
  const stored = log && (await checkpointOfSize(kernel.pool, log.id, size));
  if (!log || !stored || parseNote(stored.note).text !== text) throw refuse('log/unknown-checkpoint', { size }, 422);
  const kept = await keep(kernel.pool, log.id, stored, signatures, kernel.log.witnesses, kernel.now());
  if (kept.length === 0) throw refuse('log/no-witness', { size }, 422);
  return kept;
}
