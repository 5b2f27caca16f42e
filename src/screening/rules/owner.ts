import { ownerUnder, type Page } from './page.ts';
import { LABELS_OF_ORGANS, MARKS_OF_PERSONS } from './words.ts';

const WINDOW = 160;

const lastIndexOf = (pattern: RegExp, text: string): number => {
  let last = -1;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) last = found.index;
  return last;
};

/** Whose a number, mailbox or address is that nobody calls private or official: by the table it stands in, else by what was spoken of last. */
export function ownerOf(page: Page, position: number): 'person' | 'organ' | null {
  const line = page.lineAt(position);
  if (page.cellsOf(line).length > 1) {
    const header = page.headerOf(line);
    if (header) return ownerUnder(header);
  }
  const window = page.text.slice(Math.max(0, position - WINDOW), position);
  const gap = Math.max(window.lastIndexOf('\n\n'), window.lastIndexOf('\r\n\r\n'));
  const near = gap === -1 ? window : window.slice(gap + 2);
  const person = lastIndexOf(MARKS_OF_PERSONS, near);
  const organ = lastIndexOf(LABELS_OF_ORGANS, near);
  if (person === -1 && organ === -1) return null;
  return person > organ ? 'person' : 'organ';
}
