import { maskName } from '../../identity/index.ts';
import { findPersonalData, maskPersonalData } from '../../screening/index.ts';
import type { Result } from '../contract.ts';
import { type Masker, maskedResult } from '../rules/masking.ts';

/** Masks whatever the screening finds in a text. */
const maskFound: Masker = (text) => {
  const hits = findPersonalData(text);
  let at = 0;
  let out = '';
  for (const { kind, start, end, text: found } of hits) {
    out += text.slice(at, start) + maskPersonalData(kind, found);
    at = end;
  }
  return { text: out + text.slice(at), masked: hits.length };
};

/** A result without anything of a natural person. @law 个人信息保护法 第二十五条 */
export const withoutPersons = (result: Result) => maskedResult(result, maskFound, maskName);
