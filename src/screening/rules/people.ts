import type { Hit } from './kinds.ts';
import { isLikelyName, isNameInColumn, isNameWithDot, isPersonName } from './names.ts';
import { type Cell, headingOver, type Line, type Page } from './page.ts';
import { isOfParts, mayBeginParts } from './peoples.ts';
import { signs } from './signs.ts';
import { surnameLength } from './surnames.ts';
import { NAME_COLUMN, NOT_NAMES } from './words.ts';

type Span = { readonly start: number; readonly end: number };
export type TakeName = (start: number, end: number) => void;

/** What may follow a name that nothing separates from the sentence. */
const AFTER =
  /^(?:$|[，,。；;：:、（）()\s|｜“”"'》/<[\]【】]|长[年期]|[于在的系因向等与和及为已将提申反称到被现家住男女经对所有自诉购驾未是同先身份手电户出生来到受获领取（签持名]|公民|银行|护照|联系|车牌|宅电|家中|家里)/u;
/** What begins after a name for certain: without it 张伟身 would be one. */
const FOLLOWS =
  /^(?:身份|公民身份|手机|电话|联系|现住|家住|宅电|家中|家里|户籍|住址|住所|一家|同志|先生|女士|反映|民间|擅自|提出|提交|申请|驾驶|购买|银行|护照|等[\d一二三四五六七八九十]|之[子女妻夫]|名下|所有|出生|来信|来访|来电|投诉|举报|不服|受伤|死亡|病故|骑|诉|位于|坐落)/u;
const BEFORE_MARK = /^[，,（(]/u;
const TITLES =
  /^(?:工|总|某|某某|某甲|某乙|先生|女士|小姐|经理|主任|老师|医生|律师|书记|局长|科长|处长|主席|会计|师傅|大爷|大妈|大姐|大哥|同志|氏|女|男|家|姓)$/u;
const LEFT =
  '于叫记任长师入替帮借欠付予至到送跟同，,、：:；;。（( \t\r\n\u3000\u00a0“"|｜>】/人主户者员方民生行胞属.．妻夫子女亲偶弟兄哥姐妹嫂媳婿叔姨舅名由向给对与和及或将被经让请找是系为';
const MAY_BE_LEFT = signs(LEFT);
const ENDS = signs('，,、：:；;。（()） \t\r\n\u3000\u00a0|｜<”"【/0123456789０１２３４５６７８９男女于在的系');
/** A name goes on into one of these without a mark. */
const GOES_ON = signs('遗不持逾未的身公证手电联住家宅现银卡账护车驾邮户同先女等');
const RIGHT =
  /(?:的?(?:身份证|公民身份|证件|手机|电话|联系|住址|家住|家[中里]|宅电|现住|住|银行|卡号|账号|护照|车牌|驾驶|邮箱|户籍|同志|先生|女士|等|遗失|不慎|持有?|逾期|未成年|未按|未在))/uy;
const DOTTED = /[\p{Script=Han}]{2,6}(?:[·•‧・][\p{Script=Han}]{1,7}){1,3}/uy;
const DOT = /[·•‧・]/u;
const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);

const isTitled = (word: string): boolean => TITLES.test(word.slice(1));

/** Whether a whole word is a name where a name is expected. */
export const isName = (word: string): boolean =>
  (isPersonName(word, true) && !isTitled(word)) || isNameWithDot(word) || isOfParts(word);

/** How long the name is at the front that is put together of parts: 次仁卓玛，身份证…; 0 for none. */
function partsAtFront(rest: string): number {
  if (!mayBeginParts(rest.charCodeAt(0))) return 0;
  for (const length of [6, 5, 4, 3, 2]) {
    const after = rest.slice(length);
    if (isOfParts(rest.slice(0, length)) && (AFTER.test(after) || FOLLOWS.test(after))) return length;
  }
  return 0;
}

/** The name at the front of a text that goes on: 申请人张伟于三月提出. The longer one first. */
export function nameAtFront(text: string, from: number): Span | null {
  const rest = text.slice(from, from + 12);
  const dotted = /^[\p{Script=Han}]{2,6}(?:[·•‧・][\p{Script=Han}]{1,7}){1,3}/u.exec(rest)?.[0];
  if (dotted) return { start: from, end: from + dotted.length };
  const other = partsAtFront(rest);
  if (other > 0) return { start: from, end: from + other };
  if (surnameLength(rest) === 0) return null;
  for (const length of [2, 3, 4]) {
    const word = rest.slice(0, length);
    if (FOLLOWS.test(rest.slice(length)) && isLikelyName(word) && !isTitled(word))
      return { start: from, end: from + length };
  }
  for (const length of [4, 3, 2]) {
    const word = rest.slice(0, length);
    if (word.length !== length || isTitled(word) || !AFTER.test(rest.slice(length))) continue;
    // After a word for a person and before a mark a rare surname will do.
    if (isLikelyName(word) || (BEFORE_MARK.test(rest.slice(length)) && isPersonName(word)))
      return { start: from, end: from + length };
  }
  return null;
}

/** The names that a label announces: `户主：张三、李四`. */
export function takeNamesAfter(text: string, from: number, take: TakeName): boolean {
  let at = from;
  let found = false;
  for (let i = 0; i < 20; i += 1) {
    const rest = text.slice(at, at + 24);
    // A name may be spread out so that all are of one width: 张　三.
    const spread = /^([\p{Script=Han}])[ \u3000]{1,2}([\p{Script=Han}])(?=$|[\s，,、；;。)）])/u.exec(rest);
    const word = /^[\p{Script=Han}·•‧・]{2,16}(?=$|[\s，,、；;。（()）|｜<"”】/\d*])/u.exec(rest)?.[0];
    const length =
      word && isName(word) ? word.length : spread && isPersonName(`${spread[1]}${spread[2]}`) ? spread[0].length : 0;
    const front = length === 0 && word === undefined ? nameAtFront(text, at) : null;
    const end = length > 0 ? at + length : front?.end;
    if (end === undefined) return found;
    take(at, end);
    found = true;
    const more = /^(?:[（(][^）)\n]{0,20}[）)])?[、，,和及]\s?(?=[\p{Script=Han}])/u.exec(text.slice(end, end + 26));
    if (!more) return found;
    at = end + more[0].length;
  }
  return found;
}

/** Names in the row or the sentence in which an identifier stands. */
export function takeNamesBeside(page: Page, hits: readonly Hit[], take: TakeName): void {
  const rows = new Set<number>();
  for (const hit of hits) {
    const line = page.lineAt(hit.start);
    const cells = page.cellsOf(line);
    if (cells.length > 1) {
      if (!rows.has(line.start)) takeNamesOfRow(cells, page.headerOf(line), take);
      rows.add(line.start);
    }
    takeNamesOfSentence(page, line, hit, take);
  }
}

/** 姓名, 户主, 诉求人; not 人员类别. */
const headsNames = (label: string): boolean =>
  /姓\s*名|名字/u.test(label) || (NAME_COLUMN.test(label) && !NOT_NAMES.test(label));

function takeNamesOfRow(cells: readonly Cell[], header: readonly Cell[] | null, take: TakeName): void {
  for (const [place, cell] of cells.entries()) {
    const heading = header ? (headingOver(header, cells, place)?.text ?? '') : '';
    const previous = cells[place - 1]?.text ?? '';
    const isNamed = heading === '' ? previous.length <= 12 && headsNames(previous) : headsNames(heading);
    const word = cell.text.replace(/[ \u3000]/gu, '');
    if (isNamed && (isName(word) || (isNameInColumn(word) && !isTitled(word)))) take(cell.start, cell.end);
    else if (heading === '' && !NOT_NAMES.test(previous) && isNameUnheaded(cells, place)) take(cell.start, cell.end);
  }
}

const IDENTITY = /^[1-9]\d{16}[\dXxＸ]$/u;
const NO_NAME = /[证号码件卡籍]|代表|配偶|父亲|母亲|子女|本人|户主|学生|丈夫|妻子|合计|小计/u;

/** 斯日古楞 right before a resident's number in a row that nothing heads: not everybody has a Chinese surname. */
const isBesideIdentity = (cells: readonly Cell[], place: number): boolean => {
  const word = cells[place]?.text ?? '';
  return (
    IDENTITY.test(cells[place + 1]?.text ?? '') &&
    word.length >= 3 &&
    isNameInColumn(word) &&
    !isTitled(word) &&
    !NO_NAME.test(word)
  );
};

function isNameUnheaded(cells: readonly Cell[], place: number): boolean {
  const word = cells[place]?.text ?? '';
  return isBesideIdentity(cells, place) || (isLikelyName(word) && !isTitled(word));
}

/** Not farther than the full stop, and not farther than a person reads them as one. */
function takeNamesOfSentence(page: Page, line: Line, hit: Hit, take: TakeName): void {
  const { text } = page;
  let start = hit.start;
  for (const least = Math.max(line.start, hit.start - 60); start > least; start -= 1)
    if (STOPS[text.charCodeAt(start - 1)] === 1) break;
  let end = hit.end;
  for (const most = Math.min(line.end, hit.end + 16); end < most; end += 1)
    if (AFTER_STOPS[text.charCodeAt(end)] === 1) break;
  // A word that is cut by the distance is not looked at.
  if (end < line.end && isHan(text.charCodeAt(end))) while (end > hit.end && isHan(text.charCodeAt(end - 1))) end -= 1;
  takeTokens(text, start, hit.start, take);
  takeDescribed(text, start, hit.start, take);
  if (end > hit.end + 1 && BESIDE[text.charCodeAt(hit.end)] === 1) takeTokens(text, hit.end + 1, end, take);
}

/** 其其格，女，56岁: whoever is said to be a man or a woman is a person, whatever his surname. */
const DESCRIBED = /(?:^|[．.、，：:；\s\d）)])([\p{Script=Han}]{2,5})[，,、]\s?[男女](?=[，,、])/gu;

function takeDescribed(text: string, from: number, to: number, take: TakeName): void {
  const stretch = text.slice(from, to);
  for (const found of stretch.matchAll(DESCRIBED)) {
    const [all, word = ''] = found;
    const start = from + found.index + all.indexOf(word);
    if ((isPersonName(word, true) && !isTitled(word)) || isNameInColumn(word)) take(start, start + word.length);
  }
}

const STOPS = signs('。；');
const AFTER_STOPS = signs('。；\t');
const BESIDE = signs(' \t\u3000\u00a0，,、（(：:');

/** Whether a word that ends here has ended: at a mark, or before what is said of a person. */
function isRight(text: string, at: number, to: number): boolean {
  if (at >= to) return true;
  const code = text.charCodeAt(at);
  if (ENDS[code] === 1) return true;
  if (GOES_ON[code] !== 1) return false;
  RIGHT.lastIndex = at;
  return RIGHT.test(text);
}

/** Names that stand between marks, or after a word for a person, within a stretch of a sentence. */
function takeTokens(text: string, from: number, to: number, take: TakeName): void {
  for (let at = from; at < to; at += 1) {
    const isOther = surnameLength(text, at) === 0;
    if (isOther && !mayBeginParts(text.charCodeAt(at))) continue;
    if (at > from && MAY_BE_LEFT[text.charCodeAt(at - 1)] !== 1) continue;
    const end = tokenEnd(text, at, to, isOther ? 6 : 4, from);
    if (end === -1) continue;
    take(at, end);
    at = end - 1;
  }
  if (DOT.test(text.slice(from, to))) takeDotted(text, from, to, take);
}

function isToken(text: string, at: number, end: number, from: number): boolean {
  const word = text.slice(at, end);
  const label = text.slice(Math.max(from, at - 8), at);
  const isAfterLabel = /[：:]\s*$/u.test(label);
  if (isAfterLabel && NOT_NAMES.test(label) && !NAME_COLUMN.test(label)) return false;
  const isFound = isAfterLabel && NAME_COLUMN.test(label) ? isPersonName(word) : isLikelyName(word, isSet(text, end));
  return isFound && !isTitled(word);
}

/** Whether a mark ends a word: then it is all of it. */
const isSet = (text: string, end: number): boolean => MARKS[text.charCodeAt(end)] === 1;
const MARKS = signs('，,、：:；;。（() \t\r\n\u3000\u00a0|｜');

/** 胡建宇的银行卡: the last of these is not of the name. */
const NO_LAST = signs('的于在系');

/** The longest name of two to four characters that begins here and has ended; -1 for none. */
function tokenEnd(text: string, at: number, to: number, longest: number, from: number): number {
  let most = at + 1;
  while (most < to && most < at + longest && isHan(text.charCodeAt(most))) most += 1;
  for (let end = most; end >= at + 2; end -= 1)
    if (isRight(text, end, to) && NO_LAST[text.charCodeAt(end - 1)] !== 1 && isToken(text, at, end, from)) return end;
  return -1;
}

function takeDotted(text: string, from: number, to: number, take: TakeName): void {
  for (let at = from; at < to; at += 1) {
    if (!isHan(text.charCodeAt(at)) || (at > from && MAY_BE_LEFT[text.charCodeAt(at - 1)] !== 1)) continue;
    DOTTED.lastIndex = at;
    const word = DOTTED.exec(text)?.[0] ?? '';
    const end = dottedEnd(text, at, word, to);
    if (end === -1) continue;
    take(at + (NOT_YET.exec(word)?.[0].length ?? 0), end);
    at = end - 1;
  }
}

/** 我叫买买提·艾力 */
const NOT_YET = /^(?:.{0,2}[叫是系]|姓名|本人|村民|居民|群众|业主|户主|学生)(?=[\p{Script=Han}]{2,}[·•‧・])/u;

/** 买买提·艾力身份证 ends before what is said of him. */
function dottedEnd(text: string, at: number, word: string, to: number): number {
  const least = at + word.search(DOT) + 2;
  for (let end = Math.min(at + word.length, to); word !== '' && end >= least; end -= 1)
    if (!DOT.test(text[end - 1] ?? '') && isRight(text, end, to)) return end;
  return -1;
}
