import { dayOf, inTransaction, type Kernel, type Transaction } from '../../kernel/index.ts';
import type { ScreenedDocument } from './documents.ts';

/** Who has come upon it: the program in a pass; offices that screen together; the province; another superior. */
export type Finder = 'scan' | 'joint' | 'province' | 'superior';

/** What has become of it. `open` and `to-mask` stand in public as they were. */
export type HitState = 'open' | 'to-mask' | 'kept' | 'none' | 'masked' | 'withdrawn';

/** What is published now: each text or file of it as it was looked through. */
export type ScreenedContents = readonly (Pick<ScreenedDocument, 'id'> & { readonly name: string })[];

/**
 * Lines and finds side by side. A find is the line that stood at its place, else one that shows the same in the same part,
 * in their order: so a line keeps its number while its text is put right around it. What is decided to stay is matched with
 * what is decided to stay only, or one decision would let another person's number pass.
 *
 * $1 ticket, $2 documents, $3 their names.
 */
const SIDE_BY_SIDE = `
  now as materialized (
    select f.id as finding, f.document_id, d.name as content, f.part, f.kind, f.starts_at, f.ends_at, f.masked, f.value_no,
           f.reason, f.decided_by, f.decided_at,
           case f.decision when 'mask' then 'to-mask' when 'keep' then 'kept' when 'false-positive' then 'none' else 'open' end as state
      from unnest($2::bigint[], $3::text[]) as d(id, name) join screening.finding f on f.document_id = d.id
  ), line as materialized (
    select * from screening.hit where ticket_id = $1 and part is not null and state not in ('masked', 'withdrawn')
  ), same_place as materialized (
    select l.id, n.finding, n.content from line l join now n
        on (n.document_id, n.part, n.kind, n.starts_at, n.ends_at) = (l.document_id, l.part, l.kind, l.starts_at, l.ends_at)
       and n.content = coalesce(l.content, n.content)
  ), moved as materialized (
    select l.id, n.finding, n.content
      from (select id, coalesce(content, '') as content, part, kind, masked, state in ('open', 'to-mask') as stands,
                   row_number() over (partition by content, part, kind, masked, state in ('open', 'to-mask') order by starts_at, line) as n
              from line where id not in (select id from same_place)) l
      join (select finding, content, part, kind, masked, state in ('open', 'to-mask') as stands,
                   row_number() over (partition by content, part, kind, masked, state in ('open', 'to-mask') order by starts_at) as n
              from now where (finding, content) not in (select finding, content from same_place)) n
        on (n.content, n.part, n.kind, n.masked, n.stands, n.n) = (l.content, l.part, l.kind, l.masked, l.stands, l.n)
  ), matched as materialized (select * from same_place union all select * from moved)`;

/**
 * The lines of a ticket follow what is published now: what still stands there keeps its number wherever it has moved to,
 * what is gone is masked or, with the file that held it, withdrawn, and what is new becomes a line of its own.
 */
export async function followContents(
  kernel: Pick<Kernel, 'pool'>,
  ticket: number,
  documents: ScreenedContents,
  at: Date,
  tx?: Transaction,
): Promise<void> {
  const values = [ticket, documents.map(({ id }) => id), documents.map(({ name }) => name)];
  const follow = async ({ client }: Transaction): Promise<void> => {
    // Two who follow at once would give the same number twice.
    await client.query('select from screening.ticket where matter_id = $1 for update', [ticket]);
    await client.query(
      `with ${SIDE_BY_SIDE}, gone as (
         update screening.hit h
            set state = case when l.content is null or l.content = any($3) then 'masked' else 'withdrawn' end,
                decided_at = coalesce(h.decided_at, $4)
           from line l
          where h.id = l.id and l.state in ('open', 'to-mask') and l.id not in (select id from matched)
       ), stays as (
         update screening.hit h
            set document_id = n.document_id, content = n.content, part = n.part, starts_at = n.starts_at, ends_at = n.ends_at,
                masked = n.masked, value_no = n.value_no, state = n.state, reason = nullif(n.reason, ''),
                decided_by = n.decided_by, decided_at = n.decided_at
           from matched m join now n on (n.finding, n.content) = (m.finding, m.content)
          where h.id = m.id
            and (h.document_id, h.content, h.part, h.starts_at, h.ends_at, h.masked, h.value_no, h.state)
                is distinct from (n.document_id, n.content, n.part, n.starts_at, n.ends_at, n.masked, n.value_no, n.state)
       )
       insert into screening.hit (ticket_id, line, finder, document_id, content, part, kind, starts_at, ends_at, masked, value_no,
                                  state, decided_by, decided_at, found_on)
       select $1, coalesce((select max(line) from screening.hit where ticket_id = $1), 0)
                  + row_number() over (order by array_position($2, n.document_id), n.finding),
              'scan', n.document_id, n.content, n.part, n.kind, n.starts_at, n.ends_at, n.masked, n.value_no,
              n.state, n.decided_by, n.decided_at, $5
         from now n
        where n.state in ('open', 'to-mask') and (n.finding, n.content) not in (select finding, content from matched)`,
      [...values, at, dayOf(at)],
    );
  };
  await (tx ? follow(tx) : inTransaction(kernel.pool, follow));
}

export type PointedOut = {
  readonly finder: Exclude<Finder, 'scan'>;
  readonly officeId: number | null;
  readonly count: number;
  /** Where each of them is, in the words of whoever has found it, as far as he says so. */
  readonly places: readonly string[];
};

/**
 * Lines for what somebody has pointed out. Where he says only how many there are, the first of them are those that the
 * program has found in the same thing for the first time now: nothing is counted twice.
 */
export async function pointOut(
  { client }: Transaction,
  ticket: number,
  { finder, officeId, count, places }: PointedOut,
  at: Date,
  isNew: boolean,
): Promise<void> {
  let left = count;
  if (isNew && places.length === 0) {
    const { rowCount } = await client.query(
      'update screening.hit set finder = $2, office_id = $3 where ticket_id = $1 and line <= $4',
      [ticket, finder, officeId, count],
    );
    left -= rowCount ?? 0;
  }
  await client.query(
    `insert into screening.hit (ticket_id, line, finder, office_id, note, found_on)
     select $1, coalesce((select max(line) from screening.hit where ticket_id = $1), 0) + n, $2, $3, ($4::text[])[n], $5
       from generate_series(1, $6::int) n`,
    [ticket, finder, officeId, places, dayOf(at), left],
  );
}

/** How many lines of a ticket only people can see, and nobody has decided about. */
export async function undecidedByHand({ pool }: Pick<Kernel, 'pool'>, ticket: number): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from screening.hit where ticket_id = $1 and part is null and state = 'open'`,
    [ticket],
  );
  return rows[0]?.n ?? 0;
}

/** What still was to be masked when the thing was put right is masked, or gone with the thing. */
export const putRight = (
  { client }: Transaction,
  ticket: number,
  { isGone, by, at }: { readonly isGone: boolean; readonly by: number | null; readonly at: Date },
): Promise<unknown> =>
  client.query(
    `update screening.hit
        set state = case when state in ('open', 'to-mask') then $2 else state end,
            decided_by = coalesce(decided_by, $3), decided_at = coalesce(decided_at, $4)
      where ticket_id = $1 and state in ('open', 'to-mask', 'masked', 'withdrawn')`,
    [ticket, isGone ? 'withdrawn' : 'masked', by, at],
  );

/** What no program has seen masked is to be masked again. */
export const takeBack = ({ client }: Transaction, ticket: number): Promise<unknown> =>
  client.query(
    `update screening.hit set state = 'to-mask' where ticket_id = $1 and part is null and state in ('masked', 'withdrawn')`,
    [ticket],
  );

/** The lines end with their ticket. */
export const settleLines = ({ client }: Transaction, ticket: number, at: Date): Promise<unknown> =>
  client.query('update screening.hit set settled_on = $2 where ticket_id = $1', [ticket, dayOf(at)]);
