import type { Kind } from './kinds.ts';

/** How many signs of a number stay at the front and at the end. The birthday in a resident's number never does. */
const KEPT: Readonly<Partial<Record<Kind, readonly [number, number]>>> = {
  resident_id: [1, 1],
  mobile: [3, 4],
  landline: [4, 2],
  bank_card: [0, 4],
  passport: [1, 2],
  hk_macao_permit: [1, 2],
  taiwan_permit: [1, 2],
  vehicle_plate: [2, 2],
};
const SIGN = /[\p{Script=Han}A-Za-z0-9０-９Ａ-Ｚａ-ｚ]/u;

/**
 * How something is shown to everybody: `370***********1234`, `138****5678`, `王*英`. As long as it was, so that nothing
 * around it moves.
 */
export function maskOf(kind: Kind, text: string): string {
  if (kind === 'person_name') return text.length === 2 ? `${text.slice(0, 1)}*` : maskMiddle(text);
  if (kind === 'email')
    return text.replace(
      /^(.)?([^@]*)@/u,
      (_all, first: string, rest: string) => `${rest === '' ? '*' : first}${'*'.repeat(rest.length)}@`,
    );
  if (kind === 'home_address') return maskHome(text);
  const [front, back] = KEPT[kind] ?? [0, 0];
  const places = [...text].flatMap((sign, place) => (SIGN.test(sign) ? [place] : []));
  // Of a number with 86 before it the last eleven digits are the number.
  const own = kind === 'mobile' ? places.slice(-11) : places;
  const hidden = new Set(own.slice(front, own.length - back));
  return [...text].map((sign, place) => (hidden.has(place) ? '*' : sign)).join('');
}

const maskMiddle = (name: string): string => `${name.slice(0, 1)}${'*'.repeat(name.length - 2)}${name.slice(-1)}`;

/** The city and the district stay, the house does not. */
function maskHome(text: string): string {
  const region = /^(?:[\p{Script=Han}]{1,8}?(?:省|自治区|市|州|区|县|旗|镇|乡|街道))+/u.exec(text)?.[0] ?? '';
  const kept = /小区|社区$/u.test(region) ? '' : region;
  return kept + text.slice(kept.length).replace(/\S/gu, '*');
}
