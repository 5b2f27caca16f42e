import type { Day, Kernel } from '../../kernel/index.ts';
import type { Queue } from '../wire.ts';

export type ListedRow = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly agencyId: number;
  readonly state: string;
  readonly stateTitle: string;
  readonly genre: string;
  readonly attribute: string;
  readonly node: string;
  readonly formedOn: Day | null;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly index: string | null;
  readonly publishedOn: Day | null;
};

export type ListQuery = {
  readonly queue: Queue;
  readonly agencyIds: readonly number[];
  readonly personId: number | null;
  readonly today: Day;
  readonly q?: string | undefined;
  readonly genre?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

/** $1 agencies, $2 today, $3 person. */
const QUEUE: Readonly<Record<Queue, string>> = {
  all: 'true',
  mine: `p.opened_by = $3 and m.closed_at is null`,
  drafting: `m.state = 'drafting'`,
  department: `m.state = 'department'`,
  office: `m.state = 'office'`,
  secrecy: `m.state = 'secrecy'`,
  cleared: `m.state in ('cleared', 'scheduled')`,
  late: `m.closed_at is null and p.published_at is null and m.due_on < $2::date`,
  review: `m.state = 'withheld' and p.next_review_on <= $2::date`,
};

const FROM = `from disclosure.publication p join kernel.matter m on m.id = p.matter_id
  where p.agency_id = any($1) and $2::date is not null and ($3::bigint is null or true)`;

const SELECT = `select m.id, m.number, m.title, m.agency_id as "agencyId", m.state, m.state as "stateTitle", p.genre,
  p.attribute, p.node, p.formed_on as "formedOn", nullif(m.due_on, 'infinity') as "dueOn",
  nullif(m.warn_on, 'infinity') as "warnOn", p.index_number as index,
  (p.published_at at time zone 'Asia/Shanghai')::date as "publishedOn"`;

/** Publications on their way or done, newest first. */
export async function listedPublications(
  { pool }: Pick<Kernel, 'pool'>,
  { queue, agencyIds, personId, today, q, genre, before, limit }: ListQuery,
): Promise<readonly ListedRow[]> {
  const { rows } = await pool.query<ListedRow>(
    `${SELECT} ${FROM} and ${QUEUE[queue]}
        and ($4::text is null or m.title ilike '%' || $4 || '%' or m.number = $4 or p.index_number = $4)
        and ($5::text is null or p.genre = $5) and ($6::bigint is null or m.id < $6)
      order by m.id desc limit $7`,
    [agencyIds, today, personId, escaped(q), genre ?? null, before ?? null, limit],
  );
  return rows;
}

const escaped = (q: string | undefined): string | null =>
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&');

/** How many stand in each queue; a thousand is many, whatever comes after. */
export async function queueCounts(
  { pool }: Pick<Kernel, 'pool'>,
  { agencyIds, personId, today }: Pick<ListQuery, 'agencyIds' | 'personId' | 'today'>,
): Promise<Readonly<Record<Queue, number>>> {
  const names = Object.keys(QUEUE) as Queue[];
  const counted = names.map(
    (name) => `(select count(*)::int from (select 1 ${FROM} and ${QUEUE[name]} limit 1000) x) as "${name}"`,
  );
  const { rows } = await pool.query<Record<Queue, number>>(`select ${counted.join(', ')}`, [
    agencyIds,
    today,
    personId,
  ]);
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  return row;
}

export type PublishedListed = {
  readonly index: string;
  readonly title: string;
  readonly agencyId: number;
  readonly node: string;
  readonly genre: string;
  readonly documentNumber: string | null;
  readonly publishedOn: Day;
  readonly validity: 'in-force' | 'abolished' | 'lapsed';
  readonly withdrawn: boolean;
  readonly note: string | null;
  readonly version: number;
  readonly inTime: boolean | null;
  readonly publishedAt: Date;
};

/** What stands in public, newest first. */
export async function listedPublished(
  { pool }: Pick<Kernel, 'pool'>,
  query: {
    readonly agencyIds: readonly number[];
    readonly q?: string | undefined;
    readonly node?: string | undefined;
    readonly genre?: string | undefined;
    readonly validity?: string | undefined;
    readonly before?: { readonly at: Date; readonly index: string } | undefined;
    readonly limit: number;
  },
): Promise<readonly PublishedListed[]> {
  const { rows } = await pool.query<PublishedListed>(
    `select index_number as index, title, agency_id as "agencyId", node, genre, document_number as "documentNumber",
            (published_at at time zone 'Asia/Shanghai')::date as "publishedOn", validity, withdrawn, note, version,
            (published_at at time zone 'Asia/Shanghai')::date <= due_on as "inTime", published_at as "publishedAt"
       from disclosure.published
      where agency_id = any($1)
        and ($2::text is null or title ilike '%' || $2 || '%' or document_number = $2 or index_number = $2)
        and ($3::text is null or node = $3 or node like $3 || '.%') and ($4::text is null or genre = $4)
        and ($5::text is null or (case when withdrawn then 'withdrawn' else validity end) = $5)
        and ($6::timestamptz is null or (published_at, index_number) < ($6, $7))
      order by published_at desc, index_number desc limit $8`,
    [
      query.agencyIds,
      escaped(query.q),
      query.node ?? null,
      query.genre ?? null,
      query.validity ?? null,
      query.before?.at ?? null,
      query.before?.index ?? null,
      query.limit,
    ],
  );
  return rows;
}

/** How many stand under each entry. */
export async function countsByNode({ pool }: Pick<Kernel, 'pool'>): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ node: string; count: number }>(
    'select node, count(*)::int as count from disclosure.published where not withdrawn group by node',
  );
  return new Map(rows.map(({ node, count }) => [node, count]));
}
