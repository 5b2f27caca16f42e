import { directoryOf } from '../../identity/index.ts';
import { type Actor, type Kernel, pageOf, refuse } from '../../kernel/index.ts';
import { STAGES, type Stage } from '../contract.ts';
import { type AffairKind, type AffairRow, affairRows, insertAffair } from '../repo/affairs.ts';
import { agenciesToRead } from './view.ts';

/**
 * Enters a matter of which basis, procedure, process and result are to be told, so that what is published of it belongs
 * together.
 *
 * @throws Refusal access/forbidden (403), disclosure/affair-exists (409)
 * @law 政务公开工作要点 结果公开
 */
export async function openAffair(
  kernel: Kernel,
  request: {
    readonly agencyId: number;
    readonly title: string;
    readonly kind: AffairKind;
    readonly basis: string;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<number> {
  const { actor, at, ...row } = request;
  kernel.access.check(actor, 'disclosure.draft', { agencyId: row.agencyId });
  const id = await insertAffair(kernel.pool, { ...row, openedAt: at, openedBy: actor.personId });
  if (id === null) throw refuse('disclosure/affair-exists', {}, 409);
  return id;
}

const PAGE = 50;

type Listed = AffairRow & { readonly agency: string; readonly missing: readonly Stage[] };

/** Matters of the agencies that somebody may read, with what of each nobody has told yet. */
export async function affairList(
  kernel: Kernel,
  query: {
    readonly agency?: number | undefined;
    readonly kind?: AffairKind | undefined;
    readonly wanting: boolean;
    readonly before?: number | undefined;
  },
  actor: Actor,
): Promise<{ readonly rows: readonly Listed[]; readonly next: number | null }> {
  const inSight = agenciesToRead(kernel, actor);
  if (query.agency !== undefined && !inSight.includes(query.agency)) throw refuse('access/forbidden', {}, 403);
  const found = await affairRows(kernel.pool, {
    agencyIds: query.agency === undefined ? inSight : [query.agency],
    kind: query.kind ?? null,
    wanting: query.wanting,
    before: query.before ?? null,
    limit: PAGE + 1,
  });
  const directory = await directoryOf(kernel);
  const { rows, next } = pageOf(found, PAGE, ({ id }) => id);
  return {
    rows: rows.map((row) => ({
      ...row,
      agency: directory.agencyShortName(row.agencyId),
      missing: STAGES.filter((stage) => row.told[stage] === 0),
    })),
    next,
  };
}
