import type { Actor } from '../access/actor.ts';
import { type Day, dayOf } from '../day.ts';
import type { Transaction } from '../db/transaction.ts';
import type { Kernel } from '../kernel.ts';
import { ERASED } from '../ledger/erasures.ts';
import type { NewJob } from '../matter/commit.ts';
import { matterById } from '../matter/read.ts';
import { remark } from '../matter/remark.ts';
import type { Snapshot } from '../matter/snapshot.ts';
import { refuse } from '../refusal.ts';
import { GROUNDS, type Ground } from './grounds.ts';
import { keptUntil, type RetentionRule } from './rule.ts';
import { ruleOf } from './rules.ts';

export type Erasing = {
  readonly matter: number;
  /** The entries whose personal part goes; `all`: those, the module's copies and the files. */
  readonly seqs: readonly number[] | 'all';
  readonly ground: Ground;
  /** The article, where it is another than the ground's own. */
  readonly law?: string;
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Erases personal data of a matter and says in its ledger what went, when and on which ground. Every chain, proof and
 * receipt stays as it was: entries only ever held a commitment.
 *
 * @throws Refusal matter/not-found (404), retention/matter-open, retention/kept-by-law, retention/nothing-there, a module's
 *   reason to keep it, matter/changed
 * @law 个人信息保护法 第四十七条
 */
export async function erase(kernel: Kernel, { matter, seqs, ground, law, actor, at }: Erasing): Promise<Snapshot> {
  const snapshot = await matterById(kernel, matter);
  const rule = await ruleOf(kernel, snapshot.kind, dayOf(at));
  const there = await payloadsOf(kernel, matter);
  const chosen = seqs === 'all' ? there : there.filter(({ seq }) => seqs.includes(seq));
  if (seqs !== 'all' && chosen.length < new Set(seqs).size) throw refuse('retention/nothing-there', {}, 404);
  assertNotKept(snapshot, rule, ground, dayOf(at), chosen, seqs === 'all');
  const erasers = seqs === 'all' ? kernel.erasers.filter(({ kinds }) => kinds.includes(snapshot.kind)) : [];
  for (const { keeps } of erasers) {
    const reason = (await keeps?.(kernel, snapshot, at)) ?? null;
    if (reason !== null) throw refuse(reason, { number: snapshot.number });
  }
  const gone = chosen.map(({ seq }) => seq);
  const bytes: NewJob[] = seqs === 'all' ? await jobsForFiles(kernel, matter) : [];
  await remark(kernel, {
    snapshot,
    act: ERASED,
    actor,
    at,
    facts: {
      seqs: gone,
      ground,
      law: law ?? GROUNDS[ground],
      what: ['payload', ...erasers.map(({ what }) => what), ...(bytes.length > 0 ? ['files'] : [])],
      whole: seqs === 'all',
    },
    jobs: bytes,
    after: async (tx) => {
      await tx.client.query('select kernel.erase_payload($1, $2)', [matter, gone]);
      if (seqs !== 'all') return;
      for (const eraser of erasers) await eraser.erase(tx, matter, at);
      await eraseRest(tx, matter, at);
    },
  });
  return snapshot;
}

type There = { readonly seq: number; readonly at: Date };

async function payloadsOf({ pool }: Pick<Kernel, 'pool'>, matter: number): Promise<readonly There[]> {
  const { rows } = await pool.query<There>(
    `select p.seq, e.at from kernel.payload p join kernel.entry e on e.matter_id = p.matter_id and e.seq = p.seq
      where p.matter_id = $1 order by p.seq`,
    [matter],
  );
  return rows;
}

/** What may be erased on which ground, and when. @throws Refusal retention/matter-open, retention/kept-by-law */
function assertNotKept(
  { closedAt, number }: Snapshot,
  rule: RetentionRule,
  ground: Ground,
  on: Day,
  chosen: readonly There[],
  isWhole: boolean,
): void {
  if (ground === 'unlawful' && !isWhole) return;
  // What is going on needs its data; a ledger that never ends loses its old entries one after the other.
  if (closedAt === null && (isWhole || rule.from === 'closed')) throw refuse('retention/matter-open', { number });
  const last =
    rule.from === 'written'
      ? chosen.reduce<Date | null>((late, { at }) => (late && late > at ? late : at), null)
      : closedAt;
  const until = last === null ? on : keptUntil(rule, dayOf(last));
  const isOver = until !== null && until <= on;
  if (isOver || (rule.earlier && ground !== 'period-over') || ground === 'unlawful') return;
  throw refuse('retention/kept-by-law', { number, law: rule.law, until: until ?? '永久' });
}

/** Bytes are removed when the rows are gone for good: after the commit, by a job that a crash cannot lose. */
async function jobsForFiles({ pool }: Pick<Kernel, 'pool'>, matter: number): Promise<NewJob[]> {
  const { rows } = await pool.query<{ sha256: string }>(
    `select distinct encode(sha256, 'hex') as sha256 from kernel.file where matter_id = $1`,
    [matter],
  );
  return rows.map((payload) => ({ task: 'kernel.drop-bytes', payload }));
}

async function eraseRest({ client }: Transaction, matter: number, at: Date): Promise<void> {
  await client.query('delete from kernel.file where matter_id = $1', [matter]);
  await client.query('delete from kernel.notice where matter_id = $1', [matter]);
  await client.query('update kernel.matter set erased_at = $2 where id = $1', [matter, at]);
}

/** Removes the bytes of a file that no row names any more. */
export async function dropBytes({ pool, files }: Pick<Kernel, 'pool' | 'files'>, sha256: string): Promise<void> {
  const hash = Buffer.from(sha256, 'hex');
  const { rows } = await pool.query<{ named: boolean }>(
    'select exists (select from kernel.file where sha256 = $1) as named',
    [hash],
  );
  if (!rows[0]?.named) await files.store.delete(hash);
}
