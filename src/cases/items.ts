import { type Day, dayOf, type Kernel, refuse } from '../kernel/index.ts';
import { type ItemInForce, itemInForce } from '../service-items/index.ts';

/** @throws Refusal cases/item-not-found (404) */
export async function itemOn(kernel: Pick<Kernel, 'pool'>, code: string, on: Day): Promise<ItemInForce> {
  const item = await itemInForce(kernel, code, on);
  if (!item) throw refuse('cases/item-not-found', {}, 404);
  return item;
}

/** The item as it was when the application came in: what was promised then holds. */
export const itemOfApplication = (
  kernel: Pick<Kernel, 'pool'>,
  { itemCode, submittedAt }: { readonly itemCode: string; readonly submittedAt: Date },
) => itemOn(kernel, itemCode, dayOf(submittedAt));
