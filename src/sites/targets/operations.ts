import { type Actor, type Day, dayOf, defineRegister, inTransaction, type Kernel, refuse } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import { Target } from './contract.ts';
import { targetText } from './text.ts';

/** Places outside the city's own sites where something is published: boards, platforms of the county or the province. */
export const targetRegister = defineRegister<Target>('publishing-target', (value) => Target.parse(value));

/** Places outside in force on a day. */
export async function targetsOn({ pool }: Pick<Kernel, 'pool'>, on: Day): Promise<readonly Target[]> {
  return (await targetRegister.list(pool, on)).map(({ value }) => value);
}

type Acting = { readonly actor: Actor; readonly at: Date };

/** @throws Refusal sites/target-exists (409) */
export async function addTarget(kernel: Kernel, target: Target, { actor, at }: Acting): Promise<void> {
  const on = dayOf(at);
  if (await targetRegister.inForce(kernel.pool, target.key, on)) throw refuse('sites/target-exists', {}, 409);
  await inTransaction(kernel.pool, (tx) =>
    targetRegister.put(tx, {
      key: target.key,
      validFrom: on,
      value: target,
      source: 'workbench',
      changedBy: actor.personId,
      at,
    }),
  );
}

/**
 * Notes that something was published at a target, with what it is called there. Entries are never changed.
 *
 * @throws Refusal sites/target-not-found (404), sites/delivered-before (409), sites/future-day (422)
 */
export async function noteDelivery(
  kernel: Kernel,
  what: {
    readonly target: string;
    readonly agencyId: number;
    readonly index: string | null;
    readonly title: string;
    readonly on: Day;
    readonly receipt: string | null;
  },
  { actor, at }: Acting,
): Promise<number> {
  const today = dayOf(at);
  const target = await targetRegister.inForce(kernel.pool, what.target, today);
  if (!target) throw refuse('sites/target-not-found', {}, 404);
  if (what.on > today) throw refuse('sites/future-day', {}, 422);
  const { rows } = await kernel.pool.query<{ id: number }>(
    `insert into sites.delivery (target, kind, agency_id, index_number, title, published_on, receipt, noted_by, noted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (target, index_number) do nothing returning id::float8 as id`,
    [what.target, target.value.kind, what.agencyId, what.index, what.title, what.on, what.receipt, actor.personId, at],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw refuse('sites/delivered-before', {}, 409);
  return id;
}

export type TargetCount = {
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly count: number;
};

/** How much was published where in a period: each target with its own rows, so that the sum of all is the total. */
export async function countByTarget(
  kernel: Kernel,
  scope: { readonly agencies: readonly number[]; readonly from: Day; readonly to: Day },
): Promise<readonly TargetCount[]> {
  const { rows } = await kernel.published.pool.query<{ key: string; kind: string; count: number }>(
    `select p.site as key, 'site' as kind, count(distinct p.ref)::int as count
       from pub.pub_placement p join pub.pub_article a on a.ref = p.ref
      where not a.withdrawn and a.agency_id = any($1) and (p.published_at at time zone 'Asia/Shanghai')::date between $2 and $3 group by p.site
      union all
     select target, kind, count(*)::int from pub.pub_delivery
      where agency_id = any($1) and published_on between $2 and $3 group by target, kind`,
    [scope.agencies, scope.from, scope.to],
  );
  const { byKey } = await clusterOf(kernel);
  const targets = new Map(
    (await targetRegister.list(kernel.pool, dayOf(kernel.now()))).map(({ key, value }) => [key, value.name]),
  );
  return rows
    .map(({ key, kind, count }) => {
      const name = kind === 'site' ? byKey.get(key)?.name : targets.get(key);
      return { key, kind, count, name: name ?? targetText.unknown(key) };
    })
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
