// Where something stands on the page, found by counting what leaves ink. The server counts the same way.

const isBlank = (letter: string): boolean => /\s/u.test(letter);

function inkOf(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i += 1) if (!isBlank(text.charAt(i))) count += 1;
  return count;
}

/** How far into a text its ink reaches so many letters. */
function offsetOf(text: string, ink: number): number {
  let left = ink;
  for (let i = 0; i < text.length; i += 1) {
    if (isBlank(text.charAt(i))) continue;
    if (left === 0) return i;
    left -= 1;
  }
  return text.length;
}

/** Everything below an element that leaves ink, in order: words, and pictures by what is said of them. */
function* inked(root: Element): Generator<{ readonly node: Text | HTMLImageElement; readonly ink: number }> {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) yield { node, ink: inkOf(node.data) };
    else if (node instanceof HTMLImageElement) yield { node, ink: inkOf(node.alt) };
  }
}

/** The range between two places; null where the text has become too short for them. */
export function rangeOfInk(root: Element, start: number, end: number): Range | null {
  const range = document.createRange();
  let at = 0;
  let begun = false;
  for (const { node, ink } of inked(root)) {
    if (!begun && (start < at + ink || (start === end && start === at && node instanceof HTMLImageElement))) {
      if (node instanceof Text) range.setStart(node, offsetOf(node.data, start - at));
      else range.setStartBefore(node);
      begun = true;
    }
    if (begun && end <= at + ink) {
      if (node instanceof Text) range.setEnd(node, end <= at ? 0 : offsetOf(node.data, end - at - 1) + 1);
      else range.setEndAfter(node);
      return range;
    }
    at += ink;
  }
  return begun ? range : null;
}

/** Marks ranges without touching the text; browsers that cannot show none. */
export function markRanges(name: string, ranges: readonly Range[]): void {
  if (typeof Highlight === 'undefined' || !('highlights' in CSS)) return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
