import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import { Result, type ResultKind } from '../contract.ts';
import type { Standing } from '../wire.ts';

export type Source = Pick<Kernel['pool'], 'query'>;

export type ResultRow = {
  readonly id: number;
  readonly number: string;
  readonly agencyId: number;
  readonly kind: ResultKind;
  readonly documentNumber: string;
  readonly value: Result;
  /** Of the text that tells it. */
  readonly hash: Buffer;
  readonly state: string;
  readonly seq: number;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly metOn: Day | null;
  readonly index: string | null;
  readonly publishedOn: Day | null;
  readonly isShown: boolean;
  readonly shownUntil: Day | null;
  readonly displayLaw: string;
};

const SELECT = `select r.matter_id as id, m.number, r.agency_id as "agencyId", r.kind, r.document_number as "documentNumber", r.value,
  r.hash, m.state, m.seq, nullif(c.due_on, 'infinity') as "dueOn", nullif(c.warn_on, 'infinity') as "warnOn", c.met_on as "metOn",
  s.index_number as index, (s.published_at at time zone 'Asia/Shanghai')::date as "publishedOn",
  s.index_number is not null and not s.withdrawn as "isShown",
  greatest(((s.published_at at time zone 'Asia/Shanghai')::date + make_interval(months => r.display_months))::date,
    r.restricted_until) as "shownUntil",
  r.display_law as "displayLaw"
  from enforcement.result r join kernel.matter m on m.id = r.matter_id
  left join kernel.clock c on c.matter_id = r.matter_id and c.name = 'publish'
  left join enforcement.told s on s.matter_id = r.matter_id`;

type Stored = Omit<ResultRow, 'value'> & { readonly value: unknown };
const read = ({ value, ...row }: Stored): ResultRow => ({ ...row, value: Result.parse(value) });

export async function resultById(source: Source, id: number): Promise<ResultRow | null> {
  const { rows } = await source.query<Stored>(`${SELECT} where r.matter_id = $1`, [id]);
  return rows[0] ? read(rows[0]) : null;
}

/** What was entered under the number of a decision and has not been given up, the newest first. */
export async function resultsNumbered(
  source: Source,
  { agencyId, kind, documentNumber }: Pick<ResultRow, 'agencyId' | 'kind' | 'documentNumber'>,
): Promise<readonly ResultRow[]> {
  const { rows } = await source.query<Stored>(
    `${SELECT} where r.agency_id = $1 and r.kind = $2 and r.document_number = $3 and m.state not in ('stopped', 'withheld')
      order by r.matter_id desc`,
    [agencyId, kind, documentNumber],
  );
  return rows.map(read);
}

const STANDING: Readonly<Record<Standing, string>> = {
  all: 'true',
  drafting: `m.state = 'drafting'`,
  review: `m.state in ('department', 'office', 'secrecy', 'cleared', 'scheduled')`,
  overdue: `c.met_on is null and c.due_on < $2::date and m.closed_at is null and s.index_number is null`,
  shown: `s.index_number is not null and not s.withdrawn`,
  ended: `s.index_number is not null and s.withdrawn`,
};

export type ResultQuery = {
  readonly agencyIds: readonly number[];
  readonly today: Day;
  readonly q?: string | undefined;
  readonly kind?: ResultKind | undefined;
};

/** $1 agencies, $2 today, $3 words, $4 kind. */
const WHERE = `where r.agency_id = any($1) and $2::date is not null
  and ($3::text is null or r.document_number ilike '%' || $3 || '%' or r.party ilike '%' || $3 || '%'
    or r.subject ilike '%' || $3 || '%' or m.number = $3)
  and ($4::text is null or r.kind = $4)`;

const valuesOf = ({ agencyIds, today, q, kind }: ResultQuery): readonly unknown[] => [
  agencyIds,
  today,
  escaped(q),
  kind ?? null,
];

export const escaped = (q: string | undefined): string | null =>
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&');

/** Results, the newest first. */
export async function listedResults(
  { pool }: Pick<Kernel, 'pool'>,
  query: ResultQuery & { readonly standing: Standing; readonly before?: number | undefined; readonly limit: number },
): Promise<readonly ResultRow[]> {
  const { rows } = await pool.query<Stored>(
    `${SELECT} ${WHERE} and ${STANDING[query.standing]} and ($5::bigint is null or r.matter_id < $5)
      order by r.matter_id desc limit $6`,
    [...valuesOf(query), query.before ?? null, query.limit],
  );
  return rows.map(read);
}

export async function countedResults(
  { pool }: Pick<Kernel, 'pool'>,
  query: ResultQuery,
): Promise<Readonly<Record<Standing, number>>> {
  const counted = Object.entries(STANDING).map(([name, is]) => `count(*) filter (where ${is})::int as "${name}"`);
  const from = SELECT.slice(SELECT.indexOf('from enforcement.result'));
  const { rows } = await pool.query<Record<Standing, number>>(`select ${counted.join(', ')} ${from} ${WHERE}`, [
    ...valuesOf(query),
  ]);
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  return row;
}

export type NewResult = {
  readonly id: number;
  readonly agencyId: number;
  readonly value: Result;
  readonly hash: Buffer;
  readonly display: { readonly months: number | null; readonly law: string };
  readonly importId: number | null;
  readonly enteredBy: number | null;
};

/** Keeps a result, or what it says now. */
export async function storeResult(tx: Transaction, row: NewResult): Promise<void> {
  const { value, display } = row;
  await tx.client.query(
    `insert into enforcement.result (matter_id, agency_id, kind, document_number, subject, party_kind, party, party_code,
       decided_on, penalties, fine_fen, confiscated_fen, officers, display_months, display_law, restricted_until, value, hash,
       import_id, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     on conflict (matter_id) do update set kind = excluded.kind, document_number = excluded.document_number,
       subject = excluded.subject, party_kind = excluded.party_kind, party = excluded.party, party_code = excluded.party_code,
       decided_on = excluded.decided_on, penalties = excluded.penalties, fine_fen = excluded.fine_fen,
       confiscated_fen = excluded.confiscated_fen, officers = excluded.officers, display_months = excluded.display_months,
       display_law = excluded.display_law, restricted_until = excluded.restricted_until, value = excluded.value,
       hash = excluded.hash, import_id = coalesce(excluded.import_id, enforcement.result.import_id)`,
    [
      ...[row.id, row.agencyId, value.kind, value.documentNumber, value.subject, value.partyKind, value.party],
      ...[value.partyCode, value.decidedOn, value.penalties, value.fineFen, value.confiscatedFen, value.officers],
      ...[display.months, display.law, value.restrictedUntil, JSON.stringify(value), row.hash, row.importId],
      row.enteredBy,
    ],
  );
}

export type Ending = { readonly index: string; readonly agencyId: number };

/** What has been shown for as long as it may be, oldest first. */
export async function endingOn(source: Source, on: Day, limit: number): Promise<readonly Ending[]> {
  const { rows } = await source.query<Ending>(
    `select index_number as index, agency_id as "agencyId" from pub.pub_enforcement_result
      where shown_until < $1 order by shown_until, index_number limit $2`,
    [on, limit],
  );
  return rows;
}

/** How many decisions an organ came to in a year, kind by kind: one for each number, whatever became of its publication. */
export async function countedInYear(
  source: Source,
  agencyId: number,
  year: number,
): Promise<readonly { readonly kind: ResultKind; readonly count: number; readonly fen: number }[]> {
  const { rows } = await source.query<{ kind: ResultKind; count: number; fen: number }>(
    `select kind, count(*)::int as count, sum(fine_fen + confiscated_fen)::bigint as fen from (
       select distinct on (r.kind, r.document_number) r.* from enforcement.result r join kernel.matter m on m.id = r.matter_id
        where r.agency_id = $1 and r.decided_on between make_date($2, 1, 1) and make_date($2, 12, 31) and m.state <> 'stopped'
        order by r.kind, r.document_number, r.matter_id desc) x
      group by kind order by kind`,
    [agencyId, year],
  );
  return rows;
}

/** What somebody did himself on some matters: `matter act`. */
export async function actsOf(
  { pool }: Pick<Kernel, 'pool'>,
  matters: readonly number[],
  personId: number | null,
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ did: string }>(
    `select concat(matter_id, ' ', act) as did from kernel.entry where matter_id = any($1) and actor_id = $2`,
    [matters, personId],
  );
  return new Set(rows.map(({ did }) => did));
}
