import { addressAround, addressFrom } from './addresses.ts';
import { atomsFrom, takeLettered, takeNumbers } from './digits.ts';
import { takeHomesOfRows } from './homes.ts';
import type { Hit, Kind } from './kinds.ts';
import { takeMailbox } from './mailboxes.ts';
import { isInRecord, ownerOf } from './owner.ts';
import { type Cell, headingOver, type Line, layOut, ownerUnder, type Page } from './page.ts';
import { isName, nameAtFront, takeNamesAfter, takeNamesBeside } from './people.ts';
import { takePlate } from './plates.ts';
import { signs } from './signs.ts';
import { surnameLength } from './surnames.ts';
import { ADDRESS_COLUMN, HOME, NEUTRAL_ROLES, PERSON_ROLES, PLACE, PLACE_COLUMN } from './words.ts';

const DIGIT = 1;
const AT = 2;
const PROVINCE = 3;
const WORD = 4;

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼';
type Role = 'person' | 'neutral' | 'home' | 'place' | 'greeting';
const ROLES: readonly (readonly [Role, string])[] = [
  ['home', HOME],
  ['person', PERSON_ROLES],
  ['neutral', NEUTRAL_ROLES],
  ['place', PLACE],
  ['greeting', '：您好|：你好|:您好|:你好|同志：|先生：|女士：|同志:|先生:|女士:|：\n|：\r|:\n|:\r'],
];
const longestFirst = (words: readonly string[]): readonly string[] => words.toSorted((a, b) => b.length - a.length);

/** What each character may begin, and which pairs begin a label: one look for each character of a text. */
const classes = new Uint8Array(65_536);
const pairs = new Uint8Array(65_536);
const pairOf = (first: number, second: number): number => (first * 31 + second) & 0xffff;
for (let i = 0; i < 10; i += 1) {
  classes[48 + i] = DIGIT;
  classes[0xff10 + i] = DIGIT;
}
classes['@'.charCodeAt(0)] = AT;
classes['＠'.charCodeAt(0)] = AT;
/** Labels by the pair they begin with, the longest first. */
const labels = new Map<number, readonly { readonly word: string; readonly role: Role }[]>();
for (const [role, words] of ROLES) {
  for (const word of longestFirst(words.split('|'))) {
    classes[word.charCodeAt(0)] = WORD;
    if (word.length < 2) continue;
    const pair = pairOf(word.charCodeAt(0), word.charCodeAt(1));
    pairs[pair] = 1;
    labels.set(
      pair,
      [...(labels.get(pair) ?? []), { word, role }].toSorted((a, b) => b.word.length - a.word.length),
    );
  }
}
for (const province of PROVINCES) classes[province.charCodeAt(0)] = PROVINCE;
const LIVES = '住'.charCodeAt(0);
const HYPHEN = 0x2d;

/** The next place where something may begin. The one loop that sees every character, so there is nothing else in it. */
function nextAnchor(text: string, from: number): number {
  const { length } = text;
  for (let at = from; at < length; at += 1) {
    const code = text.charCodeAt(at);
    const found = classes[code];
    if (found === 0) continue;
    if (found === WORD) {
      if (pairs[(code * 31 + text.charCodeAt(at + 1)) & 0xffff] === 1 || code === LIVES) return at;
    } else if (found === PROVINCE) {
      const letter = text.charCodeAt(at + 1);
      if (letter >= 65 && letter <= 90) return at;
    } else return at;
  }
  return length;
}

/** The same over code units. */
function nextAnchorIn(codes: Uint16Array, from: number): number {
  const { length } = codes;
  for (let at = from; at < length; at += 1) {
    const code = codes[at] ?? 0;
    const found = classes[code];
    if (found === 0) continue;
    const next = codes[at + 1] ?? 0;
    if (found === WORD) {
      if (pairs[(code * 31 + next) & 0xffff] === 1 || code === LIVES) return at;
    } else if (found === PROVINCE) {
      if (next >= 65 && next <= 90) return at;
    } else return at;
  }
  return length;
}

type Search = {
  readonly page: Page;
  readonly hits: Hit[];
  /** Names that count where an identifier of the same person is near. */
  readonly maybe: { start: number; end: number; reach: number }[];
  readonly take: (kind: Kind, start: number, end: number) => void;
  header: number;
};

export type DetectOptions = {
  /** Rows of the text have their cells between commas. */
  readonly isCommaSeparated?: boolean;
  /** The code units of the text, for whoever has a long one. */
  readonly codes?: Uint16Array;
};

/**
 * Everything in a text that belongs to a person and is not published on purpose, in the order of the text, without
 * overlaps.
 *
 * @law 个人信息保护法 第二十五条, 第二十八条; 政府信息公开条例 第十五条
 */
export function detect(text: string, { isCommaSeparated = false, codes }: DetectOptions = {}): readonly Hit[] {
  const page = layOut(text, isCommaSeparated);
  const hits: Hit[] = [];
  const take = (kind: Kind, start: number, end: number): void => {
    hits.push({ kind, start, end, text: text.slice(start, end) });
  };
  const search: Search = { page, hits, maybe: [], take, header: -1 };
  const next = (from: number): number => (codes ? nextAnchorIn(codes, from) : nextAnchor(text, from));
  for (let at = next(0); at < text.length; ) {
    const found = classes[text.charCodeAt(at)];
    let end = at + 1;
    if (found === DIGIT) end = onDigits(search, at);
    else if (found === WORD) end = onWord(search, at);
    else if (found === PROVINCE) end = takePlate(page, at, take);
    else takeMailbox(page, at, take);
    at = next(end);
  }
  if (hits.length === 0) return hits;
  takeNames(search);
  return withoutOverlaps(hits);
}

const DOTTED = /1[3-9]\d\.\d{4}\.\d{4}(?![\d.])/uy;

/** 139.5551.2345 */
function takeDotted(page: Page, at: number, take: Search['take']): boolean {
  DOTTED.lastIndex = at;
  if (!DOTTED.test(page.text) || !/电话|手机|联系|Tel|Mobile/iu.test(page.before(at, 12))) return false;
  take('mobile', at, at + 13);
  return true;
}

const FLAT = signs('室单栋幢弄号座户组#＃-－—');
const BEFORE_FLAT = signs('区园苑府邸城庭里村院楼栋幢墅居湾郡寓层座元舍');
const NUMBER_OF = '号'.charCodeAt(0);
/** Before the number of a house that stands without its room: 三组12号. */
const BEFORE_HOUSE = signs('组队屯');

function onDigits({ page, take }: Search, at: number): number {
  const { text } = page;
  let end = at + 1;
  while (classes[text.charCodeAt(end)] === DIGIT) end += 1;
  // Most numbers of a text are days, years and amounts: they are too short, and nothing is joined to them.
  const next = text.charCodeAt(end);
  const goesOn =
    end - at < 7 &&
    (next === 0x20 ||
      next === 0x2d ||
      next === 0xa0 ||
      next === 0x3000 ||
      next === 0xff0d ||
      (next >= 0x2000 && next < 0x2070));
  if (next === 0x2e && end - at === 3 && takeDotted(page, at, take)) return at + 13;
  if (end - at >= 7 && takeLettered(page, at, take)) return end;
  if (end - at >= 7 || goesOn) {
    const atoms = atomsFrom(text, at);
    const last = atoms.at(-1);
    if (last && last.end - at >= 7) {
      takeNumbers(page, atoms, take);
      if (!isFlat(text, at, end)) return last.end;
    }
  }
  if (isFlat(text, at, end)) {
    const address = addressAround(page, at);
    if (address) {
      take('home_address', address.start, address.end);
      return Math.max(address.end, end);
    }
  }
  return end;
}

const IN_THREE = /[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4}(?![0-9-])/uy;
/** 9-4-637 right after a word: house, entrance, flat. */
function isFlatInThree(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before < 0x4e00 || before > 0x9fff) return false;
  IN_THREE.lastIndex = at;
  return IN_THREE.test(text);
}

function isFlat(text: string, at: number, end: number): boolean {
  if (end - at > 5) return false;
  const code = text.charCodeAt(end);
  if (FLAT[code] !== 1) return false;
  if (code === HYPHEN) return BEFORE_FLAT[text.charCodeAt(at - 1)] === 1 || isFlatInThree(text, at);
  if (code !== NUMBER_OF) return true;
  // Most are of roads and of documents; a flat with a room comes with its room.
  return (
    text[end + 1] === '楼' ||
    BEFORE_HOUSE[text.charCodeAt(at - 1)] === 1 ||
    BEFORE_HOUSE[text.charCodeAt(at - 2)] === 1 ||
    BEFORE_HOUSE[text.charCodeAt(at - 3)] === 1 ||
    BEFORE_HOUSE[text.charCodeAt(at - 4)] === 1
  );
}

function labelAt(text: string, at: number): { readonly length: number; readonly role: Role } | null {
  const found = labels.get(pairOf(text.charCodeAt(at), text.charCodeAt(at + 1)));
  if (found) for (const { word, role } of found) if (text.startsWith(word, at)) return { length: word.length, role };
  return text.charCodeAt(at) === LIVES ? { length: 1, role: 'place' } : null;
}

/** A label may begin here: a person, a home, or a place that may be one. */
function onWord(search: Search, at: number): number {
  const { page } = search;
  const { text } = page;
  const label = labelAt(text, at);
  if (!label) return at + 1;
  const end = at + label.length;
  if (label.role === 'greeting') return onGreeting(search, at);
  const line = page.lineAt(at);
  if (line.start !== search.header && page.isHeader(line)) {
    search.header = line.start;
    takeColumns(search, line);
  }
  if (line.start === search.header) return end;
  if (label.role === 'home' || label.role === 'place') return onAddress(search, at, end, label.role === 'home');
  return onRole(search, at, end, label.role === 'person');
}

/** 男，住……: the bare word is one only where something ends before it. */
const BEFORE_LIVES = signs('前原 \t\n\r\u3000\u00a0，,、；;）)');

/** Where the public goes, not where somebody lives. */
const OFFICE =
  /窗口|服务中心|大厅|办公|政务|机关|会议室|(?:文化|图书|博物|展览|档案|体育)馆|人民政府|委员会(?![\p{Script=Han}]{0,6}村)/u;

function onAddress({ page, take }: Search, at: number, end: number, isHome: boolean): number {
  const { text } = page;
  const isBare = end - at === 1;
  if (isBare && at > 0 && BEFORE_LIVES[text.charCodeAt(at - 1)] !== 1) return end;
  const bracket = /^[^：:，。；\s]{0,10}[）)]?(?=[：:])/u.exec(text.slice(end, end + 12))?.[0] ?? '';
  const from = end + (isBare ? 0 : bracket.length);
  const blank = /^[\s：:|"]*/u.exec(text.slice(from, from + 6))?.[0] ?? '';
  if (blank.includes('\n')) return end;
  const found = addressFrom(text, from + blank.length);
  if (!found) return end;
  if (!isHome) {
    const owner = isInRecord(page, at) ? 'person' : ownerOf(page, at);
    // 住……村18号: organs are situated, they do not live.
    if (OFFICE.test(text.slice(found.start, found.end + 4))) return end;
    if (owner !== 'person' && !(isBare && owner === null && /\d+[号室]$/u.test(text.slice(found.start, found.end))))
      return end;
  }
  if (/企业|公司|单位|注册|经营|办公|机构|营业|办理|受理/u.test(page.before(at, 6))) return end;
  take('home_address', found.start, found.end);
  return found.end;
}

/** How far an identifier may stand from a name for both to be of one person: in a form, in a sentence. */
const FAR = 300;
const NEAR = 90;
/** Who stands for an organ: only what is said of himself, right after his name. */
const BESIDE = 24;
const REPRESENTS = /法定代表|法人代表|负责人|经办人/u;
/** Who signs for an organ. */
const OFFICIAL =
  /^[，,、\s（(]{0,3}(?:系)?(?:职务[：:]?\s?)?(?:[\p{Script=Han}]{0,6}(?:局长|主任|市长|县长|区长|镇长|乡长|厅长|书记|院长|校长|部长|处长|科长|董事长|行长))/u;

const MAY_MARK = signs('：:（(, \t\u3000|｜姓名');

const PART_OF_A_WORD =
  /^(?:民政府|委会|委员|会|数|口|均|群|员|群众|代表|大会|服务|家属|权益|单位|类型|基本|情况|信息|资料)/u;

function onRole(search: Search, at: number, end: number, isPersonal: boolean): number {
  const { page, maybe, take } = search;
  const { text } = page;
  const role = text.slice(at, end);
  const reach = REPRESENTS.test(role) ? BESIDE : /名/u.test(role) ? FAR : NEAR;
  const takeName = (start: number, stop: number): void => {
    if (isPersonal) take('person_name', start, stop);
    else if (!OFFICIAL.test(text.slice(stop, stop + 12))) maybe.push({ start, end: stop, reach });
  };
  // Most words for persons stand in a sentence: neither a mark nor a name follows.
  if (MAY_MARK[text.charCodeAt(end)] !== 1 && (!isPersonal || surnameLength(text, end) === 0)) return end;
  const rest = text.slice(end, end + 30);
  const mark =
    /^(?:\s?[（(][^）)\n]{0,14}[）)])?(?:姓名|名称|名单)?(?:\s?[（(][^）)\n]{0,14}[）)])?\s{0,2}[：:][\s"]{0,4}|^(?:姓名)?(?:[\t|｜ \u3000]{1,3}|,"?)(?=[\p{Script=Han}])/u.exec(
      rest,
    )?.[0];
  if (mark !== undefined && !mark.includes('\n')) {
    takeNamesAfter(text, end + mark.length, takeName);
    return end + mark.length;
  }
  if (!isPersonal || PART_OF_A_WORD.test(rest)) return end;
  const name = nameAtFront(text, end);
  if (!name) return end;
  takeName(name.start, name.end);
  takeMore(text, name.end, takeName);
  return name.end;
}

/** 申请人张三、李四 */
function takeMore(text: string, end: number, takeName: (start: number, end: number) => void): void {
  if (/^[、和与及]/u.test(text.slice(end, end + 1))) {
    const next = nameAtFront(text, end + 1);
    if (next) takeName(next.start, next.end);
  }
}

/** 张伟同志：您反映的问题……  A letter to a person names him at the front of a line. */
function onGreeting({ page, take }: Search, at: number): number {
  const line = page.lineAt(at);
  const word = page.text.slice(line.start, at).trim();
  if (isName(word) && /^[^\n]{0,40}|\n[^\n]{0,60}/u.test(page.text.slice(at))) {
    const isLetter = /您|你/u.test(page.text.slice(at, at + 200));
    if (isLetter) take('person_name', at - word.length, at);
  }
  return at + 2;
}

const PERSON_COLUMN = new RegExp(
  `^(?:${longestFirst(PERSON_ROLES.split('|')).join('|')})(?:姓名|名称)?(?:[（(].*)?$`,
  'u',
);
const MOST_ROWS = 200_000;

/** The rows under a header that speaks of persons or homes. */
function takeColumns({ page, take }: Search, header: Line): void {
  const heads = page.cellsOf(header);
  const owner = ownerUnder(heads);
  const columns = heads.map(({ text }) => {
    if (PERSON_COLUMN.test(text.replace(/\s/gu, ''))) return 'person';
    return ADDRESS_COLUMN.test(text) || (PLACE_COLUMN.test(text) && owner === 'person') ? 'home' : null;
  });
  if (columns.every((column) => column === null)) return;
  let at = header.end;
  for (let i = 0; i < MOST_ROWS; i += 1) {
    const start = page.text.indexOf('\n', at) + 1;
    if (start === 0 || start >= page.text.length) return;
    const line = page.lineAt(start);
    const cells = page.cellsOf(line);
    if (cells.length < 2 || page.isHeader(line)) return;
    for (const [place, cell] of cells.entries()) {
      if (headingOver(heads, cells, place)) takeCell(page, cell, columns[place] ?? null, take);
    }
    at = line.end;
  }
}

function takeCell(page: Page, cell: Cell, column: 'person' | 'home' | null, take: Search['take']): void {
  if (column === 'person' && isName(cell.text.replace(/[ \u3000]/gu, ''))) take('person_name', cell.start, cell.end);
  if (column !== 'home') return;
  const address = addressFrom(page.text, cell.start);
  if (address && address.end <= cell.end) take('home_address', address.start, address.end);
}

function takeNames({ page, hits, maybe, take }: Search): void {
  const identifiers = hits.filter(({ kind }) => kind !== 'person_name').toSorted((a, b) => a.start - b.start);
  if (identifiers.length === 0) return;
  takeHomesOfRows(page, identifiers, take);
  const starts = identifiers.map(({ start }) => start);
  for (const { start, end, reach } of maybe) {
    const next = firstFrom(starts, start - reach);
    const near = identifiers[next];
    if (
      near &&
      near.start - end < reach &&
      !page.text.slice(Math.min(start, near.start), Math.max(start, near.start)).includes('\n\n')
    )
      take('person_name', start, end);
  }
  takeNamesBeside(page, identifiers, (start, end) => take('person_name', start, end));
}

function firstFrom(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of two that lie over each other a number goes before a word, else the longer one. */
function withoutOverlaps(hits: readonly Hit[]): readonly Hit[] {
  const rank = ({ kind }: Hit): number => (kind === 'person_name' ? 2 : kind === 'home_address' ? 1 : 0);
  const kept: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start || rank(a) - rank(b) || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || hit.start >= last.end) kept.push(hit);
    else if (rank(hit) < rank(last) || (rank(hit) === rank(last) && hit.end > last.end)) kept[kept.length - 1] = hit;
  }
  return kept;
}
