import { compound, type Within } from './compound.ts';

/** A slide to be made. */
export type SlideToMake = {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isHidden?: true;
};

const atom = (type: number, bytes: Buffer, version = 0): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt16LE(version, 0);
  head.writeUInt16LE(type, 2);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
};
const group = (type: number, instance: number, ...parts: readonly Buffer[]): Buffer =>
  atom(type, Buffer.concat(parts), (instance << 4) | 15);
const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
};
const wide = (text: string): Buffer => atom(0x0fa0, Buffer.from(text, 'utf16le'));

/** Slides as PowerPoint 97 writes them (MS-PPT): titles in the outline, lines in boxes, notes, one saving. */
export function ppt(
  slides: readonly SlideToMake[],
  {
    notes = [],
    more = [],
    extra = [],
  }: { notes?: readonly string[]; more?: readonly Within[]; extra?: readonly Buffer[] } = {},
): Buffer {
  const list = slides.flatMap(({ title }, i) => [
    atom(0x03f3, u32(i + 2, 0, 0, 256 + i, 0)),
    atom(0x0f9f, u32(0)),
    wide(title),
  ]);
  const parts = [
    group(0x03e8, 0, group(0x0ff0, 0, ...list), ...extra),
    ...slides.map(({ lines, isHidden }) =>
      group(
        0x03ee,
        0,
        atom(0x03f9, Buffer.concat([Buffer.alloc(10), Buffer.from([isHidden ? 4 : 0, 0, 0, 0, 0, 0])])),
        ...lines.map((line) => group(0xf00d, 0, atom(0x0f9f, u32(4)), wide(line))),
      ),
    ),
    ...notes.map((note) => group(0x03f0, 0, group(0xf00d, 0, wide(note)))),
  ];
  const places: number[] = [];
  let at = 0;
  for (const part of parts) {
    places.push(at);
    at += part.length;
  }
  const directory = atom(0x1772, u32(1 | (parts.length << 20), ...places));
  const edit = atom(0x0ff5, u32(0, 0, 0, at, 1, parts.length + 1, 0));
  const current = atom(0x0ff6, u32(20, 0xe391c05f, at + directory.length));
  return compound([
    { name: 'PowerPoint Document', bytes: Buffer.concat([...parts, directory, edit]) },
    { name: 'Current User', bytes: current },
    ...more,
  ]);
}

/** A record without others in it, as slides have them. */
export const slideAtom = atom;
