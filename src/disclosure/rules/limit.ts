import type { Genre } from '../contract.ts';
import { RESULT_WORKDAYS, USUAL_WORKDAYS } from '../process.ts';

/** Within how many working days, and by which rule. */
export type PublicationLimit = { readonly workdays: number; readonly law: string };

/**
 * The limit for a genre, or the shorter one that its entry in the catalogue has.
 *
 * @law 政府信息公开条例 第二十六条; 国办发〔2018〕118号 (enforcement: seven and twenty working days)
 */
export function limitOf(
  genre: Genre,
  node: { readonly workdays: number; readonly law: string } | null,
): PublicationLimit {
  const byGenre = limitOfGenre(genre);
  return node !== null && node.workdays < byGenre.workdays ? node : byGenre;
}

function limitOfGenre(genre: Genre): PublicationLimit {
  if (genre === 'licence-result' || genre === 'penalty-result') {
    return { workdays: RESULT_WORKDAYS, law: '国办发〔2018〕118号 二（三）' };
  }
  if (genre === 'enforcement-result') return { workdays: USUAL_WORKDAYS, law: '国办发〔2018〕118号 二（三）' };
  return { workdays: USUAL_WORKDAYS, law: '政府信息公开条例 第二十六条' };
}
