import { ownerUnder, type Page } from './page.ts';
import { endings, endsWithOne, signs } from './signs.ts';
import { LABELS_OF_ORGANS, MARKS_OF_PERSONS } from './words.ts';

const WINDOW = 160;
const PERSONS = endings(MARKS_OF_PERSONS.split('|'));
const ORGANS = endings(LABELS_OF_ORGANS.split('|'));
const SEX = signs('男女');
/** 张三，男，…… */
const AROUND_SEX = signs('，,、。；; \t\r\n\u3000|');
const YEARS = '岁'.charCodeAt(0);
const [LINE, TAB] = [0x0a, 0x09];

/** Whose a number, mailbox or address is that nobody calls private or official: by the table it stands in, else by what was spoken of last. */
export function ownerOf(page: Page, position: number): 'person' | 'organ' | null {
  const line = page.lineAt(position);
  let from = Math.max(0, position - WINDOW);
  if (page.cellsOf(line).length > 2) {
    const header = page.headerOf(line);
    if (header) return ownerUnder(header);
    // A row that nothing heads is of one person or organ; the row above is of another.
    from = Math.max(from, line.start);
  }
  const { text } = page;
  // Backwards: what was said last is met first, and most of the window is not looked at.
  for (let end = position; end > from; end -= 1) {
    const code = text.charCodeAt(end - 1);
    if (code === LINE && (isBlankLine(text, end - 1) || isProse(text, end - 1))) return null;
    if (isPerson(text, end, from, position)) return 'person';
    if (endsWithOne(ORGANS, text, end, from)) return 'organ';
  }
  return null;
}

/** A form says one thing in each line; whoever is spoken of in a paragraph is not who is named after it. */
const LONG = 80;
function isProse(text: string, end: number): boolean {
  const from = Math.max(0, end - LONG);
  for (let at = end - 1; at >= from; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === LINE || code === TAB) return false;
  }
  return from > 0;
}

const isBlankLine = (text: string, at: number): boolean =>
  text.charCodeAt(at - 1) === LINE || (text.charCodeAt(at - 1) === 0x0d && text.charCodeAt(at - 2) === LINE);

function isPerson(text: string, end: number, from: number, position: number): boolean {
  const code = text.charCodeAt(end - 1);
  if (code === YEARS) {
    const before = text.charCodeAt(end - 2);
    return before >= 48 && before <= 57;
  }
  if (SEX[code] === 1 && end < position)
    return AROUND_SEX[text.charCodeAt(end)] === 1 && AROUND_SEX[text.charCodeAt(end - 2)] === 1;
  return endsWithOne(PERSONS, text, end, from);
}

/** 性别：男；身份证号码：…；执行法院：…；住所地：…: whoever is described lives there, whatever court is named on the way. */
export const isInRecord = (page: Page, at: number): boolean => {
  const before = page.before(at, 160);
  const described = Math.max(before.lastIndexOf('身份证号'), before.lastIndexOf('公民身份'));
  return (
    described !== -1 &&
    /\d{6}/u.test(before.slice(described)) &&
    !/公司|信用代码|法定代表|联系|办公|申请复查|起诉/u.test(before.slice(described))
  );
};
