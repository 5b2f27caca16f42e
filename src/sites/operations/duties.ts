import { act, calendarDays, type Kernel, matterById, months, openMatter, Refusal, system } from '../../kernel/index.ts';
import { clusterOf, columnOf } from '../cluster.ts';
import type { Column, Site, UpdateRule } from '../contract.ts';
import { columnDutyProcess } from '../process.ts';
import type { Touched } from '../repo/touched.ts';
import { text } from '../text.ts';

const limitOf = ({ n, unit }: UpdateRule) => (unit === 'days' ? calendarDays(n) : months(n));

/**
 * Something was published in columns that have to be kept fresh: their limits begin anew. A column owes from its first
 * publication on; an empty one is a fault of the site, not a late one.
 */
export async function noteUpdates(kernel: Kernel, touched: readonly Touched[], at: Date): Promise<void> {
  const { byKey } = await clusterOf(kernel);
  const names = new Set(touched.filter(({ isNews }) => isNews).map(({ site, column }) => `${site}/${column}`));
  await Promise.all(
    [...names].map(async (name) => {
      const [siteKey = '', columnKey = ''] = name.split('/');
      const site = byKey.get(siteKey);
      const column = site && columnOf(site, columnKey);
      if (site && column?.rule) await noteUpdate(kernel, site, column, column.rule, at);
    }),
  );
}

async function noteUpdate(kernel: Kernel, site: Site, column: Column, rule: UpdateRule, at: Date): Promise<void> {
  const { rows } = await kernel.pool.query<{ id: number }>(
    'select matter_id as id from sites.column_duty where site = $1 and column_key = $2',
    [site.key, column.key],
  );
  const id = rows[0]?.id;
  if (id === undefined) return open(kernel, site, column, rule, at);
  const matter = await matterById(kernel, id);
  try {
    // Jobs of two copies may be told out of turn: a limit is never begun before it was begun last.
    const when = new Date(Math.max(at.getTime(), matter.actedAt.getTime()));
    await act(kernel, { matter, act: 'update', actor: system, at: when, seenSeq: matter.seq });
  } catch (error) {
    // Somebody else noted the same.
    if (!(error instanceof Refusal) || error.code !== 'matter/changed') throw error;
  }
}

async function open(kernel: Kernel, site: Site, column: Column, rule: UpdateRule, at: Date): Promise<void> {
  await openMatter(kernel, {
    kind: 'column-duty',
    process: columnDutyProcess(limitOf(rule)),
    act: 'owe',
    title: `${site.name}：${column.title}${text.process.duty}`,
    region: site.region,
    agencyId: site.agencyId,
    actor: system,
    at,
    facts: { site: site.key, column: column.key, rule: rule.title, law: rule.law },
    write: async (tx, matterId) =>
      void (await tx.client.query(
        'insert into sites.column_duty (site, column_key, matter_id) values ($1, $2, $3) on conflict do nothing',
        [site.key, column.key, matterId],
      )),
  });
}

/** Columns that a site has no longer owe nothing. */
export async function releaseDuties(kernel: Kernel, site: string, columns: readonly string[], at: Date): Promise<void> {
  const { rows } = await kernel.pool.query<{ id: number; column: string }>(
    'select matter_id as id, column_key as "column" from sites.column_duty where site = $1 and column_key = any($2)',
    [site, columns],
  );
  for (const { id, column } of rows) {
    const matter = await matterById(kernel, id);
    const when = new Date(Math.max(at.getTime(), matter.actedAt.getTime()));
    await act(kernel, {
      ...{ matter, act: 'release', actor: system, at: when },
      write: async (tx) => {
        await tx.client.query('delete from sites.column_duty where site = $1 and column_key = $2', [site, column]);
      },
    });
  }
}
