import { weightedSum } from './weighted-sum.ts';

export type CreditCodeFault =
  | 'identity/credit-code-shape'
  | 'identity/credit-code-organisation'
  | 'identity/credit-code-checksum';
export type OrganisationCodeFault = 'identity/organisation-code-shape' | 'identity/organisation-code-checksum';

/** GB 32100 leaves out I, O, S, V and Z. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_SHAPE = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;
/** 3^i mod 31. */
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_SHAPE = /^[0-9A-Z]{8}[0-9X]$/;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const organisationCheckOf = (first8: string): string =>
  '0123456789X'.charAt((11 - (weightedSum(first8, ORGANISATION_WEIGHTS, ORGANISATION_ALPHABET) % 11)) % 11);

const creditCheckOf = (first17: string): string =>
  CREDIT_ALPHABET.charAt((31 - (weightedSum(first17, CREDIT_WEIGHTS, CREDIT_ALPHABET) % 31)) % 31);

/**
 * Why a text is not an organisation code, or `null`. The scheme catches one wrong digit and two digits swapped; a letter
 * mistaken for another character eleven places off passes, by design of the standard.
 *
 * @param code eight characters and the check character, without hyphen
 * @law GB 11714-1997
 */
export function organisationCodeFault(code: string): OrganisationCodeFault | null {
  if (!ORGANISATION_SHAPE.test(code)) return 'identity/organisation-code-shape';
  return organisationCheckOf(code) === code.charAt(8) ? null : 'identity/organisation-code-checksum';
}

/**
 * Why a text is not a unified social credit code, or `null`. Any one wrong character and any two neighbours swapped
 * are caught.
 *
 * @param code 18 characters in capitals
 * @law GB 32100-2015
 */
export function creditCodeFault(code: string): CreditCodeFault | null {
  if (!CREDIT_SHAPE.test(code)) return 'identity/credit-code-shape';
  if (creditCheckOf(code) !== code.charAt(17)) return 'identity/credit-code-checksum';
  return organisationCodeFault(code.slice(8, 17)) === null ? null : 'identity/credit-code-organisation';
}

/** What a unified social credit code says; ask {@link creditCodeFault} first. `category` depends on `registrar`. */
export const creditCodeParts = (code: string) => ({
  registrar: code.charAt(0),
  category: code.charAt(1),
  areaCode: code.slice(2, 8),
  organisationCode: code.slice(8, 17),
});
