import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { Figure } from '../rules/figures.ts';
import type { DutyStanding } from '../wire-duties.ts';
import type { Source } from './publications.ts';

export type DutyRow = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly obligation: string;
  readonly agencyId: number;
  readonly period: string;
  readonly node: string;
  readonly titled: string;
  readonly state: string;
  readonly dueOn: Day | null;
  readonly warnOn: Day | null;
  readonly metOn: Day | null;
  readonly index: string | null;
  /** What was begun from its figures, and where that stands. */
  readonly publicationId: number | null;
  readonly publicationState: string | null;
  readonly hasFigures: boolean;
};

export type DutyQuery = {
  readonly agencyIds: readonly number[];
  readonly today: Day;
  readonly q?: string | undefined;
  readonly obligation?: string | undefined;
};

const SELECT = `select m.id, m.number, m.title, d.obligation, d.agency_id as "agencyId", d.period, d.node, d.titled, m.state,
  nullif(c.due_on, 'infinity') as "dueOn", nullif(c.warn_on, 'infinity') as "warnOn", c.met_on as "metOn",
  d.index_number as index, d.publication_id as "publicationId", p.state as "publicationState",
  exists (select from disclosure.duty_figures f
    where f.obligation = d.obligation and f.agency_id = d.agency_id and f.period = d.period) as "hasFigures"`;

const FROM = `from disclosure.duty d join kernel.matter m on m.id = d.matter_id
  left join kernel.clock c on c.matter_id = d.matter_id and c.name = 'duty'
  left join kernel.matter p on p.id = d.publication_id`;

/** $1 agencies, $2 today, $3 words, $4 obligation. */
const WHERE = `where d.agency_id = any($1) and $2::date is not null
  and ($3::text is null or m.title ilike '%' || $3 || '%' or m.number = $3 or d.index_number = $3)
  and ($4::text is null or d.obligation = $4)`;

const STANDING: Readonly<Record<DutyStanding, string>> = {
  all: 'true',
  open: `m.state = 'owed'`,
  overdue: `m.state = 'owed' and c.due_on < $2::date`,
  met: `m.state = 'met'`,
  excused: `m.state = 'excused'`,
};

const valuesOf = ({ agencyIds, today, q, obligation }: DutyQuery): readonly unknown[] => [
  agencyIds,
  today,
  q === undefined || q === '' ? null : q.replaceAll(/[\\%_]/gu, '\\$&'),
  obligation ?? null,
];

/** Periodic duties, the newest first. */
export async function listedDuties(
  { pool }: Pick<Kernel, 'pool'>,
  query: DutyQuery & { readonly standing: DutyStanding; readonly before?: number | undefined; readonly limit: number },
): Promise<readonly DutyRow[]> {
  const { rows } = await pool.query<DutyRow>(
    `${SELECT} ${FROM} ${WHERE} and ${STANDING[query.standing]} and ($5::bigint is null or d.matter_id < $5)
      order by d.matter_id desc limit $6`,
    [...valuesOf(query), query.before ?? null, query.limit],
  );
  return rows;
}

export async function countedDuties(
  { pool }: Pick<Kernel, 'pool'>,
  query: DutyQuery,
): Promise<Readonly<Record<DutyStanding, number>>> {
  const counted = Object.entries(STANDING).map(([name, is]) => `count(*) filter (where ${is})::int as "${name}"`);
  const { rows } = await pool.query<Record<DutyStanding, number>>(`select ${counted.join(', ')} ${FROM} ${WHERE}`, [
    ...valuesOf(query),
  ]);
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  return row;
}

export async function dutyRow(source: Source, id: number): Promise<DutyRow | null> {
  const { rows } = await source.query<DutyRow>(`${SELECT} ${FROM} where d.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Whose duties there are among agencies, and of which kind: what a list can be narrowed to. */
export async function dutyOwners(
  { pool }: Pick<Kernel, 'pool'>,
  agencyIds: readonly number[],
): Promise<readonly { readonly agencyId: number; readonly obligation: string }[]> {
  const { rows } = await pool.query<{ agencyId: number; obligation: string }>(
    `select distinct agency_id as "agencyId", obligation from disclosure.duty where agency_id = any($1)`,
    [agencyIds],
  );
  return rows;
}

/** Of which duty something is told: whose, and of which period. */
export type FiguresOf = { readonly obligation: string; readonly agencyId: number; readonly period: string };

export type FiguresRow = {
  readonly period: string;
  readonly version: number;
  readonly figures: readonly Figure[];
  readonly note: string;
  readonly savedBy: number;
  readonly savedAt: Date;
};

const FIGURES = `period, version, figures, note, saved_by as "savedBy", saved_at as "savedAt"`;

/** The newest figures of a period and of those before it, the newest period first. */
export async function figuresUpTo(
  source: Source,
  { obligation, agencyId, period }: FiguresOf,
  limit: number,
): Promise<readonly FiguresRow[]> {
  const { rows } = await source.query<FiguresRow>(
    `select distinct on (period) ${FIGURES} from disclosure.duty_figures
      where obligation = $1 and agency_id = $2 and period <= $3
      order by period desc, version desc limit $4`,
    [obligation, agencyId, period, limit],
  );
  return rows;
}

/** Every version of one period's figures, the newest first. */
export async function figureVersions(
  source: Source,
  { obligation, agencyId, period }: FiguresOf,
): Promise<readonly FiguresRow[]> {
  const { rows } = await source.query<FiguresRow>(
    `select ${FIGURES} from disclosure.duty_figures where obligation = $1 and agency_id = $2 and period = $3
      order by version desc limit 200`,
    [obligation, agencyId, period],
  );
  return rows;
}

/** Whoever saves figures of an agency's duty waits for whoever else does. */
export async function lockFigures(tx: Transaction, { obligation, agencyId }: FiguresOf): Promise<void> {
  await tx.client.query(
    'select 1 from disclosure.duty where obligation = $1 and agency_id = $2 order by matter_id for update',
    [obligation, agencyId],
  );
}

/** Whether a period was closed: told already, or passed over. */
export async function isPeriodClosed(source: Source, { obligation, agencyId, period }: FiguresOf): Promise<boolean> {
  const { rowCount } = await source.query(
    `select 1 from disclosure.duty d join kernel.matter m on m.id = d.matter_id
      where d.obligation = $1 and d.agency_id = $2 and d.period = $3 and m.closed_at is not null`,
    [obligation, agencyId, period],
  );
  return rowCount !== 0;
}

export async function insertFigures(tx: Transaction, of: FiguresOf, row: Omit<FiguresRow, 'period'>): Promise<void> {
  await tx.client.query(
    `insert into disclosure.duty_figures (obligation, agency_id, period, version, figures, note, saved_by, saved_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      of.obligation,
      of.agencyId,
      of.period,
      row.version,
      JSON.stringify(row.figures),
      row.note,
      row.savedBy,
      row.savedAt,
    ],
  );
}

/** Notes what was begun from a duty's figures, unless something that was not given up was begun already. */
export async function noteBegun(tx: Transaction, id: number, publicationId: number): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update disclosure.duty d set publication_id = $2
      where d.matter_id = $1 and (d.publication_id is null
        or exists (select from kernel.matter m where m.id = d.publication_id and m.state in ('stopped', 'withheld')))`,
    [id, publicationId],
  );
  return rowCount === 1;
}

/** The period whose figures a publication was begun from, itself or what it corrects; null: from none. */
export async function dutyPeriodOf(source: Source, publicationId: number, index: string): Promise<string | null> {
  const { rows } = await source.query<{ period: string }>(
    `select d.period from disclosure.duty d
      where d.publication_id = $1
         or d.publication_id in (select p.matter_id from disclosure.publication p where p.index_number = $2)
      limit 1`,
    [publicationId, index],
  );
  return rows[0]?.period ?? null;
}
