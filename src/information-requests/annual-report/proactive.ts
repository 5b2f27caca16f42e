import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { type Day, pageOf, type Transaction } from '../../kernel/index.ts';
import { ENTERED_KEYS, type EnteredKey } from './contract.ts';
import type { ReportScope } from './counts.ts';

/**
 * What the other modules count for section two, by figure: rows of `ref, title, agency_id, day, url`. A figure without a
 * source is one that this program cannot know; it is entered by hand.
 */
export type ProactiveSources = Readonly<Partial<Record<EnteredKey, (scope: ReportScope) => RawBuilder<unknown>>>>;
export type ProactiveFigures = Readonly<Partial<Record<EnteredKey, number>>>;

/** Figures of section two, counted from their rows. @law 政府信息公开条例 第五十条第一款第一项 */
export async function proactiveFigures(
  db: QueryExecutorProvider,
  sources: ProactiveSources,
  scope: ReportScope,
): Promise<ProactiveFigures> {
  const counted = await Promise.all(
    ENTERED_KEYS.map(async (key) => {
      const rows = sources[key];
      if (!rows) return [];
      const found = await sql<{ n: number }>`select count(*)::int as n from (${rows(scope)}) r`.execute(db);
      return [[key, found.rows[0]?.n ?? 0] as const];
    }),
  );
  return Object.fromEntries(counted.flat());
}

export type CountedItem = {
  readonly ref: string;
  readonly title: string;
  readonly agencyId: number;
  readonly day: Day;
  readonly url: string | null;
};
type Paged = { readonly after: string | null; readonly limit?: number };
type Page = { readonly rows: readonly CountedItem[]; readonly next: string | null };

const COLUMNS = sql`ref, title, agency_id as "agencyId", day, url`;
const MOST = 50;

/** The documents or decisions behind a figure as they stand now. */
export async function proactiveIn(
  db: QueryExecutorProvider,
  rows: RawBuilder<unknown>,
  { after, limit = MOST }: Paged,
): Promise<Page> {
  const found = await sql<CountedItem>`
    select ${COLUMNS} from (${rows}) r where (${after}::text is null or ref > ${after}) order by ref limit ${limit + 1}`.execute(
    db,
  );
  return pageOf(found.rows, limit, ({ ref }) => ref);
}

/** Keeps the rows of every figure of an edition, and counts from what was kept. */
export async function freezeProactive(
  tx: Transaction,
  { id, edition }: { readonly id: number; readonly edition: number },
  sources: ProactiveSources,
  scope: ReportScope,
): Promise<ProactiveFigures> {
  const figures: Partial<Record<EnteredKey, number>> = {};
  for (const key of ENTERED_KEYS) {
    const rows = sources[key];
    if (!rows) continue;
    const kept = await sql`
      insert into information_requests.annual_report_item (report_id, edition, cell, ref, title, agency_id, day, url)
      select ${id}, ${edition}, ${key}, r.ref, r.title, r.agency_id, r.day, r.url from (${rows(scope)}) r`.execute(
      tx.as(),
    );
    figures[key] = Number(kept.numAffectedRows ?? 0n);
  }
  return figures;
}

/** The documents or decisions behind a figure of a frozen edition. */
export async function frozenProactiveIn(
  db: QueryExecutorProvider,
  { id, edition, cell }: { readonly id: number; readonly edition: number; readonly cell: EnteredKey },
  { after, limit = MOST }: Paged,
): Promise<Page> {
  const { rows } = await sql<CountedItem>`
    select ${COLUMNS} from information_requests.annual_report_item
     where report_id = ${id} and edition = ${edition} and cell = ${cell} and (${after}::text is null or ref > ${after})
     order by ref limit ${limit + 1}`.execute(db);
  return pageOf(rows, limit, ({ ref }) => ref);
}
