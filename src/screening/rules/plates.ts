import type { Page } from './page.ts';
import type { Take } from './runs.ts';

const PLATE =
  /[·•.\-－ ]?(?:[DABCEFGHJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DABCEFGHJK]|(?=[A-Z0-9]{0,4}[0-9])[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9学警挂港澳试超])(?![A-Za-z0-9]|-\d|号(?![牌车小大重轻中]|[\p{Script=Han}]{0,5}[车货客轿]))/uy;

/** A car, or another plate in a row of them. */
const CALLED =
  /车|牌|驾驶|停放|乘坐|搭乘|[\p{Script=Han}][A-Z][·•.\-－ ]?[A-Z0-9]{4,6}[学警挂港澳试超]?(?:[（(][^）)]{0,8}[）)])?[、，,;； 和及]$/u;

const isCalled = (page: Page, at: number, end: number): boolean =>
  CALLED.test(page.before(at, 16)) ||
  /[车牌]/u.test(page.columnAt(at)) ||
  /^号?[（(]?(?:[大中小微轻重]型|轿车|[白黑红蓝灰银绿]色|[\p{Script=Han}]{0,4}[客货轿]车|牌)/u.test(
    page.text.slice(end, end + 10),
  );

/** The plate that begins with this province; answers where to go on. */
export function takePlate(page: Page, at: number, take: Take): number {
  const { text } = page;
  const letter = text.charCodeAt(at + 1);
  if (letter < 65 || letter > 90 || letter === 73) return at + 1;
  PLATE.lastIndex = at + 2;
  const plate = PLATE.exec(text)?.[0];
  if (plate === undefined) return at + 1;
  const end = at + 2 + plate.length;
  // Dots and blanks are of the plate only where it is called so, or drawn as it is painted.
  if (/^[.\- ]/u.test(plate) && !isCalled(page, at, end)) return at + 1;
  if (/(?:字|编号|许可|证号|文号|批号)[^，。；]{0,6}[:：]?$/u.test(page.before(at, 14))) return end;
  take('vehicle_plate', at, end);
  return end;
}
