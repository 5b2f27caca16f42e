import { type Actor, changeRecords, dayOf, inTransaction, type Kernel, refuse } from '../../kernel/index.ts';
import { clusterOf, forgetCluster, siteRegister } from '../cluster.ts';
import { Column, type Site, UpdateRule } from '../contract.ts';
import rules from '../data/update-rules.json' with { type: 'json' };
import { releaseDuties } from '../operations/duties.ts';
import { refreshTouched } from '../operations/refresh.ts';
import { articlesOfSite } from '../repo/lists.ts';
import { noteTouched } from '../repo/touched.ts';
import type { EditableSite, NewColumn } from './contract.ts';

type Change = Omit<EditableSite, 'key'> & { readonly seen: readonly string[] };
/** Records are announced in portions, so that no transaction grows with the size of a site. */
const AT_ONCE = 1_000;

/**
 * Changes what a site is called, who keeps it, and its columns: their names and order, new ones, and those that go. Pages
 * follow by themselves. What stood in a column that goes keeps its address and moves to the columns that take it; the
 * address of the column leads to the front page.
 *
 * @throws Refusal sites/site-not-found (404), sites/columns-differ (409) when columns came or went meanwhile,
 *   sites/column-twice, sites/column-takes-nothing, sites/rest-column (422)
 */
export async function changeSite(
  kernel: Kernel,
  key: string,
  { seen, ...change }: Change,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  forgetCluster(kernel);
  const removed = await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`site:${key}`]);
    const site = (await siteRegister.inForce(tx.client, key, dayOf(at)))?.value;
    if (!site) throw refuse('sites/site-not-found', { key }, 404);
    const columns = columnsAfter(site, change.columns, seen);
    const value = { ...site, ...change, key, columns: [...columns] };
    await siteRegister.put(tx, {
      ...{ key, validFrom: dayOf(at), value, source: 'workbench', changedBy: actor.personId, at },
    });
    return site.columns.filter((column) => !columns.some((one) => one.key === column.key)).map((column) => column.key);
  });
  forgetCluster(kernel);
  const isNew = change.columns.some(({ key: one }) => !seen.includes(one));
  if (removed.length > 0) await releaseDuties(kernel, key, removed, at);
  if (removed.length > 0 || isNew) await placeAnew(kernel, key, removed, at);
}

/** @throws Refusal sites/columns-differ, sites/column-twice, sites/column-takes-nothing, sites/rest-column */
function columnsAfter(site: Site, wanted: EditableSite['columns'], seen: readonly string[]): readonly Column[] {
  const now = new Set(site.columns.map(({ key }) => key));
  if (seen.length !== now.size || !seen.every((key) => now.has(key))) throw refuse('sites/columns-differ', {}, 409);
  const keys = new Set(wanted.map(({ key }) => key));
  if (keys.size !== wanted.length) throw refuse('sites/column-twice', {}, 422);
  // Without it what no other column takes would stand nowhere.
  if (site.columns.some(({ key, rest }) => rest && !keys.has(key))) throw refuse('sites/rest-column', {}, 422);
  return wanted.map(({ key, title, maintainer, takes }) => {
    const column = site.columns.find((one) => one.key === key);
    return column ? { ...column, title, maintainer } : newColumn(site, { key, title, maintainer }, takes);
  });
}

function newColumn(
  site: Site,
  named: { readonly key: string; readonly title: string; readonly maintainer: string | null },
  takes: NewColumn | undefined,
): Column {
  const { title } = named;
  if (!takes || takes.genres.length + takes.nodes.length === 0)
    throw refuse('sites/column-takes-nothing', { title }, 422);
  const { rule, ...rest } = takes;
  return Column.parse({
    ...{ ...named, ...rest, description: `${site.name}${title}`, keywords: title, type: title },
    rule: rule === null ? null : UpdateRule.parse(rules[rule]),
  });
}

/** Places everything of a site anew, in the columns that it has now; lists of columns that went are taken away at once. */
async function placeAnew(kernel: Kernel, site: string, removed: readonly string[], at: Date): Promise<void> {
  const { byKey } = await clusterOf(kernel);
  const of = byKey.get(site);
  if (!of) return;
  await inTransaction(kernel.pool, (tx) =>
    noteTouched(
      tx,
      removed.map((column) => ({ site, column, publishedAt: at, isNews: false })),
      at,
    ),
  );
  const indexes = await articlesOfSite(kernel.pool, of);
  for (let from = 0; from < indexes.length; from += AT_ONCE) {
    const some = indexes.slice(from, from + AT_ONCE);
    await inTransaction(kernel.pool, (tx) =>
      changeRecords(
        tx,
        some.map((index) => ({ change: 'surroundings' as const, kind: 'publication', key: index })),
        at,
      ),
    );
  }
  kernel.wake();
  await refreshTouched(kernel, at);
}
