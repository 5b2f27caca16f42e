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
import { entriesOf } from '../batches.ts';
import { catalogueOn, catalogueRegister, organOf } from '../catalogue.ts';
import { entryProcess } from '../process.ts';
import type { Batch } from '../rules/batch.ts';
import { CatalogueNode, nodeFault } from '../rules/catalogue.ts';
import { freshnessOf, timeFault } from '../rules/time-class.ts';
import { batchText, text } from '../text.ts';
import { unfilledBy } from './gaps.ts';
import type { Acting } from './publication.ts';

/**
 * Only the office of the level that keeps an entry changes it, or one above: the city's own is the city's.
 *
 * @throws Refusal access/forbidden, disclosure/not-keeper (403)
 */
async function assertKeeps(kernel: Kernel, actor: Actor, keeper: string | null): Promise<void> {
  kernel.access.check(actor, 'disclosure.catalogue');
  if (!(await mayKeep(kernel, actor, keeper))) throw refuse('disclosure/not-keeper', {}, 403);
}

/** Whether somebody's office keeps the entries of a level. */
export async function mayKeep(kernel: Kernel, actor: Actor, keeper: string | null): Promise<boolean> {
  if (actor.kind === 'system') return true;
  const directory = await directoryOf(kernel);
  const government = keeper === null ? directory.cityGovernment() : directory.agencyByLine(keeper, 'ZF');
  return government !== null && kernel.access.may(actor, 'disclosure.catalogue', { agencyId: government.id });
}

/**
 * Puts a batch of entries in force, those that are not there yet; what the city has changed stays, and what it has ended
 * does not come back.
 *
 * @returns how many were new
 * @throws Refusal access/forbidden, disclosure/not-keeper (403), disclosure/no-parent (422): the statutory ones first
 * @law 政府信息公开条例 第二十条, 第二十一条, 第二十二条
 */
export async function loadCatalogue(
  kernel: Kernel,
  actor: Actor,
  at: Date,
  { from = dayOf(at), batch = 'statutory' }: { readonly from?: Day; readonly batch?: Batch } = {},
): Promise<number> {
  await assertKeeps(kernel, actor, null);
  const nodes = await entriesOf(batch);
  return inTransaction(kernel.pool, async (tx) => {
    const { rows } = await tx.client.query<{ key: string }>(
      `select distinct key from kernel.register_entry where register = $1`,
      [catalogueRegister.name],
    );
    const known = new Set(rows.map(({ key }) => key));
    const added = nodes.filter(({ key }) => !known.has(key));
    const within = new Set([...known, ...nodes.map(({ key }) => key)]);
    if (added.some(({ parent }) => parent !== null && !within.has(parent))) {
      throw refuse('disclosure/no-parent', {}, 422);
    }
    const source = batchText.sources[batch];
    const changedBy = actor.personId;
    await catalogueRegister.putFirst(
      tx.client,
      added.map((value) => ({ key: value.key, validFrom: from, value, source, changedBy, at })),
    );
    return added.length;
  });
}

const put = (tx: Transaction, value: CatalogueNode, validFrom: Day, source: string, actor: Actor, at: Date) =>
  catalogueRegister.put(tx, { key: value.key, validFrom, value, source, changedBy: actor.personId, at });

/**
 * Changes an entry: owner, basis, how often, what it holds. An item of the Regulations keeps its name.
 *
 * @throws Refusal disclosure/no-such-node (404), disclosure/fixed-node, disclosure/no-parent, disclosure/parent-is-below,
 *   disclosure/levels-beyond-parent, disclosure/no-words (422), disclosure/not-keeper (403)
 */
export async function changeEntry(
  kernel: Kernel,
  { node, source, actor, at }: Acting & { readonly node: unknown; readonly source: string },
): Promise<void> {
  const typed = CatalogueNode.parse(node);
  const value = { ...typed, freshness: freshnessOf(typed) };
  const nodes = await catalogueOn(kernel, dayOf(at));
  const before = nodes.find(({ key }) => key === value.key);
  await assertKeeps(kernel, actor, before?.keeper ?? null);
  if (!before) throw refuse('disclosure/no-such-node', {}, 404);
  if (source.trim().length < 5) throw refuse('disclosure/no-words', {}, 422);
  // What was adopted with another rhythm keeps it; who changes the rhythm keeps to the rule.
  const isRetimed = JSON.stringify(before.freshness) !== JSON.stringify(value.freshness);
  const fault = nodeFault(value, nodes) ?? (isRetimed ? timeFault(value) : null);
  if (fault) throw refuse(fault, {}, 422);
  await inTransaction(kernel.pool, (tx) => put(tx, value, dayOf(at), source, actor, at));
}

/**
 * Ends an entry that holds nothing below it, with today as its last day. What was published under it stays, and is found by
 * the comparison until it stands under another.
 *
 * @throws Refusal disclosure/no-such-node (404), disclosure/fixed-node, disclosure/node-is-group, disclosure/no-words (422),
 *   disclosure/not-keeper (403)
 */
export async function endEntry(
  kernel: Kernel,
  { key, reason, actor, at }: Acting & { readonly key: string; readonly reason: string },
): Promise<void> {
  const nodes = await catalogueOn(kernel, dayOf(at));
  const node = nodes.find((each) => each.key === key);
  await assertKeeps(kernel, actor, node?.keeper ?? null);
  if (!node) throw refuse('disclosure/no-such-node', {}, 404);
  if (node.fixed) throw refuse('disclosure/fixed-node', {}, 422);
  if (nodes.some(({ parent }) => parent === key)) throw refuse('disclosure/node-is-group', {}, 422);
  if (reason.trim().length < 5) throw refuse('disclosure/no-words', {}, 422);
  await inTransaction(kernel.pool, async (tx) => {
    await catalogueRegister.end(tx, key, dayOf(at));
    await tx.client.query(
      'insert into disclosure.catalogue_end (key, last_day, reason, ended_by, at) values ($1, $2, $3, $4, $5)',
      [key, dayOf(at), reason.trim(), actor.personId, at],
    );
  });
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
  const typed = CatalogueNode.parse({ ...(node as object), fixed: false, statutoryItem: null, source: 'city' });
  const value = { ...typed, freshness: freshnessOf(typed) };
  const nodes = await catalogueOn(kernel, dayOf(at));
  if (nodes.some(({ key }) => key === value.key)) throw refuse('disclosure/node-exists', {}, 422);
  const { region } = (await directoryOf(kernel)).agencyById(agencyId);
  // Whose entry it will be: the city's, or one of the county or township around the agency.
  if (value.keeper !== null && !(await organOf(kernel, agencyId)).regions.includes(value.keeper)) {
    throw refuse('disclosure/other-keeper', {}, 422);
  }
  const fault = nodeFault(value, nodes) ?? timeFault(value);
  if (fault) throw refuse(fault, {}, 422);
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
  await assertKeeps(kernel, actor, node.keeper);
  const fault = nodeFault(node, await catalogueOn(kernel, dayOf(at)));
  if (fault) throw refuse(fault, {}, 422);
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
  const { snapshot, node } = await proposal(kernel, id);
  await assertKeeps(kernel, actor, node.keeper);
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

/**
 * Checks that every organ that owes the new entry has published something under it.
 *
 * @throws Refusal disclosure/entry-empty with those that have not, those of `act`
 */
export async function checkFilled(kernel: Kernel, { id, actor, at, seenSeq }: Decided): Promise<void> {
  const { snapshot, node: proposed } = await proposal(kernel, id);
  // As it stands now: the office may have named other organs when it took it in, or since.
  const node = (await catalogueOn(kernel, dayOf(at))).find(({ key }) => key === proposed.key) ?? proposed;
  const missing = await unfilledBy(kernel, node);
  // Whoever may not check it is told so, and nothing else.
  const may = capacityFor(entryProcess.actions.fill.by, actor, snapshot) !== null;
  if (may && snapshot.state === 'filling' && missing.length > 0) {
    const shown = missing.slice(0, MOST_NAMED).join('、');
    throw refuse('disclosure/entry-empty', { count: missing.length, agencies: shown }, 409);
  }
  await act(kernel, {
    matter: snapshot,
    act: 'fill',
    actor,
    at,
    ...(seenSeq === undefined ? {} : { seenSeq }),
    facts: { key: node.key },
    evidence: { missing: missing.length },
  });
}

const MOST_NAMED = 10;
