import { z } from 'zod';
import { directoryOf } from '../identity/index.ts';
import { type Actor, type Day, dayOf, defineRegister, inTransaction, type Kernel, refuse } from '../kernel/index.ts';
import { guideElements } from './text.ts';

const words = (most: number) => z.string().trim().max(most).default('');

/**
 * The disclosure guide of an organ, element by element.
 *
 * @law 政府信息公开条例 第十二条
 */
export const Guide = z.object({
  classification: words(4000),
  arrangement: words(4000),
  obtaining: words(4000),
  office: words(200),
  address: words(200),
  hours: words(200),
  phone: words(60),
  fax: words(60),
  internet: words(200),
  /** Not asked for by the article, and looked for by everybody: how to ask, and whom to complain to. */
  onRequest: words(4000),
  supervision: words(2000),
});
export type Guide = z.output<typeof Guide>;

/** What the article names; a guide without one of these is not in force. */
export const ELEMENTS = [
  'classification',
  'arrangement',
  'obtaining',
  'office',
  'address',
  'hours',
  'phone',
  'fax',
  'internet',
] as const satisfies readonly (keyof Guide)[];

/** Guides by the key of the agency. */
export const guideRegister = defineRegister<Guide>('disclosure-guide', (value) => Guide.parse(value), 'published');

/** The guide in force; null when the organ has none. */
export const guideOf = async ({ pool }: Pick<Kernel, 'pool'>, agencyKey: string, on: Day): Promise<Guide | null> =>
  (await guideRegister.inForce(pool, agencyKey, on))?.value ?? null;

/** @throws Refusal disclosure/guide-incomplete (422) with the elements that are missing; access/forbidden (403) */
export async function putGuide(
  kernel: Kernel,
  {
    agencyId,
    guide,
    actor,
    at,
  }: { readonly agencyId: number; readonly guide: unknown; readonly actor: Actor; readonly at: Date },
): Promise<void> {
  kernel.access.check(actor, 'disclosure.guide', { agencyId });
  const value = Guide.parse(guide);
  const missing = ELEMENTS.filter((element) => value[element] === '');
  if (missing.length > 0) {
    throw refuse(
      'disclosure/guide-incomplete',
      { missing: missing.map((name) => guideElements[name]).join('、') },
      422,
    );
  }
  const { key, name } = (await directoryOf(kernel)).agencyById(agencyId);
  await inTransaction(kernel.pool, (tx) =>
    guideRegister.put(tx, { key, validFrom: dayOf(at), value, source: name, changedBy: actor.personId, at }),
  );
}
