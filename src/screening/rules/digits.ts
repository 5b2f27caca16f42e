import type { Kind } from './kinds.ts';
import { takeLandline } from './landlines.ts';
import { isBankCard, isOldResidentId, isResidentId, isWeakIssuer } from './numbers.ts';
import type { Page } from './page.ts';
import { isInAddress, isLetterAt, labelOf, type Run, type Take } from './runs.ts';
import {
  CARD_NUMBER,
  DISABILITY_CARD,
  HK_MACAO,
  ID_NUMBER,
  OFFICE_PHONE,
  OFFICERS_CARD,
  ORGAN_ACCOUNT,
  PASSPORT,
  PRIVATE_PHONE,
  TAIWAN,
  THING_NUMBER,
  TRAVEL_PAPER,
} from './words.ts';

type Atom = { readonly start: number; readonly end: number; readonly digits: string };

const isDigit = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 0xff10 && code <= 0xff19);
/** Blanks, hyphens and what cannot be seen, as they stand within a number that is written in groups. */
const isGap = (code: number): boolean =>
  code === 0x20 ||
  code === 0x2d ||
  code === 0xa0 ||
  code === 0xad ||
  code === 0x3000 ||
  (code >= 0x2002 && code <= 0x200d) ||
  (code >= 0x2010 && code <= 0x2015) ||
  code === 0x2060 ||
  code === 0xfeff ||
  code === 0xff0d ||
  code === 0x2212;
const MOST_ATOMS = 40;

const WIDE = /[０-９Ａ-Ｚａ-ｚ]/u;
/** Digits and letters of full width as those of a typewriter. */
const narrow = (text: string): string => (WIDE.test(text) ? narrowed(text) : text);
const narrowed = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** The groups of digits that begin here; a word of the text may hold several numbers. */
export function atomsFrom(text: string, from: number): readonly Atom[] {
  const atoms: Atom[] = [];
  let at = from;
  while (atoms.length < MOST_ATOMS) {
    const start = at;
    let isWide = false;
    for (let code = text.charCodeAt(at); isDigit(code); code = text.charCodeAt(at)) {
      isWide ||= code > 0xff;
      at += 1;
    }
    const digits = text.slice(start, at);
    atoms.push({ start, end: at, digits: isWide ? narrowed(digits) : digits });
    let next = at;
    while (next < at + 3 && isGap(text.charCodeAt(next))) next += 1;
    if (next === at || !isDigit(text.charCodeAt(next))) return atoms;
    at = next;
  }
  return atoms;
}

/** Takes every number of a person among these groups. */
export function takeNumbers(page: Page, atoms: readonly Atom[], take: Take): void {
  for (let first = 0; first < atoms.length; ) {
    const whole = atoms.length - first > 4 ? spacedIdentity(page, atoms, first, take) : -1;
    if (whole !== -1) {
      first = whole + 1;
      continue;
    }
    if (spacedCard(page, atoms, first, take)) {
      first += 5;
      continue;
    }
    const last = longestFrom(page, atoms, first, take);
    first = last + 1;
  }
}

/** A resident's number written place by place, as scanners do: it goes before whatever shorter number begins it. */
function spacedIdentity(page: Page, atoms: readonly Atom[], first: number, take: Take): number {
  let value = '';
  const groups: number[] = [];
  for (let last = first; last < atoms.length && value.length < 18; last += 1) {
    const atom = atoms[last];
    if (!atom) break;
    value += atom.digits;
    groups.push(atom.digits.length);
    if (value.length !== 17 && value.length !== 18) continue;
    const run = { page, value, start: atoms[first]?.start ?? atom.start, end: atom.end, groups };
    if (takeResident(run, take)) return last;
  }
  return -1;
}

/** Four times four and what is left over: the first sixteen may pass the check by chance. */
function spacedCard(page: Page, atoms: readonly Atom[], first: number, take: Take): boolean {
  if (atoms.length - first < 5) return false;
  const five = atoms.slice(first, first + 5);
  const [start, last] = [five[0]?.start, five[4]];
  if (start === undefined || !last || last.digits.length > 3) return false;
  if (!five.every(({ digits }, i) => i === 4 || digits.length === 4)) return false;
  const groups = five.map(({ digits }) => digits.length);
  return takeCard({ page, value: five.map(({ digits }) => digits).join(''), start, end: last.end, groups }, take);
}

/** Groups put together until they make a number; answers the last group that was used. */
function longestFrom(page: Page, atoms: readonly Atom[], first: number, take: Take): number {
  let value = '';
  const groups: number[] = [];
  for (let last = first; last < atoms.length; last += 1) {
    const atom = atoms[last];
    if (!atom) break;
    value += atom.digits;
    groups.push(atom.digits.length);
    if (value.length > 21 && groups.length > 1) break;
    const run = { page, value, start: atoms[first]?.start ?? atom.start, end: atom.end, groups };
    if (takeRun(run, take)) return last;
  }
  return first;
}

function takeRun(run: Run, take: Take): boolean {
  const { value } = run;
  if (value.length < 7) return false;
  return (
    takeResident(run, take) ||
    takeMobile(run, take) ||
    takeCard(run, take) ||
    takeLandline(run, take) ||
    takePaper(run, take)
  );
}

const isThing = (label: string): boolean =>
  (THING_NUMBER.test(label) && !ID_NUMBER.test(label)) || OFFICERS_CARD.test(label);
function takeResident(run: Run, take: Take): boolean {
  const { page, value, start, end } = run;
  const { text } = page;
  if (value.length === 17) {
    const disability = /^[XxＸ]\d{2}(?![A-Za-z0-9])/u.exec(text.slice(end, end + 4));
    if (disability && isResidentId(`${value}X`) && DISABILITY_CARD.test(labelOf(run))) {
      take('resident_id', start, end + 3);
      return true;
    }
    const tail = /^[ \-－\u200b]?[XxＸｘ×](?![A-Za-z0-9])/u.exec(text.slice(end, end + 3));
    if (!tail || !isResidentId(`${value}X`)) return false;
    return takeIdentity(run, end + tail[0].length, take);
  }
  if (value.length === 18) return isResidentId(value) && takeIdentity(run, end, take);
  if (value.length === 20 && isResidentId(value.slice(0, 18)) && DISABILITY_CARD.test(labelOf(run))) {
    take('resident_id', start, end);
    return true;
  }
  if (value.length !== 15 || !isOldResidentId(value) || isLetterAt(text, end) || isLetterAt(text, start - 1))
    return false;
  const label = labelOf(run);
  const isCalled = ID_NUMBER.test(label);
  if (run.groups.length > 1 && !isCalled) return false;
  if (!isCalled && (THING_NUMBER.test(label) || CARD_NUMBER.test(label) || isInAddress(page, start))) return false;
  take('resident_id', start, end);
  return true;
}

function takeIdentity(run: Run, end: number, take: Take): boolean {
  const { page, start } = run;
  if (isLetterAt(page.text, end) || /[A-Za-z]{2}$/u.test(page.text.slice(Math.max(0, start - 2), start))) return false;
  const label = labelOf(run);
  if (isThing(label)) return false;
  take('resident_id', start, end);
  return true;
}

/** Numbers that no operator has: whoever calls one a telephone may have written it wrongly, else it is something else. */
const NOT_GIVEN_OUT = /^1(?:4[0-4]|6[013489])/u;

/** The eleven digits, in the groups that people write them in, without 86; null where they are none. */
function mobileOf(run: Run): string | null {
  const { value, groups } = run;
  const { length } = value;
  if (length !== 11 && length !== 13 && length !== 15) return null;
  const isAbroad = length !== 11 && /^(?:00)?86/u.test(value);
  if (isAbroad && groups.length > 1 && groups[0] !== 2 && groups[0] !== 4) return null;
  const digits = isAbroad ? value.slice(-11) : value;
  if (!/^1[3-9]\d{9}$/u.test(digits) || /^1(\d)\1{9}$/u.test(digits)) return null;
  if (NOT_GIVEN_OUT.test(digits) && !/电话|手机|联系|号码|Tel|Mobile/iu.test(mobileLabel(run))) return null;
  if (isAbroad || groups.length === 1) return digits;
  return /^(?:3-4-4|3-3-5|4-3-4|3-8|7-4|5-6|(?:1-){10}1)$/u.test(groups.join('-')) ? digits : null;
}

function takeMobile(run: Run, take: Take): boolean {
  const { page, value, end } = run;
  let { start } = run;
  const { text } = page;
  const digits = mobileOf(run);
  if (digits === null) return false;
  const next = text.slice(end, end + 2);
  if (/^(?:[A-Za-z_元万亿%％]|\.\d|[-－]\d)/u.test(next)) return false;
  const previous = text.slice(Math.max(0, start - 12), start);
  if (/[A-Za-z_][-_]?$/u.test(previous) && !/(?:tel|phone|mobile|mob|cell|wx|weixin)[-_]?$/iu.test(previous))
    return false;
  if (/(?:\d\.|[¥￥$])$/u.test(previous) || isInAddress(page, start)) return false;
  if (/\+$/u.test(previous) && digits !== value) start -= 1;
  const label = mobileLabel(run);
  if (isThing(label) || isOffices(label)) return true;
  take('mobile', start, end);
  return true;
}

const isOffices = (label: string): boolean => OFFICE_PHONE.test(label) && !PRIVATE_PHONE.test(label);

/** What stands before the first of several numbers counts for all: 咨询电话：0531-88886666、13800138000. */
function mobileLabel(run: Run): string {
  const column = run.page.columnAt(run.start);
  if (column !== '') return column;
  const before = run.page.before(run.start, 60);
  return before.replace(/(?:[\d\s+\-－—、，,;；/／转或]|（\d+）|\(\d+\)){1,40}$/u, (all) =>
    /\d/u.test(all) ? '：' : all,
  );
}

function takeCard(run: Run, take: Take): boolean {
  const { page, value, start, end, groups } = run;
  if (value.length < 13 || value.length > 19) return false;
  if (
    groups.length > 1 &&
    !/^(?:(?:4-){3,4}[1-4]|4-6-5|4-6-4|6-1[03]|(?:1-){12,18}1|4-1[25]|8-8|8-11|10-9)$/u.test(groups.join('-'))
  )
    return false;
  const label = labelOf(run);
  const isCalled = CARD_NUMBER.test(label);
  if (!isBankCard(value, isCalled)) return false;
  const around = page.text[start - 1];
  if (
    isLetterAt(page.text, start - 1) ||
    isLetterAt(page.text, end) ||
    /^(?:\.\d|元|万)/u.test(page.text.slice(end, end + 2))
  )
    return false;
  if (/[.]$/u.test(around ?? '') || isInAddress(page, start) || (!isCalled && isThing(label))) return false;
  if (!isCalled && isWeakIssuer(value)) return false;
  if (ORGAN_ACCOUNT.test(page.before(start, 60))) return false;
  take('bank_card', start, end);
  return true;
}

const CALLED_TAIWAN = /(?:台湾|台胞|臺灣|大陆通行证)[^\d]{0,24}$/u;

/** Permits of Taiwan people are digits only: somebody has to call them so. */
function takePaper(run: Run, take: Take): boolean {
  const { page, value, start, groups } = run;
  let { end } = run;
  if (groups.length > 1 || (value.length !== 8 && value.length !== 10)) return false;
  if (isLetterAt(page.text, start - 1) || isLetterAt(page.text, end)) return false;
  const label = paperLabel(page, start, 30);
  if (!TAIWAN.test(label) || !TRAVEL_PAPER.test(label) || !CALLED_TAIWAN.test(label)) return false;
  if (/[年月]$|电话|日期/u.test(label)) return false;
  const issue = value.length === 10 ? /^[（(][A-Z0-9]{1,2}[）)]/u.exec(page.text.slice(end, end + 4)) : null;
  if (issue) end += issue[0].length;
  take('taiwan_permit', start, end);
  return true;
}

/** Letters right before digits: passports and permits. Answers whether there was one. */
export function takeLettered(page: Page, digitsAt: number, take: Take): boolean {
  const { text } = page;
  if (!isLetterAt(text, digitsAt - 1)) return false;
  const token = /(?:^|[^A-Za-z0-9Ａ-Ｚ])([A-Za-zＡ-Ｚ]{1,3})$/u.exec(text.slice(Math.max(0, digitsAt - 4), digitsAt));
  if (!token) return false;
  let end = digitsAt;
  while (isDigit(text.charCodeAt(end))) end += 1;
  if (token[1]?.length === 3) {
    // A foreigner's permanent residence card of 2017: the country in three letters.
    if (end - digitsAt !== 12 || isLetterAt(text, end) || !/居留/u.test(page.before(digitsAt, 40))) return false;
    take('resident_id', digitsAt - 3, end);
    return true;
  }
  if (isLetterAt(text, end) || end - digitsAt < 7 || end - digitsAt > 10) return false;
  const start = digitsAt - (token[1]?.length ?? 0);
  const value = narrow(text.slice(start, end)).toUpperCase();
  const kind = paperKind(page, start, value);
  if (kind === null) return false;
  take(kind, start, end);
  return true;
}

/** 证件号码 heads papers of every kind: then the row says of which it is. */
function paperLabel(page: Page, start: number, length: number): string {
  const column = page.columnAt(start);
  if (column === '') return page.before(start, length);
  if (!TRAVEL_PAPER.test(column)) return column;
  const cells = page.cellsOf(page.lineAt(start));
  const kinds = cells.filter(({ text }) => text.length <= 20 && /[证照]/u.test(text) && !/\d{5}/u.test(text));
  return `${kinds.map(({ text }) => text).join('')}${column}`;
}

function paperKind(page: Page, start: number, value: string): Kind | null {
  const isPassport = /^(?:[EGK]\d{8}|E[A-HJ-NP-Z]\d{7}|(?:[DSP]E?|MA)\d{7})$/u.test(value);
  const isPermit = /^(?:[HM]\d{8}(?:\d{2})?|[HM][A-Z]\d{6,7})$/u.test(value);
  const isOutward = /^(?:[CW]\d{8}|C[A-Z]\d{7})$/u.test(value);
  const isTaiwan = /^[LT]\d{8}$/u.test(value);
  if (!isPassport && !isPermit && !isOutward && !isTaiwan) return null;
  const label = paperLabel(page, start, 40);
  const isPaper = TRAVEL_PAPER.test(label);
  if (!isPaper && !PASSPORT.test(label) && THING_NUMBER.test(label)) return null;
  if (isPassport && (isPaper || PASSPORT.test(label))) return 'passport';
  if (isPermit && (isPaper || HK_MACAO.test(label))) return 'hk_macao_permit';
  if (isOutward && HK_MACAO.test(label)) return 'hk_macao_permit';
  if (isTaiwan && TAIWAN.test(label)) return 'taiwan_permit';
  return null;
}
