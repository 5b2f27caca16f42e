import { directoryOf } from '../../identity/index.ts';
import {
  type Actor,
  act,
  capacityFor,
  type Day,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  type Opened,
  openMatter,
  refuse,
  type Transaction,
} from '../../kernel/index.ts';
import { catalogueOn, catalogueRegister } from '../catalogue.ts';
import { entryProcess } from '../process.ts';
import { statutoryCatalogue } from '../reference.ts';
import { CatalogueNode, nodeFault } from '../rules/catalogue.ts';
import { text } from '../text.ts';
import type { Acting } from './publication.ts';

/**
 * Puts the statutory catalogue in force, those entries that are not there yet; what the city has changed stays.
 *
 * @returns how many were new
 * @law 政府信息公开条例 第二十条, 第二十一条
 */
export async function loadCatalogue(kernel: Kernel, actor: Actor, at: Date, from: Day = dayOf(at)): Promise<number> {
  kernel.access.check(actor, 'disclosure.catalogue');
  const nodes = await statutoryCatalogue();
  return inTransaction(kernel.pool, async (tx) => {
    const { rows } = await tx.client.query<{ key: string }>(
      `select distinct key from kernel.register_entry where register = $1`,
      [catalogueRegister.name],
    );
    const known = new Set(rows.map(({ key }) => key));
    const added = nodes.filter(({ key }) => !known.has(key));
    for (const node of added) await put(tx, node, from, text.statutory, actor, at);
    return added.length;
  });
}

const put = (tx: Transaction, value: CatalogueNode, validFrom: Day, source: string, actor: Actor, at: Date) =>
  catalogueRegister.put(tx, { key: value.key, validFrom, value, source, changedBy: actor.personId, at });

/**
 * Changes an entry: owner, basis, how often, what it holds. An item of the Regulations keeps its name.
 *
 * @throws Refusal disclosure/no-such-node (404), disclosure/fixed-node, disclosure/no-parent, disclosure/parent-is-below,
 *   disclosure/levels-beyond-parent (422)
 */
export async function changeEntry(
  kernel: Kernel,
  { node, source, actor, at }: Acting & { readonly node: unknown; readonly source: string },
): Promise<void> {
  kernel.access.check(actor, 'disclosure.catalogue');
  const value = CatalogueNode.parse(node);
  const nodes = await catalogueOn(kernel, dayOf(at));
  if (!nodes.some(({ key }) => key === value.key)) throw refuse('disclosure/no-such-node', {}, 404);
  const fault = nodeFault(value, nodes);
  if (fault) throw refuse(fault, {}, 422);
  await inTransaction(kernel.pool, (tx) => put(tx, value, dayOf(at), source, actor, at));
}

/** Ends an entry that holds nothing below it. @throws Refusal disclosure/no-such-node, disclosure/fixed-node, disclosure/node-is-group */
export async function endEntry(kernel: Kernel, { key, actor, at }: Acting & { readonly key: string }): Promise<void> {
  kernel.access.check(actor, 'disclosure.catalogue');
  const nodes = await catalogueOn(kernel, dayOf(at));
  const node = nodes.find((each) => each.key === key);
  if (!node) throw refuse('disclosure/no-such-node', {}, 404);
  if (node.fixed) throw refuse('disclosure/fixed-node', {}, 422);
  if (nodes.some(({ parent }) => parent === key)) throw refuse('disclosure/node-is-group', {}, 422);
  await inTransaction(kernel.pool, (tx) => catalogueRegister.end(tx, key, dayOf(at)));
}

/**
 * Proposes an entry that the catalogue has not yet.
 *
 * @throws Refusal disclosure/node-exists, and those of {@link changeEntry}
 * @law 政府信息公开条例 第二十二条
 */
export async function proposeEntry(
  kernel: Kernel,
  { node, agencyId, actor, at }: Acting & { readonly node: unknown; readonly agencyId: number },
): Promise<Opened> {
  kernel.access.check(actor, 'disclosure.propose', { agencyId });
  const value = CatalogueNode.parse({ ...(node as object), fixed: false, statutoryItem: null, source: 'city' });
  const nodes = await catalogueOn(kernel, dayOf(at));
  if (nodes.some(({ key }) => key === value.key)) throw refuse('disclosure/node-exists', {}, 422);
  const fault = nodeFault(value, nodes);
  if (fault) throw refuse(fault, {}, 422);
  const { region } = (await directoryOf(kernel)).agencyById(agencyId);
  return openMatter(kernel, {
    kind: 'catalogue-entry',
    act: 'propose',
    title: text.entryTitle(value.name),
    region,
    agencyId,
    actor,
    capacity: capacityFor(entryProcess.actions.propose.by, actor, { agencyId, subjectId: null }) ?? {
      role: null,
      agencyId,
    },
    at,
    facts: { key: value.key, name: value.name, owners: value.owners },
    write: async (tx, id) => {
      await tx.client.query('insert into disclosure.proposal (matter_id, key, node) values ($1, $2, $3)', [
        id,
        value.key,
        JSON.stringify(value),
      ]);
    },
  });
}

type Decided = Acting & { readonly id: number };

async function proposal(kernel: Kernel, id: number) {
  const snapshot = await matterById(kernel, id);
  const { rows } = await kernel.pool.query<{ node: unknown }>(
    'select node from disclosure.proposal where matter_id = $1',
    [id],
  );
  if (snapshot.kind !== 'catalogue-entry' || !rows[0]) throw refuse('matter/not-found', {}, 404);
  return { snapshot, node: CatalogueNode.parse(rows[0].node) };
}

/** Takes a proposed entry into the catalogue; who owes it has twenty working days to fill it. */
export async function adoptEntry(
  kernel: Kernel,
  { id, owners, actor, at, seenSeq }: Decided & { readonly owners?: readonly string[] },
): Promise<void> {
  const { snapshot, node } = await proposal(kernel, id);
  const value = owners === undefined ? node : { ...node, owners: [...owners] };
  await act(kernel, {
    matter: snapshot,
    act: 'adopt',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { key: node.key, owners: value.owners },
    write: async (tx) => {
      await put(tx, value, dayOf(at), snapshot.number, actor, at);
    },
  });
}

/** @throws Refusal disclosure/no-note (422), those of `act` */
export async function refuseEntry(
  kernel: Kernel,
  { id, words, actor, at, seenSeq }: Decided & { readonly words: string },
) {
  const { snapshot } = await proposal(kernel, id);
  await act(kernel, {
    matter: snapshot,
    act: 'refuse',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { reason: words },
    evidence: { words },
  });
}

/** Checks that something stands under the new entry. @throws Refusal disclosure/entry-empty, those of `act` */
export async function checkFilled(kernel: Kernel, { id, actor, at, seenSeq }: Decided): Promise<void> {
  const { snapshot, node } = await proposal(kernel, id);
  const { rows } = await kernel.pool.query<{ filled: boolean }>(
    'select exists (select from disclosure.published where node = $1 and not withdrawn) as filled',
    [node.key],
  );
  await act(kernel, {
    matter: snapshot,
    act: 'fill',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { key: node.key },
    evidence: { missing: rows[0]?.filled ? 0 : 1 },
  });
}
