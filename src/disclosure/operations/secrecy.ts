import { type Kernel, refuse } from '../../kernel/index.ts';
import { readDocument } from '../../screening/index.ts';
import { consentsOf } from '../consents/repo.ts';
import { lookFault } from '../consents/rules.ts';
import { consentText } from '../consents/text.ts';
import { INTERESTS } from '../consents/wire.ts';
import type { Content } from '../contract.ts';
import type { Source } from '../repo/publications.ts';
import { secrecyChecks, type Term, termsIn, unchecked } from '../rules/secrecy.ts';
import { documentsOf } from './screen.ts';

/** A word of secrets in what would be published, and where: its title and notes, its text, or a part of a file. */
type FoundTerm = Term & { readonly document: string; readonly part: string };

const MOST_SHOWN = 50;

/** Looks for words of secrets in everything a publication would show, files and their hidden parts included. */
export async function secretTerms(kernel: Kernel, source: Source, content: Content): Promise<readonly FoundTerm[]> {
  const found: FoundTerm[] = [];
  for (const { name, bytes } of await documentsOf(kernel, source, content)) {
    for await (const part of readDocument(name, bytes)) {
      if ('error' in part) continue;
      for (const term of termsIn(part.text)) {
        if (found.length < MOST_SHOWN) found.push({ ...term, document: name, part: part.part });
      }
    }
  }
  return found;
}

/**
 * What is asked of a reviewer before something passes as no secret: every check answered for, and a word on each mark of
 * secrets that the program has found.
 *
 * @throws Refusal disclosure/secrecy-unchecked, disclosure/secret-terms (422)
 * @law 政府信息公开条例 第十七条
 */
export function assertLookedAt(
  terms: readonly FoundTerm[],
  { checked, words }: { readonly checked: readonly string[] | undefined; readonly words: string },
): void {
  const open = checked === undefined ? [] : unchecked(checked);
  if (open.length > 0) throw refuse('disclosure/secrecy-unchecked', { open: open.join('；') }, 422);
  if (terms.length > 0 && words.length < 5) {
    throw refuse('disclosure/secret-terms', { terms: [...new Set(terms.map(({ term }) => term))].join('、') }, 422);
  }
}

/**
 * What the reviewer says of third parties is what the record says of them.
 *
 * @throws Refusal disclosure/consent-missing, disclosure/consent-contradicted (422)
 * @law 政府信息公开条例 第十五条
 */
export async function assertAsRecorded(
  source: Source,
  id: number,
  text: Buffer,
  checked: readonly string[] | undefined,
): Promise<void> {
  const fault = lookFault(secrecyChecks, checked ?? [], await consentsOf(source, id), text);
  if (!fault) return;
  const interest = INTERESTS.find((one) => one === fault.interest);
  throw refuse(fault.code, { interest: interest ? consentText.interests[interest] : fault.interest }, 422);
}
