/** The characters for which a TrueType or OpenType font has a glyph: its `cmap` table, format 12 or 4. */
export function characterSet(font: Buffer): ReadonlySet<number> {
  const cmap = tableAt(font, 'cmap');
  const subtables = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i),
  );
  const wide = subtables.find((at) => font.readUInt16BE(at) === 12);
  if (wide !== undefined) return segmentedCoverage(font, wide);
  const narrow = subtables.find((at) => font.readUInt16BE(at) === 4);
  if (narrow !== undefined) return deltaCoverage(font, narrow);
  throw new Error('the font has no Unicode character map');
}

function tableAt(font: Buffer, tag: string): number {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`the font has no ${tag} table`);
}

function segmentedCoverage(font: Buffer, at: number): ReadonlySet<number> {
  const covered = new Set<number>();
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + 12 * i;
    const last = font.readUInt32BE(group + 4);
    for (let point = font.readUInt32BE(group); point <= last; point++) covered.add(point);
  }
  return covered;
}

function deltaCoverage(font: Buffer, at: number): ReadonlySet<number> {
  const covered = new Set<number>();
  const doubled = font.readUInt16BE(at + 6);
  for (let i = 0; i < doubled; i += 2) {
    const last = font.readUInt16BE(at + 14 + i);
    for (let point = font.readUInt16BE(at + 16 + doubled + i); point <= last && point < 0xffff; point++)
      covered.add(point);
  }
  return covered;
}

/** A character that cannot be printed, and the field it stands in, e.g. `facts.0.value`. */
export type Unprintable = { readonly field: string; readonly character: string; readonly code: string };

/** Line breaks and tabs are harmless; the other invisible characters (direction overrides above all) make a document lie. */
const HARMLESS = new Set(['\n', '\r', '\t']);
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}]/u;

/**
 * Every character in the texts of `value` that `fonts` cannot show or that must not stand in a document.
 * A box in place of a letter in somebody's name is a wrong document, so callers refuse instead of printing.
 */
export function unprintable(value: unknown, fonts: ReadonlySet<number>, field = ''): readonly Unprintable[] {
  if (typeof value === 'string') return unprintableIn(value, fonts, field);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    unprintable(member, fonts, field === '' ? key : `${field}.${key}`),
  );
}

function unprintableIn(text: string, fonts: ReadonlySet<number>, field: string): readonly Unprintable[] {
  const found = new Map<string, Unprintable>();
  for (const character of text) {
    if (HARMLESS.has(character)) continue;
    const point = character.codePointAt(0) ?? 0;
    if (fonts.has(point) && !FORBIDDEN.test(character)) continue;
    found.set(character, { field, character, code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}` });
  }
  return [...found.values()];
}
