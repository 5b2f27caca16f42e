import { createHash } from 'node:crypto';
import {
  type Actor,
  canonical,
  type DrillRow,
  drillDown,
  type Figure,
  figureOf,
  isDay,
  type Kernel,
  type Measure,
  type MeasureScope,
  refuse,
} from '../kernel/index.ts';
import { pageOf } from './inbox.ts';
import { mattersByNumber } from './repo.ts';
import { agenciesAsked } from './sight.ts';

/** The database as measures see it. */
type AnyDb = Parameters<typeof figureOf>[0];

const PAGE = 50;
/** More rows than this are for the data exchange, not for a spreadsheet on a desk. */
const EXPORT_AT_MOST = 50_000;

export type Period = { readonly from: string; readonly to: string; readonly agency?: number | undefined };
export type Drill = Period & { readonly side: 'numerator' | 'denominator' };

/** @throws Refusal workbench/bad-period (422), workbench/not-your-agency (403) */
export function scopeOf(kernel: Kernel, actor: Actor, { from, to, agency }: Period): MeasureScope {
  if (!isDay(from) || !isDay(to) || from > to) throw refuse('workbench/bad-period', { from, to }, 422);
  return { from, to, agencyIds: agenciesAsked(kernel.access, actor, agency) };
}

/** @throws Refusal workbench/no-such-measure (404) */
export function measureById(measures: readonly Measure[], id: string): Measure {
  const measure = measures.find((each) => each.id === id);
  if (!measure) throw refuse('workbench/no-such-measure', { id }, 404);
  return measure;
}

/** Every figure for the part of the city the actor may see. One after the other: a page must not take every connection. */
export async function figures(db: AnyDb, measures: readonly Measure[], scope: MeasureScope): Promise<Figure[]> {
  const found: Figure[] = [];
  for (const measure of measures) found.push(await figureOf(db, measure, scope));
  return found;
}

/** The rows one side of a figure is made of, after `after`; those that are matters lead to them. */
export async function figureRows(
  kernel: Kernel,
  measure: Measure,
  side: Drill['side'],
  scope: MeasureScope,
  after: string | null,
) {
  const set = measure[side];
  const { rows, next } = await drillDown(kernel.db, measure, side, scope, after, PAGE);
  return { title: measure.title, label: set?.label ?? '', rows: await withPages(kernel, rows), next };
}

/** What is published says of a matter its number only; where it is handled is for those who work here. */
async function withPages(kernel: Kernel, rows: readonly DrillRow[]): Promise<DrillRow[]> {
  // A line of a matter bears its number and its own after a stroke.
  const numberOf = ({ ref }: DrillRow): string => ref.replace(/\/\d+$/u, '');
  const numbers = [...new Set(rows.filter(({ url }) => url === null).map(numberOf))];
  const matters = await mattersByNumber(kernel.pool, numbers);
  return rows.map((row) => {
    const matter = matters.get(numberOf(row));
    const page = matter && kernel.kinds.of(matter.kind).page;
    return matter && page !== undefined ? { ...row, url: `/workbench${pageOf(page, matter.id)}` } : row;
  });
}

/** All rows of one side. @throws Refusal workbench/too-many-rows (422) */
export async function allFigureRows(
  db: AnyDb,
  measure: Measure,
  side: Drill['side'],
  scope: MeasureScope,
): Promise<readonly DrillRow[]> {
  const { rows, next } = await drillDown(db, measure, side, scope, null, EXPORT_AT_MOST);
  if (next !== null) throw refuse('workbench/too-many-rows', { limit: EXPORT_AT_MOST }, 422);
  return rows;
}

/** Keeps a figure as it stands, with the hash of its canonical form. */
export async function freeze(kernel: Kernel, db: AnyDb, measure: Measure, scope: MeasureScope, actor: Actor, at: Date) {
  const figure = await figureOf(db, measure, scope);
  const dimensions = { from: scope.from, to: scope.to, agencyIds: scope.agencyIds };
  const text = canonical({ measure: measure.id, dimensions, figure });
  const hash = createHash('sha256').update(text, 'utf8').digest();
  await kernel.pool.query(
    'insert into kernel.measure_snapshot (measure, dimensions, result, hash, frozen_by, frozen_at) values ($1, $2, $3, $4, $5, $6)',
    [measure.id, JSON.stringify(dimensions), JSON.stringify(figure), hash, actor.personId, at],
  );
  return { hash: hash.toString('hex'), frozenAt: at.toISOString() };
}
