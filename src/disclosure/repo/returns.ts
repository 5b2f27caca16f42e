import type { Lacking } from '../contract.ts';
import type { Gate } from '../process.ts';
import type { Source } from './publications.ts';

/** Something that a gate gave back, and what it lacked of its plan and explanation. */
export type ReturnRow = {
  readonly id: number;
  readonly matterId: number;
  readonly number: string;
  readonly title: string;
  readonly agencyId: number;
  readonly isDocument: boolean;
  readonly gate: Gate;
  readonly by: string | null;
  readonly words: string | null;
  readonly lacking: readonly Lacking[];
  readonly at: Date;
};

export type ReturnQuery = {
  readonly agencyIds: readonly number[];
  /** Only what came without its plan or what explains it. */
  readonly incomplete: boolean;
  readonly q?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

const SELECT = `select g.id, g.matter_id as "matterId", m.number, m.title, p.agency_id as "agencyId",
    p.genre = 'policy-document' as "isDocument", g.gate, n.name as by,
    case when m.state = 'stopped' then null else g.words end as words, g.lacking, g.at
  from disclosure.gate g join disclosure.publication p on p.matter_id = g.matter_id
  join kernel.matter m on m.id = g.matter_id left join identity.person n on n.id = g.person_id
  where not g.passed`;

/**
 * What was given back, the newest first. Why something was stopped as a secret stands nowhere outside its own page.
 */
export async function returnRows(source: Source, query: ReturnQuery): Promise<readonly ReturnRow[]> {
  const { rows } = await source.query<ReturnRow>(
    `${SELECT} and p.agency_id = any($1) and (not $2 or cardinality(g.lacking) > 0)
       and ($3::text is null or m.title ilike '%' || $3 || '%' or m.number = $3)
       and ($4::date is null or (g.at at time zone 'Asia/Shanghai')::date >= $4)
       and ($5::date is null or (g.at at time zone 'Asia/Shanghai')::date <= $5)
       and ($6::bigint is null or g.id < $6) order by g.id desc limit $7`,
    [
      ...[query.agencyIds, query.incomplete, query.q ?? null, query.from ?? null, query.to ?? null],
      ...[query.before ?? null, query.limit],
    ],
  );
  return rows;
}

/** Every return of a document and of what explains it, the oldest first. */
export async function returnsOfDossier(source: Source, documentId: number): Promise<readonly ReturnRow[]> {
  const { rows } = await source.query<ReturnRow>(
    `${SELECT} and (g.matter_id = $1 or p.interprets = $1) order by g.id limit 500`,
    [documentId],
  );
  return rows;
}

/** The publication that first brought a document into public; null for what came from elsewhere. */
export async function documentMatter(source: Source, index: string): Promise<number | null> {
  const { rows } = await source.query<{ id: number }>(
    `select matter_id as id from disclosure.publication where index_number = $1 and corrects is null order by matter_id limit 1`,
    [index],
  );
  return rows[0]?.id ?? null;
}
