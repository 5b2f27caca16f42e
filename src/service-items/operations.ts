import { directoryOf } from '../identity/index.ts';
import {
  type Actor,
  canonical,
  type Day,
  dayOf,
  indexDocument,
  inTransaction,
  type Json,
  type Kernel,
  publishRecord,
  refuse,
  type Transaction,
} from '../kernel/index.ts';
import type { ItemInForce, ServiceItem } from './contract.ts';
import { itemInForce, itemRegister } from './register.ts';
import { codesWithoutGuide, namesOfBasicCode, storeOffer } from './repo.ts';
import { type ItemFault, itemFaults } from './rules.ts';
import { GUIDE, searchDocumentOf } from './search.ts';
import { faultSentences } from './text.ts';

export type NewVersion = {
  /** The first day on which new applications follow it. */
  readonly validFrom: Day;
  /** Why it changes, or where it comes from; public. */
  readonly source: string;
  readonly actor: Actor;
  readonly at: Date;
};

/** What keeps the item from being published, the other items of its basic code included. */
export async function faultsOf(kernel: Kernel, item: ServiceItem, today: Day): Promise<readonly ItemFault[]> {
  const others = await namesOfBasicCode(kernel, item.basicCode, item.code, today);
  const differing = others.find(({ name, typeCode }) => name !== item.name || typeCode !== item.typeCode);
  const named: readonly ItemFault[] = differing
    ? [
        {
          code: 'service-items/name-differs',
          path: 'name',
          message: `${faultSentences['service-items/name-differs']}${differing.name}。`,
        },
      ]
    : [];
  return [...itemFaults(item, today), ...named];
}

/**
 * Puts a version of an item in force and publishes its guide, both or neither. Matters that are under way keep the
 * process they were opened with.
 *
 * @throws Refusal service-items/faulty (422) with `details.list` the faults; service-items/no-such-agency (422);
 *   register/earlier-than-current
 */
export async function putItem(kernel: Kernel, item: ServiceItem, version: NewVersion): Promise<ItemInForce> {
  kernel.access.check(version.actor, 'service-items.change', { agencyId: item.agencyId });
  await assertAgency(kernel, item);
  const faults = await faultsOf(kernel, item, dayOf(version.at));
  if (faults.length > 0) throw refuse('service-items/faulty', { faults: faults.length, list: faults }, 422);
  return inTransaction(kernel.pool, (tx) => store(tx, item, version));
}

async function assertAgency(kernel: Kernel, item: ServiceItem): Promise<void> {
  const agency = (await directoryOf(kernel)).agencies.find(({ id }) => id === item.agencyId);
  const isRight = agency && agency.uscc === item.code.slice(0, 18) && agency.region.startsWith(item.region);
  if (!isRight) throw refuse('service-items/no-such-agency', {}, 422);
}

async function store(
  tx: Transaction,
  item: ServiceItem,
  { validFrom, source, actor, at }: NewVersion,
): Promise<ItemInForce> {
  const entry = await itemRegister.put(tx, {
    key: item.code,
    validFrom,
    value: item,
    source,
    changedBy: actor.personId,
    at,
  });
  const stored: ItemInForce = { ...entry.value, version: entry.version, validFrom: entry.validFrom };
  await storeOffer(tx, stored);
  // What begins later is published on its first day, by the routine below.
  if (validFrom <= dayOf(at)) await publishGuide(tx, stored, at);
  return stored;
}

/** Makes a version the guide that is found and read; the guide before stays readable under its number. */
async function publishGuide(tx: Transaction, item: ItemInForce, at: Date): Promise<void> {
  await publishRecord(tx, {
    kind: GUIDE,
    key: item.code,
    title: item.name,
    agencyId: item.agencyId,
    region: item.region,
    content: jsonOf(item),
    at,
  });
  await indexDocument(tx.client, searchDocumentOf(item));
}

/** Publishes the guide of every version that has come in force since; answers how many. */
export async function publishGuidesInForce(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  const codes = await codesWithoutGuide(kernel, today);
  for (const code of codes) {
    const item = await itemInForce(kernel, code, today);
    if (item) await inTransaction(kernel.pool, (tx) => publishGuide(tx, item, at));
  }
  return codes.length;
}

/** The item as plain JSON, which is what it is made of. */
function jsonOf(item: ItemInForce): Json {
  const json: Json = JSON.parse(JSON.stringify(item));
  // Whatever cannot be hashed must not be published.
  canonical(json);
  return json;
}
