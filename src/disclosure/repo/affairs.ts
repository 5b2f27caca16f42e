import type { Content, Stage } from '../contract.ts';
import type { Source } from './publications.ts';

export const AFFAIR_KINDS = ['ordinary', 'superior-decision'] as const;
export type AffairKind = (typeof AFFAIR_KINDS)[number];

/** A matter of which basis, procedure, process and result are told, with how often each stage was. */
export type AffairRow = {
  readonly id: number;
  readonly agencyId: number;
  readonly title: string;
  readonly kind: AffairKind;
  readonly basis: string;
  readonly openedAt: Date;
  /** How many publications tell of each stage. */
  readonly told: Readonly<Record<Stage, number>>;
};

/** Whether what an article says it belongs to is a matter of its own agency. */
export async function affairStands(
  source: Source,
  { affair }: Pick<Content, 'affair'>,
  agencyId: number,
): Promise<'none' | 'own' | 'unknown'> {
  if (!affair) return 'none';
  const { rowCount } = await source.query('select from disclosure.affair where id = $1 and agency_id = $2', [
    affair.id,
    agencyId,
  ]);
  return rowCount === 1 ? 'own' : 'unknown';
}

/** @returns null when the agency has one of that name */
export async function insertAffair(
  source: Source,
  row: Pick<AffairRow, 'agencyId' | 'title' | 'kind' | 'basis' | 'openedAt'> & { readonly openedBy: number | null },
): Promise<number | null> {
  const { rows } = await source.query<{ id: number }>(
    `insert into disclosure.affair (agency_id, title, kind, basis, opened_by, opened_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (agency_id, title) do nothing returning id`,
    [row.agencyId, row.title, row.kind, row.basis, row.openedBy, row.openedAt],
  );
  return rows[0]?.id ?? null;
}

/** Matters of agencies, newest first, before an id; all, or those with a stage that nobody told of. */
export async function affairRows(
  source: Source,
  query: {
    readonly agencyIds: readonly number[];
    readonly kind: AffairKind | null;
    readonly wanting: boolean;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<readonly AffairRow[]> {
  const { rows } = await source.query<AffairRow>(
    `select id, "agencyId", title, kind, basis, "openedAt", told from (
       select a.id, a.agency_id as "agencyId", a.title, a.kind, a.basis, a.opened_at as "openedAt",
              jsonb_build_object('basis', count(*) filter (where p.stage = 'basis'),
                'procedure', count(*) filter (where p.stage = 'procedure'),
                'process', count(*) filter (where p.stage = 'process'),
                'result', count(*) filter (where p.stage = 'result')) as told,
              count(distinct p.stage) < 4 as wanting
         from disclosure.affair a left join disclosure.published p on p.affair_id = a.id and not p.withdrawn
        where a.agency_id = any($1) and ($2::text is null or a.kind = $2) and ($3::bigint is null or a.id < $3)
        group by a.id) x
      where wanting or not $4 order by id desc limit $5`,
    [query.agencyIds, query.kind, query.before, query.wanting, query.limit],
  );
  return rows;
}

/** What stands in public of some matters: each shows the others. */
export async function toldOfAffairs(source: Source, affairs: readonly number[]): Promise<readonly string[]> {
  if (affairs.length === 0) return [];
  const { rows } = await source.query<{ index: string }>(
    'select index_number as index from disclosure.published where affair_id = any($1) and not withdrawn order by 1',
    [affairs],
  );
  return rows.map(({ index }) => index);
}

/** What else stands of the same matter. */
export async function sameAffair(source: Source, index: string): Promise<readonly string[]> {
  const { rows } = await source.query<{ index: string }>(
    `select o.index_number as index from disclosure.published p join disclosure.published o on o.affair_id = p.affair_id
      where p.index_number = $1 and o.index_number <> $1 and not o.withdrawn order by 1`,
    [index],
  );
  return rows.map((row) => row.index);
}
