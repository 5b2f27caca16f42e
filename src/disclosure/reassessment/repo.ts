import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { WithholdingReason } from '../contract.ts';
import type { Source } from '../repo/publications.ts';
import type { Standing } from './wire.ts';

export type Listed = {
  readonly id: number;
  readonly number: string;
  readonly publicationId: number;
  readonly title: string;
  readonly agencyId: number;
  readonly reason: WithholdingReason | null;
  readonly state: string;
  readonly cameUpOn: Day;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly closedOn: Day | null;
  readonly nextOn: Day | null;
  readonly words: string | null;
  readonly draftId: number | null;
  readonly index: string | null;
};

export type Query = {
  readonly agencyIds: readonly number[];
  readonly today: Day;
  readonly q?: string | undefined;
  readonly reason?: string | undefined;
};

const SELECT = `select m.id, m.number, a.publication_id as "publicationId", w.title, a.agency_id as "agencyId",
  t.content->>'reason' as reason, m.state, a.came_up_on as "cameUpOn", nullif(c.due_on, 'infinity') as "dueOn",
  nullif(c.warn_on, 'infinity') as "warnOn", (m.closed_at at time zone 'Asia/Shanghai')::date as "closedOn",
  a.next_on as "nextOn", a.words, a.draft_id as "draftId", d.index_number as index`;

const FROM = `from disclosure.reassessment a join kernel.matter m on m.id = a.matter_id
  join kernel.matter w on w.id = a.publication_id
  join lateral (select content from disclosure.draft t where t.matter_id = a.publication_id and not t.aside
    order by t.revision desc limit 1) t on true
  left join kernel.clock c on c.matter_id = a.matter_id and c.name = 'assess'
  left join disclosure.publication d on d.matter_id = a.draft_id`;

/** $1 agencies, $2 today, $3 words, $4 ground. */
const WHERE = `where a.agency_id = any($1) and $2::date is not null
  and ($3::text is null or w.title ilike '%' || $3 || '%' or m.number = $3 or w.number = $3)
  and ($4::text is null or t.content->>'reason' = $4)`;

/** A date that ran out counts as overdue only while it still runs. */
const STANDING: Readonly<Record<Standing, string>> = {
  open: `m.state in ('due', 'review')`,
  overdue: `m.state in ('due', 'review') and c.due_on < $2::date`,
  review: `m.state = 'review'`,
  opening: `m.state = 'opening'`,
  kept: `m.state = 'kept'`,
  public: `m.state = 'public'`,
  all: 'true',
};

const valuesOf = ({ agencyIds, today, q, reason }: Query): readonly unknown[] => [
  agencyIds,
  today,
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&'),
  reason ?? null,
];

/** The newest first. */
export async function listed(
  { pool }: Pick<Kernel, 'pool'>,
  query: Query & { readonly standing: Standing; readonly before?: number | undefined; readonly limit: number },
): Promise<readonly Listed[]> {
  const { rows } = await pool.query<Listed>(
    `${SELECT} ${FROM} ${WHERE} and ${STANDING[query.standing]} and ($5::bigint is null or a.matter_id < $5)
      order by a.matter_id desc limit $6`,
    [...valuesOf(query), query.before ?? null, query.limit],
  );
  return rows;
}

export async function counted(
  { pool }: Pick<Kernel, 'pool'>,
  query: Query,
): Promise<Readonly<Record<Standing, number>>> {
  const each = Object.entries(STANDING).map(([name, is]) => `count(*) filter (where ${is})::int as "${name}"`);
  const { rows } = await pool.query<Record<Standing, number>>(`select ${each.join(', ')} ${FROM} ${WHERE}`, [
    ...valuesOf(query),
  ]);
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  return row;
}

/** How much these agencies withhold, whose it is, and when the next of it comes up. */
export async function withheldBy(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
): Promise<{ readonly withheld: number; readonly nextOn: Day | null; readonly agencyIds: readonly number[] }> {
  const { rows } = await pool.query<{ withheld: number; nextOn: Day | null; agencyIds: number[] | null }>(
    `select count(*)::int as withheld, min(next_review_on) as "nextOn", array_agg(distinct agency_id) as "agencyIds"
       from disclosure.publication where next_review_on is not null and agency_id = any($1)`,
    [agencyIds],
  );
  const [row] = rows;
  return { withheld: row?.withheld ?? 0, nextOn: row?.nextOn ?? null, agencyIds: row?.agencyIds ?? [] };
}

export async function byId(source: Source, id: number): Promise<Listed | null> {
  const { rows } = await source.query<Listed>(`${SELECT} ${FROM} where a.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Every look at one thing, the newest first. */
export async function looksAt(source: Source, publicationId: number): Promise<readonly Listed[]> {
  const { rows } = await source.query<Listed>(
    `${SELECT} ${FROM} where a.publication_id = $1 order by a.matter_id desc limit 100`,
    [publicationId],
  );
  return rows;
}

export type ComingUp = {
  readonly publicationId: number;
  readonly agencyId: number;
  readonly region: string;
  readonly title: string;
  readonly on: Day;
};

/** What is withheld, has come up, and is not being looked at. */
export async function comingUp({ pool }: Pick<Kernel, 'pool'>, today: Day, most: number): Promise<readonly ComingUp[]> {
  const { rows } = await pool.query<ComingUp>(
    `select p.matter_id as "publicationId", p.agency_id as "agencyId", m.region, m.title, p.next_review_on as on
       from disclosure.publication p join kernel.matter m on m.id = p.matter_id
      where p.next_review_on <= $1::date and m.state in ('withheld', 'stopped')
        and not exists (select from disclosure.reassessment a join kernel.matter o on o.id = a.matter_id
          where a.publication_id = p.matter_id and (o.closed_at is null or a.came_up_on = p.next_review_on))
      order by p.next_review_on, p.matter_id limit $2`,
    [today, most],
  );
  return rows;
}

/** Enters that something is being looked at; false: another program has entered it already. */
export async function enter(tx: Transaction, id: number, { publicationId, agencyId, on }: ComingUp): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into disclosure.reassessment (matter_id, publication_id, agency_id, came_up_on) values ($1, $2, $3, $4)
     on conflict (publication_id, came_up_on) do nothing`,
    [id, publicationId, agencyId, on],
  );
  return rowCount === 1;
}

export async function note(
  tx: Transaction,
  id: number,
  {
    outcome = null,
    words,
    nextOn = null,
    draftId = null,
    assessedOn = null,
  }: {
    readonly outcome?: 'kept' | 'public' | null;
    readonly words: string | null;
    readonly nextOn?: Day | null;
    readonly draftId?: number | null;
    readonly assessedOn?: Day | null;
  },
): Promise<void> {
  await tx.client.query(
    `update disclosure.reassessment set outcome = $2, words = $3, next_on = $4, draft_id = $5, assessed_on = $6
      where matter_id = $1`,
    [id, outcome, words, nextOn, draftId, assessedOn],
  );
}

export async function noteOutcome(tx: Transaction, id: number, outcome: 'kept' | 'public'): Promise<void> {
  await tx.client.query('update disclosure.reassessment set outcome = $2 where matter_id = $1', [id, outcome]);
}

/** Drafts on their way that were drawn up from something withheld, and are out or given up now. */
export async function settledDrafts(
  source: Source,
): Promise<
  readonly { readonly id: number; readonly draftId: number; readonly out: boolean; readonly index: string | null }[]
> {
  const { rows } = await source.query<{ id: number; draftId: number; out: boolean; index: string | null }>(
    `select a.matter_id as id, a.draft_id as "draftId", d.published_at is not null as out, d.index_number as index
       from disclosure.reassessment a
       join kernel.matter m on m.id = a.matter_id and m.state = 'opening'
       join kernel.matter w on w.id = a.draft_id
       join disclosure.publication d on d.matter_id = a.draft_id
      where d.published_at is not null or w.state in ('stopped', 'withheld') order by a.matter_id limit 500`,
  );
  return rows;
}
