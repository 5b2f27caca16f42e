import { followedKey } from '../consents/rules.ts';
import data from '../data/secrecy.json' with { type: 'json' };

/** What the reviewer answers for, one by one, before something passes. @law 政府信息公开条例 第十七条 */
export const secrecyChecks: readonly SecrecyCheck[] = data.checks;

type SecrecyCheck = {
  readonly key: string;
  readonly name: string;
  /** What of third parties it asks about, and what is said instead where it does concern them. */
  readonly interest?: string;
  readonly followed?: string;
};

/** Checks that were not ticked. */
export const unchecked = (checked: readonly string[]): readonly string[] =>
  secrecyChecks.flatMap(({ key, name }) => (checked.includes(key) || checked.includes(followedKey(key)) ? [] : [name]));

/** A word of the kind that stands on what is not for everybody, with a few signs on each side. */
export type Term = { readonly term: string; readonly around: string };

const AROUND = 12;
const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`);
const TERMS = new RegExp(
  data.terms
    .toSorted((a, b) => b.length - a.length)
    .map(escaped)
    .join('|'),
  'gu',
);

/** Words of secrets in a text, however they are spaced; blanks between the signs of a mark hide nothing. */
export function termsIn(text: string): readonly Term[] {
  const close = text.replaceAll(/[\s\u3000]+/gu, '');
  return [...close.matchAll(TERMS)].map(({ 0: term, index }) => ({
    term,
    around: close.slice(Math.max(0, index - AROUND), index + term.length + AROUND),
  }));
}
