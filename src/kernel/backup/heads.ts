import { createHash } from 'node:crypto';
import type pg from 'pg';
import { copyOut } from '../db/copy.ts';
import type { LedgerHead, Part } from './manifest.ts';
import { linesOf, type PartWriter, partNamed } from './parts.ts';

const BATCH = 5000;
const NAMED = 20;
const LIST = 'ledger-heads';

/**
 * The head of the whole ledger, as one snapshot sees it: a line `id seq hash` for each matter, ordered by id, and the
 * SHA-256 of these lines.
 *
 * Each hash commits to the chain before it, so the head commits to exactly the entries 1 to `seq` of each of these
 * matters, and to no other. It can be computed again from any database that holds at least those, whatever came later.
 */
export async function writeHeads(client: pg.Client, parts: PartWriter): Promise<LedgerHead> {
  const { rows } = await client.query<{ matters: string; entries: string }>(
    'select count(*)::text as matters, coalesce(sum(seq), 0)::text as entries from kernel.matter',
  );
  const lines = copyOut(
    client,
    `copy (select id, seq, encode(head, 'hex') from kernel.matter order by id) to stdout (delimiter ' ')`,
  );
  const part = await parts.add(LIST, lines, { pack: true });
  return {
    head: part.content?.sha256 ?? part.sha256,
    matters: Number(rows[0]?.matters),
    entries: Number(rows[0]?.entries),
    part: part.path,
  };
}

/** How a database stands to the ledger of a backup. */
export type HeadComparison = {
  /** The same computation over the same entries, from this database. */
  readonly head: string;
  readonly agrees: boolean;
  /** Numbers of matters whose entries are not those of the backup, at most twenty. */
  readonly differing: readonly string[];
  /** What this database holds in all. */
  readonly entries: number;
};

type Line = { readonly id: string; readonly seq: number; readonly hash: string };

/** Computes the head of the backup's ledger again from a database, and names the matters that stand in the way. */
export async function compareHeads(
  client: pg.Client | pg.Pool,
  folder: string,
  ledger: LedgerHead,
  parts: ReadonlyMap<string, Part>,
): Promise<HeadComparison> {
  const hash = createHash('sha256');
  const differing: string[] = [];
  const compare = async (batch: readonly Line[]): Promise<void> => {
    const found = await hashesAt(client, batch);
    for (const line of batch) {
      const here = found.get(line.id);
      hash.update(`${line.id} ${line.seq} ${here?.hash ?? ''}\n`);
      if (here?.hash !== line.hash && differing.length < NAMED) differing.push(here?.number ?? `#${line.id}`);
    }
  };
  let batch: Line[] = [];
  for await (const text of linesOf(folder, partNamed(parts, ledger.part))) {
    const [id = '', seq, head = ''] = text.split(' ');
    batch.push({ id, seq: Number(seq), hash: head });
    if (batch.length < BATCH) continue;
    await compare(batch);
    batch = [];
  }
  await compare(batch);
  const head = hash.digest('hex');
  const { rows } = await client.query<{ entries: string }>(
    'select coalesce(sum(seq), 0)::text as entries from kernel.matter',
  );
  return { head, agrees: head === ledger.head, differing, entries: Number(rows[0]?.entries) };
}

/** The hash of the entry that was the head then; of most matters it still is. */
async function hashesAt(
  client: pg.Client | pg.Pool,
  lines: readonly Line[],
): Promise<ReadonlyMap<string, { readonly hash: string | null; readonly number: string }>> {
  const { rows } = await client.query<{ id: string; number: string; hash: string | null }>(
    `select m.id::text as id, m.number, encode(case when m.seq = x.seq then m.head else
              (select e.hash from kernel.entry e where e.matter_id = m.id and e.seq = x.seq) end, 'hex') as hash
       from unnest($1::bigint[], $2::integer[]) as x (id, seq) join kernel.matter m on m.id = x.id`,
    [lines.map(({ id }) => id), lines.map(({ seq }) => seq)],
  );
  return new Map(rows.map(({ id, number, hash }) => [id, { hash, number }]));
}
