import { directoryOf, personNames, type RoleHolder, roleHolders } from '../../identity/index.ts';
import {
  type Actor,
  dayOf,
  defineRegister,
  inTransaction,
  type Kernel,
  pageOf,
  refuse,
  tell,
} from '../../kernel/index.ts';
import { clusterOf, columnOf, siteOf } from '../cluster.ts';
import type { Site } from '../contract.ts';
import { columnsFor, type Placeable } from '../rules/placing.ts';
import { ColumnGrant, type GrantSite } from './contract.ts';
import { grantText } from './text.ts';

/** 栏目权限: who may write in which columns of a site. */
const grantRegister = defineRegister<ColumnGrant>('column-grant', (value) => ColumnGrant.parse(value));
const keyOf = (site: string, personId: number): string => `${site}~${personId}`;

const EDIT = 'sites.edit';
const DRAFTERS = ['liaison', 'editor'] as const;
const isDrafter = (role: string): role is (typeof DRAFTERS)[number] => DRAFTERS.some((one) => one === role);
const PAGE = 30;

/** What a drafter is limited to. */
export type ColumnLimit = {
  readonly titles: readonly string[];
  /** The column of the agency's own site that something belongs to, and whether he may write in it. */
  readonly of: (what: Placeable) => { readonly column: string | null; readonly isGiven: boolean };
};

/**
 * The columns that somebody is limited to when he writes for an agency; null where he is not. A substitute may do what
 * the one he stands in for may. The disclosure office is never limited.
 */
export async function columnLimit(kernel: Kernel, actor: Actor, agencyId: number): Promise<ColumnLimit | null> {
  const rights = actor.grants.filter((grant) => grant.agencyId === agencyId && isDrafter(grant.role));
  if (rights.length === 0) return null;
  const site = (await clusterOf(kernel)).ofAgency.get(agencyId);
  if (!site || kernel.access.may(actor, EDIT, { agencyId })) return null;
  const given = new Set<string>();
  for (const personId of new Set(rights.map(({ delegatedBy }) => delegatedBy ?? actor.personId ?? 0))) {
    const known = await grantRegister.inForce(kernel.pool, keyOf(site.key, personId), dayOf(kernel.now()));
    if (!known?.value.columns) return null;
    for (const column of known.value.columns) given.add(column);
  }
  return {
    titles: site.columns.filter(({ key }) => given.has(key)).map(({ title }) => title),
    of: (what) => {
      const [first] = columnsFor(site, what);
      const title = first === undefined ? undefined : columnOf(site, first)?.title;
      return { column: title ?? null, isGiven: first !== undefined && given.has(first) };
    },
  };
}

/** @throws Refusal sites/not-your-column (403) where it belongs to a column that he was not given */
export async function assertColumn(kernel: Kernel, actor: Actor, what: Omit<Placeable, 'region'>): Promise<void> {
  const limit = await columnLimit(kernel, actor, what.agencyId);
  if (!limit) return;
  const { region } = (await directoryOf(kernel)).agencyById(what.agencyId);
  const { column, isGiven } = limit.of({ ...what, region });
  if (isGiven) return;
  const given = limit.titles.length === 0 ? grantText.noColumn : grantText.joined(limit.titles);
  throw refuse('sites/not-your-column', { column: column ?? grantText.noColumn, given }, 403);
}

const drafters = async (kernel: Kernel, agencies: readonly number[], at: Date): Promise<readonly RoleHolder[]> =>
  (await roleHolders(kernel, agencies, dayOf(at))).filter(({ role }) => isDrafter(role));

/** Sites below somebody's office, with who writes there and in which columns. */
export async function grantList(
  kernel: Kernel,
  { q, after }: { readonly q?: string | undefined; readonly after?: string | undefined },
  actor: Actor,
  at: Date,
): Promise<{ readonly rows: GrantSite[]; readonly next: string | null }> {
  const all = (await clusterOf(kernel)).sites
    .filter(({ agencyId, name }) => kernel.access.may(actor, EDIT, { agencyId }) && (!q || name.includes(q)))
    .filter(({ key }) => after === undefined || key > after)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const { rows, next } = pageOf(all.slice(0, PAGE + 1), PAGE, ({ key }) => key);
  return { rows: await grantViews(kernel, rows, at), next };
}

async function grantViews(kernel: Kernel, sites: readonly Site[], at: Date): Promise<GrantSite[]> {
  const holders = await drafters(
    kernel,
    sites.map(({ agencyId }) => agencyId),
    at,
  );
  const entries = new Map((await grantRegister.list(kernel.pool, dayOf(at))).map((entry) => [entry.key, entry]));
  const names = await personNames(kernel, [
    ...new Set([
      ...holders.map(({ personId }) => personId),
      ...[...entries.values()].flatMap((e) => e.changedBy ?? []),
    ]),
  ]);
  return sites.map((site) => {
    const here = Map.groupBy(
      holders.filter(({ agencyId }) => agencyId === site.agencyId),
      ({ personId }) => personId,
    );
    return {
      ...{ key: site.key, name: site.name, columns: site.columns.map(({ key, title }) => ({ key, title })) },
      people: [...here].map(([personId, roles]) => {
        const entry = entries.get(keyOf(site.key, personId));
        return {
          personId,
          name: names.get(personId) ?? '',
          roles: DRAFTERS.filter((role) => roles.some((one) => one.role === role)),
          columns: entry?.value.columns ?? null,
          since: entry?.validFrom ?? null,
          by: entry?.changedBy == null ? null : (names.get(entry.changedBy) ?? null),
        };
      }),
    };
  });
}

/**
 * Gives somebody columns of a site, or all of them (null); he is told. What he has drafted stays, and waits for somebody
 * who may write there.
 *
 * @throws Refusal sites/site-not-found (404), access/forbidden (403), sites/not-a-drafter, sites/no-such-column (422)
 */
export async function giveColumns(
  kernel: Kernel,
  { site: key, personId, columns }: ColumnGrant,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<GrantSite> {
  const site = await siteOf(kernel, key);
  kernel.access.check(actor, EDIT, { agencyId: site.agencyId });
  const holders = await drafters(kernel, [site.agencyId], at);
  if (!holders.some((holder) => holder.personId === personId)) throw refuse('sites/not-a-drafter', {}, 422);
  const strange = columns?.find((column) => !columnOf(site, column));
  if (strange !== undefined) throw refuse('sites/no-such-column', { column: strange }, 422);
  const titles = columns?.map((column) => columnOf(site, column)?.title ?? column);
  const said = titles === undefined ? grantText.all : grantText.joined(titles) || grantText.noColumn;
  await inTransaction(kernel.pool, async (tx) => {
    await grantRegister.put(tx, {
      key: keyOf(key, personId),
      validFrom: dayOf(at),
      value: { site: key, personId, columns: columns === null ? null : [...new Set(columns)] },
      source: 'workbench',
      changedBy: actor.personId,
      at,
    });
    const params = { site: site.name, columns: said };
    await tell(tx.client, { personId, matterId: null, code: 'sites.columns-given', params, at });
  });
  const [view] = await grantViews(kernel, [site], at);
  if (!view) throw new Error(`site ${key} is gone`);
  return view;
}
