import type { Mark, Run, TextRun } from './nodes.ts';

const ORDER: readonly Mark[] = ['strong', 'em', 'del', 'sub', 'sup'];
/** Characters nobody sees and some use to hide words; tabs and line ends are spaces. */
const UNSEEN = /[\p{Cf}\uFFFE\uFFFF]|(?![\t\n\r\f])\p{Cc}/gu;
/** Chinese is written without spaces: a line that was broken in the source is joined. */
const CJK = /[\u2E80-\u303F\u30A0-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/u;
const SPACES = /[\t\n\r\f \u00A0\u2000-\u200A\u202F\u205F]+/gu;

export const textRun = (text: string, marks: ReadonlySet<Mark>, href: string | null): TextRun => ({
  kind: 'text',
  text: text.toWellFormed().replace(UNSEEN, ''),
  marks: ORDER.filter((mark) => marks.has(mark)),
  href,
});

/**
 * Runs as paragraphs: two line breaks part them, as does one before an indented line; spaces are one space, none at the
 * ends; neighbours of the same look are one run. What is empty is left out.
 */
export const paragraphsOf = (runs: readonly Run[], isOneLine = false): readonly (readonly Run[])[] =>
  (isOneLine ? [runs] : parted(runs)).map(tidied).filter((found) => found.length > 0);

function parted(runs: readonly Run[]): readonly (readonly Run[])[] {
  const paragraphs: Run[][] = [];
  let current: Run[] = [];
  let breaks = 0;
  for (const run of runs) {
    if (run.kind === 'break') {
      breaks += 1;
      continue;
    }
    if (run.kind === 'text' && run.text.replace(SPACES, '') === '' && breaks > 0 && !/\u3000/u.test(run.text)) continue;
    const isIndented = run.kind === 'text' && /^[\s]*(?:\u3000|\u00A0{2})/u.test(run.text);
    if (breaks > 1 || (breaks === 1 && isIndented)) {
      paragraphs.push(current);
      current = [];
    } else if (breaks === 1) current.push({ kind: 'break' });
    breaks = 0;
    current.push(run);
  }
  return [...paragraphs, current];
}

/** What was written last, and whether a space is due before what follows. */
type Pen = { last: string; isSpaceDue: boolean; wasLineEnd: boolean };

function tidied(runs: readonly Run[]): readonly Run[] {
  const tidy: Run[] = [];
  const pen: Pen = { last: '', isSpaceDue: false, wasLineEnd: false };
  for (const run of runs) {
    if (run.kind === 'text') pushText(tidy, run, pen);
    else {
      if (run.kind === 'image' && pen.isSpaceDue && pen.last !== '') pushText(tidy, plain(' '), pen);
      tidy.push(run);
      pen.last = run.kind === 'break' ? '' : 'x';
      pen.isSpaceDue = false;
      pen.wasLineEnd = false;
    }
  }
  return trimmed(tidy);
}

const plain = (text: string): TextRun => ({ kind: 'text', text, marks: [], href: null });

function pushText(tidy: Run[], run: TextRun, pen: Pen): void {
  let text = '';
  for (const piece of run.text.split(/([\t\n\r\f \u00A0\u2000-\u200A\u202F\u205F]+)/u)) {
    if (piece === '') continue;
    if (/^[\t\n\r\f \u00A0\u2000-\u200A\u202F\u205F]/u.test(piece)) {
      pen.isSpaceDue = true;
      pen.wasLineEnd ||= /[\r\n]/u.test(piece);
      continue;
    }
    const joins = pen.wasLineEnd && CJK.test(pen.last) && CJK.test(piece.charAt(0));
    if (pen.isSpaceDue && pen.last !== '' && !joins) text += ' ';
    text += piece;
    pen.last = piece.slice(-1);
    pen.isSpaceDue = false;
    pen.wasLineEnd = false;
  }
  if (text !== '') append(tidy, { ...run, text });
}

function append(tidy: Run[], run: TextRun): void {
  const before = tidy.at(-1);
  if (before?.kind === 'text' && before.href === run.href && before.marks.join() === run.marks.join())
    tidy[tidy.length - 1] = { ...before, text: before.text + run.text };
  else tidy.push(run);
}

/** Without breaks and wide spaces at the ends; the indent of a paragraph is a matter of style. */
function trimmed(runs: readonly Run[]): readonly Run[] {
  let found = runs;
  for (;;) {
    const first = found[0];
    const last = found.at(-1);
    if (first === undefined || last === undefined) return [];
    if (first.kind === 'break') found = found.slice(1);
    else if (last.kind === 'break') found = found.slice(0, -1);
    else if (first.kind === 'text' && /^\s/u.test(first.text))
      found = kept({ ...first, text: first.text.trimStart() }, found.slice(1), true);
    else if (last.kind === 'text' && /\s$/u.test(last.text))
      found = kept({ ...last, text: last.text.trimEnd() }, found.slice(0, -1), false);
    else return found.map(unlinked);
  }
}

const kept = (run: TextRun, others: readonly Run[], isFirst: boolean): readonly Run[] =>
  run.text === '' ? others : isFirst ? [run, ...others] : [...others, run];

/** A link without words leads nobody anywhere. */
const unlinked = (run: Run): Run =>
  run.kind === 'text' && run.href !== null && run.text.trim() === '' ? { ...run, href: null } : run;
