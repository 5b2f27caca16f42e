import type pg from 'pg';
import {
  type Actor,
  type Day,
  dayOf,
  defineRegister,
  instant,
  inTransaction,
  type Kernel,
  refuse,
} from '../../kernel/index.ts';
import { ReadingPoint } from './contract.ts';

/** 政府信息公开查阅点. @law 政府信息公开条例 第二十五条 */
const pointRegister = defineRegister<ReadingPoint>('reading-point', (value) => ReadingPoint.parse(value));

const EDIT = 'sites.edit';

/** A reading point as a visitor sees it. @throws Refusal sites/no-reading-point (404) */
export async function readingPoint(source: Pick<pg.Pool, 'query'>, key: string, on: Day): Promise<ReadingPoint> {
  const { rows } = await source.query<{ value: unknown }>(
    `select value from pub.pub_reading_point where key = $1 and valid_from <= $2 and (valid_to is null or valid_to >= $2)
      order by version desc limit 1`,
    [key, on],
  );
  if (!rows[0]) throw refuse('sites/no-reading-point', {}, 404);
  return ReadingPoint.parse(rows[0].value);
}

/**
 * Puts a reading point in force, in place of what was known of it. A new one is kept by the office of who enters it, and
 * changed by that office or one above.
 *
 * @throws Refusal access/forbidden (403)
 */
export async function putPoint(
  kernel: Kernel,
  what: Omit<ReadingPoint, 'agencyId'>,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<ReadingPoint> {
  const known = await pointRegister.inForce(kernel.pool, what.key, dayOf(at));
  const agencyId =
    known?.value.agencyId ??
    actor.grants.find(({ agencyId: at }) => kernel.access.may(actor, EDIT, { agencyId: at }))?.agencyId;
  if (agencyId === undefined) throw refuse('access/forbidden', {}, 403);
  kernel.access.check(actor, EDIT, { agencyId });
  const point = { ...what, agencyId };
  const entry = {
    key: what.key,
    validFrom: dayOf(at),
    value: point,
    source: 'workbench',
    changedBy: actor.personId,
    at,
  };
  await inTransaction(kernel.pool, (tx) => pointRegister.put(tx, entry));
  return point;
}

/** A new reading point; its short name, which stands in its address, follows from how many there are. */
export async function addPoint(
  kernel: Kernel,
  what: Omit<ReadingPoint, 'agencyId' | 'key'>,
  acting: { readonly actor: Actor; readonly at: Date },
): Promise<ReadingPoint> {
  const { rows } = await kernel.pool.query<{ n: number }>(`select nextval('sites.reading_point_number')::int as n`);
  return putPoint(kernel, { key: `cyd-${rows[0]?.n ?? 0}`, ...what }, acting);
}

/** Notes what was read, printed or lent. Nobody is asked who he is. @throws Refusal sites/no-reading-point (404) */
export async function noteReading(
  kernel: Kernel,
  what: { readonly point: string; readonly act: string; readonly title: string; readonly copies: number },
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  await readingPoint(kernel.published.pool, what.point, dayOf(at));
  await kernel.pool.query(
    'insert into sites.reading_log (point, at, act, title, copies, by_person) values ($1, $2, $3, $4, $5, $6)',
    [what.point, at, what.act, what.title, what.copies, actor.kind === 'staff' ? actor.personId : null],
  );
}

/** All reading points with how often each thing was done there this year. */
export async function pointsWithCounts(
  kernel: Kernel,
  at: Date,
): Promise<readonly (ReadingPoint & { readonly counts: Record<string, number> })[]> {
  const on = dayOf(at);
  const since = instant(`${on.slice(0, 4)}-01-01` as Day, '00:00');
  const { rows } = await kernel.pool.query<{ point: string; act: string; count: number }>(
    'select point, act, sum(copies)::int as count from sites.reading_log where at >= $1 group by point, act',
    [since],
  );
  return (await pointRegister.list(kernel.pool, on)).map(({ value }) => ({
    ...value,
    counts: Object.fromEntries(rows.filter(({ point }) => point === value.key).map(({ act, count }) => [act, count])),
  }));
}
