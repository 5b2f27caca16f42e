import { directoryOf } from '../../identity/index.ts';
import { type Day, dayOf, inTransaction, type Kernel, refuse } from '../../kernel/index.ts';
import type { DemonstrationSite } from '../contract.ts';
import { demonstrationRegister } from '../registers.ts';
import type { Acting } from './acting.ts';

/** Names a demonstration site, or changes what is said of it. @throws Refusal access/forbidden (403) */
export async function nameSite(
  kernel: Kernel,
  key: string,
  value: DemonstrationSite,
  { actor, at }: Acting,
): Promise<void> {
  (await directoryOf(kernel)).agencyById(value.agencyId);
  kernel.access.check(actor, 'upward.sites', { agencyId: value.agencyId });
  const before = await demonstrationRegister.inForce(kernel.pool, key, dayOf(at));
  if (before) kernel.access.check(actor, 'upward.sites', { agencyId: before.value.agencyId });
  await inTransaction(kernel.pool, (tx) =>
    demonstrationRegister.put(tx, {
      key,
      validFrom: dayOf(at),
      value,
      source: 'workbench',
      changedBy: actor.personId,
      at,
    }),
  );
}

/** Today is the last day on which it is one. @throws Refusal matter/not-found (404), access/forbidden (403) */
export async function endSite(kernel: Kernel, key: string, { actor, at }: Acting): Promise<void> {
  const today: Day = dayOf(at);
  const before = await demonstrationRegister.inForce(kernel.pool, key, today);
  if (!before) throw refuse('upward/no-such-site', {}, 404);
  kernel.access.check(actor, 'upward.sites', { agencyId: before.value.agencyId });
  await inTransaction(kernel.pool, (tx) => demonstrationRegister.end(tx, key, today));
}
