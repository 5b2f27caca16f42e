import { ownerOf } from './owner.ts';
import type { Page } from './page.ts';
import { isInAddress, isLetterAt, labelOf, type Run, type Take } from './runs.ts';
import { OFFICE_PHONE, PRIVATE_PHONE, THING_NUMBER } from './words.ts';

/** One of these is in every word with which a telephone is called private. */
const MAY_BE_PRIVATE = /[电宅机话式码]/u;
const LANDLINE = /^0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}$/u;

/** With the code of its town, or the seven or eight places of the town itself. */
function landlineForm({ value, groups }: Run): 'long' | 'short' | null {
  if (value.length < 7 || value.length > 12) return null;
  if (LANDLINE.test(value) && (groups.length === 1 || groups[0] === 3 || groups[0] === 4)) return 'long';
  const isShort = value.length <= 8 && value.charCodeAt(0) >= 0x32 && groups.every((group) => group >= 3);
  return isShort ? 'short' : null;
}

/** The telephone of a household: what an office may be rung up by is none. */
export function takeLandline(run: Run, take: Take): boolean {
  const form = landlineForm(run);
  if (form === null) return false;
  const { page } = run;
  let { start, end } = run;
  const { text } = page;
  const isLong = form === 'long';
  const isShort = !isLong;
  const isBracketed = isShort && /[（(]0\d{2,3}[）)]\s?$/u.exec(text.slice(Math.max(0, start - 7), start));
  if (isLetterAt(text, start - 1) || isLetterAt(text, end) || /[.．/]$/u.test(text[start - 1] ?? '')) return false;
  if (isBracketed) start -= isBracketed[0].length;
  const label = labelOf({ ...run, start }, 40);
  if (isOtherColumn(page, start)) return false;
  const hasCode = isLong || (isBracketed !== null && isBracketed !== false);
  if (!hasCode && !MAY_BE_PRIVATE.test(label)) return false;
  if (!PRIVATE_PHONE.test(label) && !(hasCode && !RING_UP.test(label) && isOfPerson(page, start, label))) return false;
  const extension = /^(?:[-－—]|转)\d{1,6}(?!\d)/u.exec(text.slice(end, end + 8));
  if (extension && hasCode) end += extension[0].length;
  take('landline', start, end);
  return true;
}

/** Under a heading that says what the column holds, and it is no telephone. */
const isOtherColumn = (page: Page, start: number): boolean => {
  const column = page.columnAt(start);
  return column !== '' && !/电话|手机|联系|座机|固话|宅电|号码|方式|传真|Tel|phone/iu.test(column);
};

const RING_UP = /(?:拨打|致电|请电)[^\d]{0,4}$/u;

/** 联系电话 may be anybody's: what was spoken of before decides. */
const isOfPerson = (page: Page, start: number, label: string): boolean =>
  !OFFICE_PHONE.test(label) &&
  !THING_NUMBER.test(label) &&
  !isInAddress(page, start) &&
  ownerOf(page, start) === 'person';
