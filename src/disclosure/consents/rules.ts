import type { ConsentRow } from './repo.ts';
import type { Interest } from './wire.ts';

const UNDER_WAY: ReadonlySet<string> = new Set(['asked', 'waiting', 'undecided', 'telling']);

type Standing = Pick<ConsentRow, 'state' | 'decidedHash'>;

/** In which order it is said what is still open: the first that applies. */
const OPEN: readonly (readonly [string, readonly string[]])[] = [
  ['disclosure/consent-open', ['asked', 'waiting']],
  ['disclosure/consent-undecided', ['undecided']],
  ['disclosure/consent-not-told', ['telling']],
];

/**
 * Why something that third parties were asked about may not be told yet, as a code with how many; null: it may. Where an
 * objection was respected the text has to have changed since.
 *
 * @law 政府信息公开条例 第十五条
 */
export function consentFault(
  consents: readonly Standing[],
  text: Buffer,
): { readonly code: string; readonly details: { readonly count: number } } | null {
  for (const [code, states] of OPEN) {
    const count = consents.filter(({ state }) => states.includes(state)).length;
    if (count > 0) return { code, details: { count } };
  }
  const kept = consents.filter(({ state, decidedHash }) => state === 'kept-back' && decidedHash?.equals(text) === true);
  return kept.length > 0 ? { code: 'disclosure/consent-kept-back', details: { count: kept.length } } : null;
}

/** Behind the key of a check: that it does concern somebody, and article 15 was followed. */
const FOLLOWED = ':article-15';
export const followedKey = (check: string): string => `${check}${FOLLOWED}`;

type Check = { readonly key: string; readonly interest?: string };
type Recorded = { readonly state: string; readonly interest: Interest; readonly askedHash: Buffer };

/**
 * Where what the reviewer ticks and what is recorded differ: he says article 15 was followed, and nothing says so; or that
 * nobody is concerned, and this very text is one that somebody was asked about.
 */
export function lookFault(
  checks: readonly Check[],
  checked: readonly string[],
  consents: readonly Recorded[],
  text: Buffer,
): { readonly code: string; readonly interest: string } | null {
  for (const { key, interest } of checks) {
    if (interest === undefined) continue;
    const ofIt = consents.filter((one) => one.interest === interest);
    const open = ofIt.filter(({ state }) => state === 'agreed' || state === 'overridden');
    // Where somebody is still being asked, that is what is said.
    const isUnderWay = ofIt.some(({ state }) => UNDER_WAY.has(state));
    if (checked.includes(followedKey(key)) && open.length === 0 && !isUnderWay)
      return { code: 'disclosure/consent-missing', interest };
    if (checked.includes(key) && open.some(({ askedHash }) => askedHash.equals(text)))
      return { code: 'disclosure/consent-contradicted', interest };
  }
  return null;
}
