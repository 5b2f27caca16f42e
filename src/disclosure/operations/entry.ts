import type { z } from 'zod';
import { personNames } from '../../identity/index.ts';
import { type Actor, type Day, day, dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { catalogueOn } from '../catalogue.ts';
import { CatalogueNode } from '../rules/catalogue.ts';
import type { readEntry } from '../wire.ts';
import { mayKeep } from './catalogue.ts';

type Version = {
  readonly version: number;
  readonly from: Day;
  readonly until: Day | null;
  readonly value: unknown;
  readonly source: string;
  readonly changedBy: number | null;
  readonly ended: string | null;
};

/**
 * An entry with every version of it, newest first: who changed it, why, and why it was ended.
 *
 * @throws Refusal disclosure/no-such-node (404)
 */
export async function entryView(
  kernel: Kernel,
  key: string,
  actor: Actor,
): Promise<z.output<typeof readEntry.response>> {
  const { rows } = await kernel.pool.query<Version>(
    `select e.version, e.valid_from as from, e.valid_to as until, e.value, e.source, e.changed_by as "changedBy",
            (select d.reason from disclosure.catalogue_end d where d.key = e.key and d.last_day = e.valid_to
              order by d.at desc limit 1) as ended
       from kernel.register_entry e where e.register = 'catalogue-node' and e.key = $1 order by e.version desc`,
    [key],
  );
  const [newest] = rows;
  if (!newest) throw refuse('disclosure/no-such-node', {}, 404);
  const node = CatalogueNode.parse(newest.value);
  const names = await personNames(kernel, [...new Set(rows.flatMap(({ changedBy }) => changedBy ?? []))]);
  const inForce = (await catalogueOn(kernel, dayOf(kernel.now()))).some((each) => each.key === key);
  return {
    node,
    inForce,
    mayKeep: await mayKeep(kernel, actor, node.keeper),
    versions: rows.map(({ version, from, until, source, changedBy, value, ended }) => ({
      ...{ version, source, ended, node: CatalogueNode.parse(value) },
      ...{ from: day(from), until: until === null ? null : day(until) },
      by: changedBy === null ? null : (names.get(changedBy) ?? null),
    })),
  };
}
