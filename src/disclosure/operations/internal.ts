import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  currentRecord,
  dayOf,
  type Kernel,
  type PublicRecord,
  pageOf,
  refuse,
} from '../../kernel/index.ts';
import { INTERNAL_PUBLICATION } from '../contract.ts';
import { agenciesOfPosts, type InternalRow, internalRow, internalRows } from '../repo/internal.ts';

type Source = Pick<Kernel, 'pool' | 'db'>;

/** The line of the governments themselves: each is a system of its own. */
const GOVERNMENTS = 'ZF';

/**
 * Agencies whose internal notices somebody reads. A system is one organ with its offices and the organs of its line within
 * its area: what the city's bureau tells inside goes down to the counties' bureaus, what a county's bureau tells stays in
 * its county, neither up nor across. Whoever reviews or oversees what an agency publishes reads it too.
 *
 * @law 政务公开工作规范 系统内部公开 (R-064, R-067)
 */
async function systemsOf(
  kernel: Source & Pick<Kernel, 'access'>,
  actor: Actor,
  at: Date,
): Promise<readonly { readonly id: number; readonly name: string }[]> {
  if (actor.kind !== 'staff') return [];
  const directory = await directoryOf(kernel);
  const organ = (id: number) => {
    let at = directory.agencyById(id);
    while (at.uscc === null && at.parentId !== null) at = directory.agencyById(at.parentId);
    return at;
  };
  // Where his posts are: whoever takes in applications for many departments at one window is of none of them.
  const own = (await agenciesOfPosts(kernel.pool, actor.personId, dayOf(at))).map(organ);
  const isWithin = (region: string, area: string): boolean =>
    directory.regionPath(region).some(({ code }) => code === area);
  const isOwn = (id: number): boolean => {
    const its = organ(id);
    const joins = its.line !== null && its.line !== GOVERNMENTS;
    return own.some(
      (mine) => mine.id === its.id || (joins && mine.line === its.line && isWithin(mine.region, its.region)),
    );
  };
  return directory.agencies
    .filter(({ id }) => isOwn(id) || kernel.access.may(actor, 'disclosure.read', { agencyId: id }))
    .map(({ id, shortName }) => ({ id, name: shortName }));
}

const PAGE = 50;

export type InternalQuery = {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly agency?: number | undefined;
  /** Instant and matter of the last one seen. */
  readonly before?: string | undefined;
};

/** A page of the notice board, newest first. */
export async function internalList(
  kernel: Source & Pick<Kernel, 'access'>,
  { q, category, agency, before }: InternalQuery,
  actor: Actor,
  at: Date,
): Promise<{
  readonly rows: readonly InternalRow[];
  readonly next: string | null;
  readonly agencies: Awaited<ReturnType<typeof systemsOf>>;
}> {
  const agencies = await systemsOf(kernel, actor, at);
  const [since, id] = before?.split('~') ?? [];
  const from = since && id && !Number.isNaN(Date.parse(since)) ? { at: new Date(since), id: Number(id) || 0 } : null;
  const found = await internalRows(kernel.pool, {
    agencyIds: agencies.map((each) => each.id),
    q: q === undefined || q === '' ? null : q,
    category: category ?? null,
    agency: agency ?? null,
    before: from,
    limit: PAGE + 1,
  });
  const { rows, next } = pageOf(found, PAGE, ({ publishedAt, matterId }) => `${publishedAt.toISOString()}~${matterId}`);
  return { rows, next, agencies };
}

/**
 * One notice with what it says. Whoever is not of the system is told that there is none: that it exists is inside, too.
 *
 * @throws Refusal disclosure/not-published (404)
 */
export async function internalNotice(
  kernel: Source & Pick<Kernel, 'access'>,
  id: number,
  actor: Actor,
  at: Date,
): Promise<{ readonly row: InternalRow; readonly record: PublicRecord }> {
  const agencies = await systemsOf(kernel, actor, at);
  const row = await internalRow(
    kernel.pool,
    id,
    agencies.map((each) => each.id),
  );
  const record = row && (await currentRecord(kernel.pool, INTERNAL_PUBLICATION, row.index));
  if (!row || !record || record.withdrawn) throw refuse('disclosure/not-published', { index: '' }, 404);
  return { row, record };
}
