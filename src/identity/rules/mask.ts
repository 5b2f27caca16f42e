/**
 * Personal data as it may be shown. Each function hides what it does not recognise rather than let it through, and
 * never returns its input unless that is empty.
 *
 * @law 个人信息保护法 第五十一条; GB/T 35273
 */

const stars = (n: number): string => '*'.repeat(Math.max(n, 0));

/** `张*`, `李*敏`; one character alone is hidden. Counts characters as people do, rare ones outside the BMP too. */
export function maskName(name: string): string {
  const characters = [...name.trim()];
  const first = characters[0];
  if (first === undefined || characters.length === 1) return stars(characters.length);
  if (characters.length === 2) return `${first}*`;
  return `${first}${stars(characters.length - 2)}${characters.at(-1)}`;
}

/** First and last character only: the birth date is never shown. For every identity document, credit codes excepted. */
export function maskResidentId(number: string): string {
  return number.length < 4 ? stars(number.length) : `${number.charAt(0)}${stars(number.length - 2)}${number.at(-1)}`;
}

/** `138****0000`; a landline keeps area code and last two digits; anything else is hidden. */
export function maskPhone(number: string): string {
  if (/^1\d{10}$/.test(number)) return `${number.slice(0, 3)}****${number.slice(7)}`;
  const landline = /^(0\d{2,3})-?(\d{7,8})(?:-\d{1,6})?$/.exec(number);
  if (landline?.[1] === undefined || landline[2] === undefined) return stars(number.length);
  return `${landline[1]}-${stars(landline[2].length - 2)}${landline[2].slice(-2)}`;
}

/** The last four digits. */
export const maskBankCard = (number: string): string =>
  number.length < 13 ? stars(number.length) : `${stars(number.length - 4)}${number.slice(-4)}`;

/** As far as the county or district; house and village are hidden. */
export function maskAddress(address: string): string {
  const county = /^.{2,20}?(?:区|县|旗)/u.exec(address)?.[0];
  return address === '' ? '' : `${county !== undefined && county !== address ? county : ''}****`;
}
