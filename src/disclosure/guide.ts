import { type Agency, directoryOf } from '../identity/index.ts';
import {
  type Actor,
  type Day,
  dayOf,
  defineRegister,
  inTransaction,
  type Kernel,
  type RegisterEntry,
  refuse,
} from '../kernel/index.ts';
import { ELEMENTS, EXPECTED, Guide, GuideText, type ReviewReason, reviewReasons } from './rules/guide.ts';
import { guideElements, guideMore } from './text.ts';

/** Guides by the key of the agency. */
export const guideRegister = defineRegister<Guide>('disclosure-guide', (value) => Guide.parse(value), 'published');

export type GuideEntry = RegisterEntry<Guide>;
type Source = Kernel['pool'];

/** The guide in force with its version; null when the organ has none. */
export const guideEntry = (source: Source, agencyKey: string, on: Day): Promise<GuideEntry | null> =>
  guideRegister.inForce(source, agencyKey, on);

/** The guides in force, by the keys of their agencies. */
export const guidesOn = async (source: Source, on: Day): Promise<ReadonlyMap<string, GuideEntry>> =>
  new Map((await guideRegister.list(source, on)).map((entry) => [entry.key, entry]));

/**
 * Whether an agency keeps a guide of its own: offices within an organ act in its name, and a village committee is no organ
 * of the state.
 *
 * @law 政府信息公开条例 第十二条
 */
export const keepsGuide = ({ uscc, kind }: Pick<Agency, 'uscc' | 'kind'>): boolean =>
  uscc !== null && kind !== 'committee';

/** How an agency stands to its guide: none; one that is to be looked at again, with why; or one in order. */
export type GuideStanding = {
  readonly state: 'missing' | 'due' | 'good';
  readonly reasons: readonly ReviewReason[];
  /** What the city expects besides the article, and the guide does not say. */
  readonly lacking: readonly (typeof EXPECTED)[number][];
  readonly entry: GuideEntry | null;
};

export function standingOfGuide(
  entry: GuideEntry | null,
  agency: Pick<Agency, 'phone' | 'address'>,
  on: Day,
): GuideStanding {
  if (entry === null) return { state: 'missing', reasons: [], lacking: [], entry };
  const reasons = reviewReasons(entry, agency, on);
  const lacking = EXPECTED.filter((element) => entry.value[element] === '');
  return { state: reasons.length > 0 ? 'due' : 'good', reasons, lacking, entry };
}

/** Names of the elements of the article that are blank. */
export const missingIn = (guide: GuideText): readonly string[] =>
  ELEMENTS.filter((element) => guide[element] === '').map((element) => guideElements[element]);

/** Names of what the city expects besides and is blank. */
export const lackingIn = (guide: GuideText): readonly string[] =>
  EXPECTED.filter((element) => guide[element] === '').map((element) => guideMore[element]);

/**
 * Puts a guide in force, from today; the one before can be read on.
 *
 * @param seen the version that was looked at; 0 for an organ that had none
 * @throws Refusal disclosure/guide-incomplete (422) with the elements that are missing, disclosure/no-guide-of-its-own (409),
 *   disclosure/guide-changed (409) when somebody else has revised it meanwhile; access/forbidden (403)
 */
export async function putGuide(
  kernel: Kernel,
  {
    agencyId,
    guide,
    seen,
    actor,
    at,
  }: {
    readonly agencyId: number;
    readonly guide: unknown;
    readonly seen: number;
    readonly actor: Actor;
    readonly at: Date;
  },
): Promise<void> {
  kernel.access.check(actor, 'disclosure.guide', { agencyId });
  const value = GuideText.parse(guide);
  const missing = missingIn(value);
  if (missing.length > 0) throw refuse('disclosure/guide-incomplete', { missing: missing.join('、') }, 422);
  const agency = (await directoryOf(kernel)).agencyById(agencyId);
  if (!keepsGuide(agency)) throw refuse('disclosure/no-guide-of-its-own', {}, 409);
  const { key, name, phone, address } = agency;
  await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`disclosure-guide:${key}`]);
    const [latest] = await guideRegister.history(tx.client, key);
    if ((latest?.version ?? 0) !== seen) throw refuse('disclosure/guide-changed', {}, 409);
    await guideRegister.put(tx, {
      key,
      validFrom: dayOf(at),
      value: { ...value, known: { phone, address } },
      source: name,
      changedBy: actor.personId,
      at,
    });
  });
}
