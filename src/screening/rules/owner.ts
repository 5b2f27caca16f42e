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
const LINE = 0x0a;

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
    if (code === LINE && isBlankLine(text, end - 1)) return null;
    if (isPerson(text, end, from, position)) return 'person';
    if (endsWithOne(ORGANS, text, end, from)) return 'organ';
  }
  return null;
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
