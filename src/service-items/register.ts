import { canonical, type Day, defineRegister, type Json, type Kernel, type Process } from '../kernel/index.ts';
import { type ItemFilter, type ItemInForce, type ItemSummary, type ServiceItem, ServiceItemShape } from './contract.ts';
import { type ItemFlow, processOf } from './process.ts';
import { type ItemPage, itemSummaries, versionInForce } from './repo.ts';

/** 事项库: every item version that is or was in force, by implementation code. */
export const itemRegister = defineRegister<ServiceItem>(
  'service-item',
  (value) => ServiceItemShape.parse(value),
  'published',
);

/** Versions never change once stored, so each is read once; what is compiled from its form is compiled once too. */
const kept = new WeakMap<object, Map<string, ItemInForce>>();
const KEPT_AT_MOST = 500;

/** The item as it is in force on a day, or null. */
export async function itemInForce(kernel: Pick<Kernel, 'pool'>, code: string, on: Day): Promise<ItemInForce | null> {
  const version = await versionInForce(kernel.pool, code, on);
  if (version === null) return null;
  const versions = kept.get(kernel.pool) ?? new Map<string, ItemInForce>();
  kept.set(kernel.pool, versions);
  const name = `${code} ${version}`;
  const known = versions.get(name);
  if (known) return known;
  const entry = await itemRegister.inForce(kernel.pool, code, on);
  if (!entry) return null;
  const item: ItemInForce = { ...entry.value, version: entry.version, validFrom: entry.validFrom };
  if (versions.size >= KEPT_AT_MOST) versions.clear();
  versions.set(`${code} ${entry.version}`, item);
  return item;
}

/** Items in force on a day, those with a form on line first, then by name (pinyin); all that fit, or one page. */
export const itemsOf = (
  kernel: Pick<Kernel, 'db'>,
  filter: ItemFilter,
  on: Day,
  page?: ItemPage,
): Promise<readonly ItemSummary[]> => itemSummaries(kernel, filter, on, page);

const processes = new Map<string, Process>();

/** The process an item's new applications run on; the same object for the same flow, so it is stored once. */
export function itemProcess(item: { readonly flow: ItemFlow }): Process {
  const key = canonical(flowJson(item.flow));
  const known = processes.get(key);
  if (known) return known;
  const process = processOf(item.flow);
  processes.set(key, process);
  return process;
}

const flowJson = (flow: ItemFlow): Json => ({ ...flow });
