import type pg from 'pg';
import type { EntryFacts } from './entry.ts';

/** Which entries of the ledger are asked for; what is absent is not asked. */
export type EntryQuery = {
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
  readonly acts?: readonly string[];
  readonly kinds?: readonly string[];
  /** Who did it, or whose matter it was. */
  readonly personId?: number;
};

/** Where the next page begins: after this entry, newest first. */
export type EntryCursor = { readonly at: Date; readonly id: number };

export type LedgerEntry = EntryCursor & {
  readonly matterId: number;
  readonly number: string;
  readonly kind: string;
  readonly subjectId: number | null;
  readonly actorId: number | null;
  readonly seq: number;
  readonly act: string;
  readonly facts: EntryFacts['facts'];
  /** Whether there is a sealed part to it that was not erased. */
  readonly isSealed: boolean;
};

type Row = {
  id: number;
  at: Date;
  matter_id: number;
  number: string;
  kind: string;
  subject_id: number | null;
  actor_id: number | null;
  seq: number;
  act: string;
  body: string;
  sealed: boolean;
};

/** Entries of many matters within a time, newest first, a page at a time; each page costs the same. */
export async function entriesIn(
  source: Pick<pg.Pool, 'query'>,
  query: EntryQuery,
  after: EntryCursor | null,
  limit = 50,
): Promise<{ readonly entries: readonly LedgerEntry[]; readonly next: EntryCursor | null }> {
  const { rows } = await source.query<Row>({
    name: 'kernel-entries',
    text: `
      select e.id, e.at, e.matter_id, m.number, m.kind, m.subject_id, e.actor_id, e.seq, e.act, e.body,
             exists (select from kernel.payload p where p.matter_id = e.matter_id and p.seq = e.seq) as sealed
        from kernel.entry e join kernel.matter m on m.id = e.matter_id
       where e.at >= $1 and e.at < $2
         and ($3::text[] is null or e.act = any($3)) and ($4::text[] is null or m.kind = any($4))
         and ($5::bigint is null or e.actor_id = $5 or m.subject_id = $5)
         and ($6::timestamptz is null or (e.at, e.id) < ($6, $7::bigint))
       order by e.at desc, e.id desc limit $8`,
    values: [
      query.from,
      query.to,
      query.acts ?? null,
      query.kinds ?? null,
      query.personId ?? null,
      after?.at ?? null,
      after?.id ?? null,
      limit + 1,
    ],
  });
  const entries = rows.slice(0, limit).map(entryOf);
  const last = entries.at(-1);
  return { entries, next: rows.length > limit && last ? { at: last.at, id: last.id } : null };
}

function entryOf(row: Row): LedgerEntry {
  const { facts } = JSON.parse(row.body) as EntryFacts;
  return {
    id: row.id,
    at: row.at,
    matterId: row.matter_id,
    number: row.number,
    kind: row.kind,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    seq: row.seq,
    act: row.act,
    facts,
    isSealed: row.sealed,
  };
}
