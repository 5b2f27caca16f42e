import { type Day, isDay } from '../../kernel/day.ts';
import { weightedSum } from './weighted-sum.ts';

/** What is wrong with an 18-digit identity number; the first fault found, in this order. */
export type ResidentIdFault =
  | 'identity/resident-id-shape'
  | 'identity/resident-id-area'
  | 'identity/resident-id-birth'
  | 'identity/resident-id-birth-future'
  | 'identity/resident-id-checksum';

/** Whose card carries the number: 居民身份证, 港澳台居民居住证 or 外国人永久居留身份证 (2023 edition). */
export type ResidentIdKind = 'citizen' | 'hk-macao-taiwan-resident' | 'foreign-permanent-resident';

/** What the number itself says about its holder. */
export type ResidentIdFacts = {
  readonly kind: ResidentIdKind;
  /** First six digits for a citizen or resident; for a foreigner the province `xx0000` of first application. */
  readonly areaCode: string;
  readonly birthOn: Day;
  readonly sex: 'male' | 'female';
};

const SHAPE = /^\d{17}[\dX]$/;
const OLD_SHAPE = /^\d{15}$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const DIGITS = '0123456789';
const CHECKS = '10X98765432';

/** Provinces of GB/T 2260. A card of the 81, 82 and 83 areas is a residence permit and names no county. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
);
const PERMIT_AREAS = new Set(['810000', '820000', '830000']);

const checkOf = (first17: string): string => CHECKS.charAt(weightedSum(first17, WEIGHTS, DIGITS) % 11);

const kindOf = (number: string): ResidentIdKind => {
  if (number.startsWith('9')) return 'foreign-permanent-resident';
  return PERMIT_AREAS.has(number.slice(0, 6)) ? 'hk-macao-taiwan-resident' : 'citizen';
};

const areaOf = (number: string): string =>
  kindOf(number) === 'foreign-permanent-resident' ? `${number.slice(1, 3)}0000` : number.slice(0, 6);

const birthOf = (number: string): string => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/**
 * Why a text is not a valid identity number, or `null` when it is one. Covers the resident identity card, the
 * residence permit of Hong Kong, Macao and Taiwan residents, and the foreigner's permanent residence card of 2023:
 * they share length, birth date and check character. Any one wrong digit and any two neighbours swapped are caught.
 *
 * @param number in canonical form: 18 characters, a last `X` in capital
 * @param today nobody is born after it
 * @law GB 11643-1999; the area is checked to the province only, for counties come and go
 */
export function residentIdFault(number: string, today: Day): ResidentIdFault | null {
  if (!SHAPE.test(number)) return 'identity/resident-id-shape';
  const area = areaOf(number);
  if (!PROVINCES.has(area.slice(0, 2)) && !PERMIT_AREAS.has(area)) return 'identity/resident-id-area';
  const birth = birthOf(number);
  if (!isDay(birth) || birth < '1850-01-01') return 'identity/resident-id-birth';
  if (birth > today) return 'identity/resident-id-birth-future';
  return checkOf(number) === number.charAt(17) ? null : 'identity/resident-id-checksum';
}

/** What a valid number says; `null` when {@link residentIdFault} would find a fault. */
export function residentIdFacts(number: string, today: Day): ResidentIdFacts | null {
  if (residentIdFault(number, today) !== null) return null;
  const birthOn = birthOf(number);
  if (!isDay(birthOn)) return null;
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return { kind: kindOf(number), areaCode: areaOf(number), birthOn, sex };
}

/** The 18-digit number of a first-generation card (15 digits), or `null` when the text is not one. */
export function upgradeResidentId(old: string): string | null {
  if (!OLD_SHAPE.test(old)) return null;
  const first17 = `${old.slice(0, 6)}19${old.slice(6)}`;
  return first17 + checkOf(first17);
}

/** Whole years lived on a day, full on the birthday itself; someone born on 29 February grows older on 1 March. */
export function ageOn(birthOn: Day, today: Day): number {
  const years = Number(today.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return today.slice(5) < birthOn.slice(5) ? years - 1 : years;
}
