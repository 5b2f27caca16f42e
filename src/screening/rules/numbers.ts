const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const [C18, C19, C20] = ['18', '19', '20'].map((two) => two.charCodeAt(0) * 256 + two.charCodeAt(1));
const CHECKS = '10X98765432';
/** The first two digits of GB/T 2260, and the residence permits of Hong Kong, Macao and Taiwan people. */
const PROVINCES: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/** A rule knows no today; a birthday long after this was written is none. */
const LAST_YEAR = 2035;

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1880 || year > LAST_YEAR || month < 1 || month > 12 || day < 1) return false;
  const days = month === 2 ? (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28) : 30;
  return day <= (month === 2 ? days : days + ([4, 6, 9, 11].includes(month) ? 0 : 1));
}

/**
 * A resident's number of 18 places with its check character, also of a foreigner's permit (it begins with 9).
 *
 * @law GB 11643-1999
 */
export function isResidentId(value: string): boolean {
  if (value.length !== 18) return false;
  // Most numbers of eighteen places fail here: the century.
  const century = value.charCodeAt(6) * 256 + value.charCodeAt(7);
  if (century !== C18 && century !== C19 && century !== C20) return false;
  if (!/^\d{17}[\dX]$/u.test(value)) return false;
  if (!PROVINCES.has(value.slice(0, 2)) && !(value.startsWith('9') && PROVINCES.has(value.slice(1, 3)))) return false;
  if (!isDate(Number(value.slice(6, 10)), Number(value.slice(10, 12)), Number(value.slice(12, 14)))) return false;
  let sum = 0;
  for (let i = 0; i < 17; i += 1) sum += (value.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return CHECKS[sum % 11] === value[17];
}

/** A resident's number of the first kind: 15 digits, no check. */
export const isOldResidentId = (value: string): boolean =>
  /^[1-8]\d{14}$/u.test(value) &&
  PROVINCES.has(value.slice(0, 2)) &&
  isDate(1900 + Number(value.slice(6, 8)), Number(value.slice(8, 10)), Number(value.slice(10, 12)));

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i += 1) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

/** Issuers whose numbers stand for themselves: UnionPay, the old cards of Chinese banks, Visa, Mastercard, JCB. */
const ISSUERS =
  /^(?:62\d{14,17}|9[0-9]{15,18}|(?:60|68|69|81)\d{14,17}|4\d{15}|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|6(?:011|5\d\d)\d{12})$/u;
/** Numbers that could be many other things: only where somebody calls them a card. */
const SHORT_ISSUERS = /^(?:3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|4\d{12}|[1-9]\d{15,18}|62\d{11,13})$/u;

export const isBankCard = (digits: string, isCalledCard: boolean): boolean =>
  (ISSUERS.test(digits) || (isCalledCard && SHORT_ISSUERS.test(digits))) &&
  !/^(\d)\1+$/u.test(digits) &&
  passesLuhn(digits);

/** The weak ones among the issuers, whose numbers are also made by others. */
export const isWeakIssuer = (digits: string): boolean => /^(?:9|81|60|68|69|2)/u.test(digits);
