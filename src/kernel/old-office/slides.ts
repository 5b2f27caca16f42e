import { refuse } from '../refusal.ts';
import type { Compound } from './compound.ts';

/** Records of slides. */
const T = {
  persistedSlide: 0x03f3,
  macros: 0x0400,
  slide: 0x03ee,
  notes: 0x03f0,
  shownHow: 0x03f9,
  list: 0x0ff0,
  interaction: 0x0ff3,
  edit: 0x0ff5,
  header: 0x0f9f,
  wide: 0x0fa0,
  narrow: 0x0fa8,
  words: 0x0fba,
  embedded: 0x1011,
  directory: 0x1772,
  locked: 0x2f14,
} as const;

const MOST_DEEP = 40;
const MOST_ATOMS = 1_000_000;
const MOST_EDITS = 10_000;
const LOCKED = 0xf3d1c4df;

type Atom = {
  readonly type: number;
  readonly from: number;
  readonly to: number;
  /** Types of the records around it, and where the outermost begins. */
  readonly way: readonly number[];
  readonly root: number;
  /** What the record right around it is of its type: a list of slides, of masters, of notes. */
  readonly within: number;
};

type SlideText = { readonly isTitle: boolean; readonly text: string };
/** One slide, with what stands in its outline and in its boxes. */
export type OldSlide = { readonly isHidden: boolean; readonly texts: readonly SlideText[] };

export type Slides = {
  /** Those that are shown today, in their order. */
  readonly slides: () => readonly OldSlide[];
  /** Everything that is written in the stream, by the slide or notes it stands in; in older states of them too. */
  readonly texts: () => readonly { readonly part: string; readonly text: string }[];
  readonly hasMacros: boolean;
  readonly hasEmbedded: boolean;
  /** A click runs a program or a macro. */
  readonly isActive: boolean;
};

/**
 * The slides in a compound file, PowerPoint 97 to 2003; WPS wrote the same.
 *
 * @returns null where there are none
 * @throws Refusal files/encrypted, files/broken (422)
 */
export function readSlides({ streams }: Compound): Slides | null {
  const stream = streams.find(({ name }) => name === 'PowerPoint Document');
  if (!stream) return null;
  const current = streams.find(({ name }) => name === 'Current User')?.read() ?? Buffer.alloc(0);
  if (current.length >= 20 && current.readUInt32LE(12) === LOCKED) throw refuse('files/encrypted', {}, 422);
  if (streams.some(({ name }) => name === 'EncryptedSummary')) throw refuse('files/encrypted', {}, 422);
  const bytes = stream.read();
  const atoms = atomsOf(bytes);
  if (atoms.some(({ type, way }) => type === T.locked || way.includes(T.locked)))
    throw refuse('files/encrypted', {}, 422);
  return {
    slides: () => {
      try {
        return slidesOf(bytes, atoms, current);
      } catch (error) {
        // A record that is shorter than its kind.
        if (error instanceof RangeError) throw refuse('files/broken', {}, 422);
        throw error;
      }
    },
    texts: () => textsOf(bytes, atoms),
    hasMacros: atoms.some(
      ({ type, from, to }) => type === T.macros && to - from >= 8 && bytes.readUInt32LE(from + 4) === 1,
    ),
    hasEmbedded: atoms.some(({ type }) => type === T.embedded),
    isActive: atoms.some(
      ({ type, from, to }) => type === T.interaction && to - from >= 9 && [1, 2].includes(bytes.readUInt8(from + 8)),
    ),
  };
}

/** Every record that holds no other, with the way to it. What leads beyond the one around it ends it. */
function atomsOf(bytes: Buffer): readonly Atom[] {
  const atoms: Atom[] = [];
  const read = (from: number, to: number, way: readonly number[], root: number, within: number): void => {
    for (let at = from; at + 8 <= to; ) {
      const head = bytes.readUInt16LE(at);
      const type = bytes.readUInt16LE(at + 2);
      const end = at + 8 + bytes.readUInt32LE(at + 4);
      if (end > to) {
        if (way.length === 0) throw refuse('files/broken', {}, 422);
        return;
      }
      const outermost = way.length === 0 ? at : root;
      if ((head & 15) === 15 && way.length < MOST_DEEP) read(at + 8, end, [...way, type], outermost, head >> 4);
      else atoms.push({ type, from: at + 8, to: end, way, root: outermost, within });
      if (atoms.length > MOST_ATOMS) throw refuse('files/broken', {}, 422);
      at = end;
    }
  };
  // What is left of the last sector is nothing.
  read(0, bytes.length - trailing(bytes), [], 0, 0);
  return atoms;
}

function trailing(bytes: Buffer): number {
  let count = 0;
  while (count < bytes.length && bytes[bytes.length - 1 - count] === 0 && count < 4096) count += 1;
  return count < 8 ? 0 : count;
}

function textOf(bytes: Buffer, { type, from, to }: Atom): string | null {
  if (type === T.wide || type === T.words) return lines(bytes.toString('utf16le', from, to));
  return type === T.narrow ? lines(bytes.toString('latin1', from, to)) : null;
}

const lines = (text: string): string => text.replace(/\r|\v/gu, '\n').replace(/\0/gu, '');

function textsOf(bytes: Buffer, atoms: readonly Atom[]): readonly { part: string; text: string }[] {
  const parts = new Map<string, string[]>();
  const names = new Map<number, string>();
  for (const atom of atoms) {
    const text = textOf(bytes, atom);
    if (text === null || text.trim() === '') continue;
    const kind = atom.way[0] === T.slide ? 'slide' : atom.way[0] === T.notes ? 'notes' : null;
    const name = kind === null ? '' : (names.get(atom.root) ?? `${kind}:${names.size + 1}`);
    if (kind !== null) names.set(atom.root, name);
    const all = parts.get(name);
    if (all) all.push(text);
    else parts.set(name, [text]);
  }
  return [...parts].map(([part, texts]) => ({ part, text: texts.join('\n') }));
}

function slidesOf(bytes: Buffer, atoms: readonly Atom[], current: Buffer): readonly OldSlide[] {
  const places = placesOf(bytes, atoms, current);
  const byRoot = Map.groupBy(
    atoms.filter(({ way }) => way[0] === T.slide),
    ({ root }) => root,
  );
  const slides: { readonly own: readonly Atom[]; readonly outline: SlideText[] }[] = [];
  let isTitle = false;
  for (const atom of atoms.filter(({ way, within }) => way.at(-1) === T.list && within === 0)) {
    if (atom.type === T.persistedSlide)
      slides.push({ own: byRoot.get(places.get(bytes.readUInt32LE(atom.from)) ?? -1) ?? [], outline: [] });
    else if (atom.type === T.header) isTitle = isTitleAt(bytes, atom);
    else {
      const text = textOf(bytes, atom);
      if (text !== null && text.trim() !== '') slides.at(-1)?.outline.push({ isTitle, text });
    }
  }
  return slides.map(({ own, outline }) => ({
    isHidden: own.some((atom) => isHidden(bytes, atom)),
    texts: [...outline, ...boxesOf(bytes, own)],
  }));
}

const isTitleAt = (bytes: Buffer, { from, to }: Atom): boolean => to > from && [0, 6].includes(bytes.readUInt8(from));

const isHidden = (bytes: Buffer, { type, from, to }: Atom): boolean =>
  type === T.shownHow && to - from >= 12 && (bytes.readUInt16LE(from + 10) & 4) !== 0;

function boxesOf(bytes: Buffer, atoms: readonly Atom[]): SlideText[] {
  const texts: SlideText[] = [];
  let isTitle = false;
  for (const atom of atoms) {
    if (atom.type === T.header) isTitle = isTitleAt(bytes, atom);
    // Words of their own are names and comments, which are not shown.
    const text = atom.type === T.words ? null : textOf(bytes, atom);
    if (text !== null && text.trim() !== '') texts.push({ isTitle, text });
  }
  return texts;
}

/** Where each thing lies that is saved by number: the newest saving counts, and names the one before. */
function placesOf(bytes: Buffer, atoms: readonly Atom[], current: Buffer): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const byPlace = new Map(atoms.map((atom) => [atom.from - 8, atom]));
  let next =
    current.length >= 20 ? current.readUInt32LE(16) : (atoms.findLast(({ type }) => type === T.edit)?.from ?? 8) - 8;
  for (let edits = 0; edits < MOST_EDITS && next > 0; edits += 1) {
    const edit = byPlace.get(next);
    if (edit?.type !== T.edit || edit.to - edit.from < 16) break;
    const directory = byPlace.get(bytes.readUInt32LE(edit.from + 12));
    if (directory?.type === T.directory) directoryInto(places, bytes, directory);
    const before = bytes.readUInt32LE(edit.from + 8);
    if (before >= next) break;
    next = before;
  }
  return places;
}

function directoryInto(places: Map<number, number>, bytes: Buffer, { from, to }: Atom): void {
  for (let at = from; at + 4 <= to; ) {
    const run = bytes.readUInt32LE(at);
    const [first, count] = [run & 0xf_ffff, run >>> 20];
    at += 4;
    for (let i = 0; i < count && at + 4 <= to; i += 1, at += 4)
      if (!places.has(first + i)) places.set(first + i, bytes.readUInt32LE(at));
  }
}
