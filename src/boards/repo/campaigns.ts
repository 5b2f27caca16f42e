import type { Day, Kernel } from '../../kernel/index.ts';
import type { Form, SourceRef } from '../contract.ts';
import { escaped } from './postings.ts';

type Source = Pick<Kernel['pool'], 'query'>;

export type CampaignRow = {
  readonly audience: string;
  readonly plan: string;
  readonly sources: readonly SourceRef[];
  readonly until: Day;
  readonly feedback: string | null;
};

export async function campaignRow(source: Source, id: number): Promise<CampaignRow | null> {
  const { rows } = await source.query<CampaignRow>(
    'select audience, plan, sources, planned_until as until, feedback from boards.campaign where matter_id = $1',
    [id],
  );
  return rows[0] ?? null;
}

export type PrintedRow = {
  readonly id: number;
  readonly form: Form;
  readonly copies: number;
  readonly on: Day;
  readonly note: string;
};

export async function printedOf(source: Source, id: number): Promise<readonly PrintedRow[]> {
  const { rows } = await source.query<PrintedRow>(
    'select id, form, copies, printed_on as on, note from boards.print_run where matter_id = $1 order by id',
    [id],
  );
  return rows;
}

export type GivenRow = Omit<PrintedRow, 'note'> & { readonly place: string; readonly receiver: string };

export async function givenOf(source: Source, id: number): Promise<readonly GivenRow[]> {
  const { rows } = await source.query<GivenRow>(
    'select id, form, place, on_day as on, copies, receiver from boards.distribution where matter_id = $1 order by id',
    [id],
  );
  return rows;
}

type Listed = {
  readonly id: number;
  readonly number: string;
  readonly title: string;
  readonly agencyId: number;
  readonly state: string;
  readonly until: Day;
  readonly printed: number;
  readonly given: number;
  readonly places: number;
};

/** Campaigns with what was printed and given, newest first. */
export async function listedCampaigns(
  source: Source,
  query: {
    readonly agencyIds: readonly number[];
    readonly q?: string | undefined;
    readonly open: boolean;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<readonly Listed[]> {
  const { rows } = await source.query<Listed>(
    `select m.id, m.number, m.title, c.agency_id as "agencyId", m.state, c.planned_until as until,
            (select coalesce(sum(copies), 0)::int from boards.print_run r where r.matter_id = m.id) as printed,
            (select coalesce(sum(copies), 0)::int from boards.distribution d where d.matter_id = m.id) as given,
            (select count(distinct place)::int from boards.distribution d where d.matter_id = m.id) as places
       from boards.campaign c join kernel.matter m on m.id = c.matter_id
      where c.agency_id = any($1) and ($2::text is null or m.title ilike '%' || $2 || '%' or m.number = $2)
        and (not $3 or m.closed_at is null) and ($4::bigint is null or m.id < $4)
      order by m.id desc limit $5`,
    [query.agencyIds, escaped(query.q), query.open, query.before ?? null, query.limit],
  );
  return rows;
}
