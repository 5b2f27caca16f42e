import { createHash } from 'node:crypto';
import {
  addDays,
  canonical,
  type Day,
  day,
  dayOf,
  instant,
  inTransaction,
  type Json,
  type Kernel,
  tell,
} from '../../kernel/index.ts';
import { directoryOf } from '../directory.ts';
import { databaseOf } from '../repo/database.ts';
import { holdersOn } from '../repo/posts.ts';
import { colleaguesOf, type ViewerLine, viewersBetween } from '../repo/viewings.ts';
import { isOutlier, medianOf } from '../rules/viewing.ts';

/** A month as people write it, `2026-11`. */
export type Month = `${number}-${number}`;

/** One member of staff in the report of a month. */
export type ReportLine = ViewerLine & {
  readonly agency: string | null;
  readonly post: string | null;
  /** What the others of the same post looked at, in the middle. */
  readonly peersMedian: number;
  readonly peers: number;
  /** Far more than they: somebody should ask why. */
  readonly isOutlier: boolean;
};

export type ViewingReport = { readonly month: Month; readonly lines: readonly ReportLine[]; readonly views: number };

export const monthOf = (on: Day): Month => on.slice(0, 7) as Month;
const firstDay = (month: Month): Day => day(`${month}-01`);
/** Every month has begun anew 32 days after it began. */
const nextMonth = (month: Month): Month => monthOf(addDays(firstDay(month), 32));

/**
 * Who looked how often at whose numbers in a month, by what for, against colleagues of the same post.
 *
 * @law 个人信息保护法 第五十一条, 第五十四条 (compliance audit)
 */
export async function viewingReport(kernel: Kernel, month: Month): Promise<ViewingReport> {
  const db = databaseOf(kernel);
  const end = firstDay(nextMonth(month));
  const viewers = await viewersBetween(db, instant(firstDay(month)), instant(end));
  const holders = await colleaguesOf(
    db,
    viewers.map(({ personId }) => personId),
    addDays(end, -1),
  );
  const directory = await directoryOf(kernel);
  const viewsOf = new Map(viewers.map(({ personId, views }) => [personId, views]));
  const lines = viewers.map((viewer): ReportLine => {
    const own = holders.find(({ personId }) => personId === viewer.personId);
    const peers = new Set(
      holders.flatMap(({ personId, agencyId, duties }) =>
        own && personId !== viewer.personId && agencyId === own.agencyId && duties === own.duties ? [personId] : [],
      ),
    );
    const theirs = [...peers].map((id) => viewsOf.get(id) ?? 0);
    return {
      ...viewer,
      agency: own ? directory.agencyShortName(own.agencyId) : null,
      post: own?.title ?? null,
      peersMedian: medianOf(theirs),
      peers: theirs.length,
      isOutlier: isOutlier(viewer.views, theirs),
    };
  });
  return { month, lines, views: lines.reduce((sum, { views }) => sum + views, 0) };
}

const MEASURE = 'identity.viewings';

/**
 * Freezes the report of the month that is over, once, and tells the audit administrators. Answers whether it did.
 */
export async function freezeViewings(kernel: Kernel, at: Date): Promise<boolean> {
  const month = monthOf(addDays(firstDay(monthOf(dayOf(at))), -1));
  const dimensions = { month };
  const report = await viewingReport(kernel, month);
  const result: Json = JSON.parse(JSON.stringify(report));
  const auditors = await auditorsOn(kernel, dayOf(at));
  return inTransaction(kernel.pool, async (tx) => {
    const { client } = tx;
    await client.query('select pg_advisory_xact_lock(5909, 16)');
    const { rowCount } = await client.query(
      'select from kernel.measure_snapshot where measure = $1 and dimensions = $2',
      [MEASURE, dimensions],
    );
    if (rowCount !== 0) return false;
    await client.query(
      `insert into kernel.measure_snapshot (measure, dimensions, result, hash, frozen_by, frozen_at)
       values ($1, $2, $3, $4, null, $5)`,
      [MEASURE, dimensions, JSON.stringify(result), createHash('sha256').update(canonical(result)).digest(), at],
    );
    const outliers = report.lines.filter((line) => line.isOutlier).length;
    for (const personId of auditors) {
      const params = { month, views: report.views, people: report.lines.length, outliers };
      await tell(client, { personId, matterId: null, code: 'identity.viewings-frozen', params, at });
    }
    return true;
  });
}

async function auditorsOn(kernel: Kernel, on: Day): Promise<readonly number[]> {
  const { agencies } = await directoryOf(kernel);
  const holders = await holdersOn(
    databaseOf(kernel),
    agencies.map(({ id }) => id),
    on,
  );
  return [...new Set(holders.filter(({ role }) => role === 'audit-admin').map(({ personId }) => personId))];
}

/** The frozen report of a month; `null` while it is not frozen. */
export async function frozenViewings(kernel: Kernel, month: Month): Promise<{ readonly at: Date } | null> {
  const { rows } = await kernel.pool.query<{ frozen_at: Date }>(
    'select frozen_at from kernel.measure_snapshot where measure = $1 and dimensions = $2 limit 1',
    [MEASURE, { month }],
  );
  return rows[0] ? { at: rows[0].frozen_at } : null;
}
