import type { Kernel, Transaction } from '../../kernel/index.ts';
import type { Shown, SourceRef } from '../contract.ts';

type Source = Pick<Kernel['pool'], 'query'>;

/** Keeps what a print run says, as it is published now. */
export async function insertRunItems(
  tx: Transaction,
  runId: number,
  items: readonly (Pick<Shown, 'ref' | 'version' | 'title'> & {
    readonly kind: string;
    readonly lines: readonly string[];
  })[],
): Promise<void> {
  for (const { kind, ref, version, title, lines } of items)
    await tx.client.query(
      `insert into boards.print_run_item (run_id, kind, ref, version, title, lines) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [runId, kind, ref, version, title, lines],
    );
}

/** What was printed of something in one campaign, in its latest version on paper. */
export type Printed = {
  readonly campaignId: number;
  readonly agencyId: number;
  readonly campaign: string;
  readonly kind: SourceRef['kind'];
  readonly ref: string;
  readonly versions: readonly number[];
  readonly version: number;
  readonly title: string;
  readonly lines: readonly string[];
};

/** All that is on paper, or what is on paper of some references. */
export async function printedItems(source: Source, refs: readonly string[] | null): Promise<readonly Printed[]> {
  const { rows } = await source.query<Printed>(
    `select c.matter_id as "campaignId", c.agency_id as "agencyId", m.title as campaign, i.kind, i.ref,
            array_agg(distinct i.version) as versions, max(i.version) as version,
            (array_agg(i.title order by i.version desc))[1] as title,
            (select l.lines from boards.print_run_item l join boards.print_run lr on lr.id = l.run_id
              where lr.matter_id = c.matter_id and l.kind = i.kind and l.ref = i.ref
              order by l.version, l.run_id limit 1) as lines
       from boards.print_run_item i join boards.print_run r on r.id = i.run_id
       join boards.campaign c on c.matter_id = r.matter_id join kernel.matter m on m.id = c.matter_id
      where $1::text[] is null or i.ref = any($1)
      group by c.matter_id, c.agency_id, m.title, i.kind, i.ref order by 1, 5`,
    [refs],
  );
  return rows;
}

/** Copies that were printed of other versions than one. */
export async function copiesOfOthers(
  source: Source,
  { campaignId, kind, ref }: Pick<Printed, 'campaignId' | 'kind' | 'ref'>,
  version: number,
): Promise<number> {
  const { rows } = await source.query<{ n: number }>(
    `select coalesce(sum(r.copies), 0)::int as n from boards.print_run r join boards.print_run_item i on i.run_id = r.id
      where r.matter_id = $1 and i.kind = $2 and i.ref = $3 and i.version <> $4`,
    [campaignId, kind, ref, version],
  );
  return rows[0]?.n ?? 0;
}

export async function isRecalled(
  source: Source,
  { campaignId, kind, ref }: Pick<Printed, 'campaignId' | 'kind' | 'ref'>,
  version: number,
): Promise<boolean> {
  const { rowCount } = await source.query(
    'select 1 from boards.print_recall where campaign_id = $1 and kind = $2 and ref = $3 and current_version = $4',
    [campaignId, kind, ref, version],
  );
  return rowCount !== 0;
}

export type RecallRow = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly state: string;
  readonly dueOn: string | null;
  readonly agencyId: number;
  readonly campaignId: number;
  readonly campaign: string;
  readonly ref: string;
  readonly title: string;
  readonly change: string;
  readonly removed: string[];
  readonly added: string[];
  readonly copies: number;
  readonly places: { place: string; copies: number }[];
  readonly replacedCopies: number | null;
  readonly how: string | null;
};

const SELECT = `select r.matter_id as id, m.number, m.seq, m.state, nullif(m.due_on, 'infinity')::text as "dueOn",
    r.agency_id as "agencyId", r.campaign_id as "campaignId", c.title as campaign, r.ref, r.title, r.change, r.removed,
    r.added, r.copies, r.replaced_copies as "replacedCopies", r.how,
    coalesce((select jsonb_agg(jsonb_build_object('place', place, 'copies', n) order by place)
       from (select place, sum(copies)::int as n from boards.distribution d where d.matter_id = r.campaign_id
              group by place) p), '[]') as places
  from boards.print_recall r join kernel.matter m on m.id = r.matter_id join kernel.matter c on c.id = r.campaign_id`;

export async function recalls(
  source: Source,
  asked: Readonly<{ agencyIds: readonly number[]; onlyOpen: boolean; before: number | null; limit: number }>,
): Promise<readonly RecallRow[]> {
  const { rows } = await source.query<RecallRow>(
    `${SELECT} where r.agency_id = any($1) and (not $2 or r.ended_at is null) and ($3::bigint is null or r.matter_id < $3)
      order by r.matter_id desc limit $4`,
    [asked.agencyIds, asked.onlyOpen, asked.before, asked.limit],
  );
  return rows;
}

export async function recallById(source: Source, id: number): Promise<RecallRow | null> {
  const { rows } = await source.query<RecallRow>(`${SELECT} where r.matter_id = $1`, [id]);
  return rows[0] ?? null;
}
