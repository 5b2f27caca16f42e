/** Characters that must not begin a line. */
const CLOSING = /[，。、；：！？）》”’〉】〕]/;

/** The width of a text in a sans-serif face, near enough to draw boxes around it: ideographs are square. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += emsOf(character);
  return ems * size;
}

const emsOf = (character: string): number => {
  if (/[\u2010-\u2027\u2e80-\u{3ffff}]/u.test(character)) return 1;
  if (/[A-Z@%&mwMW]/.test(character)) return 0.72;
  return character === ' ' ? 0.3 : 0.58;
};

/** Breaks a text into lines no wider than `width`, at any ideograph but only around words of other scripts. */
export function textLines(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[A-Za-z0-9@._/-]+|[\s\S]/gu) ?? []) {
    const fits = textWidth(line + piece, size) <= width;
    if (fits || line === '' || (CLOSING.test(piece) && textWidth(line + piece, size) <= width + size)) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece.trimStart();
  }
  return line === '' ? lines : [...lines, line];
}
