import type { Result } from '../contract.ts';

/** How a piece of text is masked, and how much in it was. */
export type Masker = (text: string) => { readonly text: string; readonly masked: number };

/** What stands of a natural person: `张*`. A name that is masked already stays. */
export type NameMasker = (name: string) => string;

const TEXTS = ['subject', 'facts', 'basis', 'content'] as const;

/**
 * A result as it may be kept and shown: of a natural person the masked name wherever it stands, of everybody no numbers,
 * phones, accounts or homes. Answers how many places were masked.
 *
 * @law 个人信息保护法 第二十五条; 政府信息公开条例 第十五条
 */
export function maskedResult(
  result: Result,
  mask: Masker,
  maskName: NameMasker,
): { readonly result: Result; readonly masked: number } {
  const isPerson = result.partyKind === 'person';
  const party = isPerson && !result.party.includes('*') ? maskName(result.party) : result.party;
  let masked = party === result.party ? 0 : 1;
  const texts = Object.fromEntries(
    TEXTS.map((field) => {
      const named = isPerson ? result[field].replaceAll(result.party, party) : result[field];
      const found = mask(named);
      masked += found.masked + (named === result[field] ? 0 : 1);
      return [field, found.text];
    }),
  );
  return { result: { ...result, ...texts, party }, masked };
}
