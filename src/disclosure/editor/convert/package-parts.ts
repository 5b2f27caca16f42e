import { SaxesParser } from 'saxes';
import { openPromise } from 'yauzl';

const MOST_PART_BYTES = 64 * 1_048_576;

export type Attributes = Readonly<Record<string, string>>;
type Events = {
  /** Its name without a prefix. */
  readonly open: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

/** Those parts of an office file whose names are wanted, as text. */
export async function xmlParts(path: string, wanted: RegExp): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  let left = MOST_PART_BYTES;
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      if (!wanted.test(entry.fileName)) continue;
      left -= entry.uncompressedSize;
      if (left < 0) throw new RangeError('the file is too large');
      const pieces: Buffer[] = [];
      for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
      parts.set(entry.fileName, Buffer.concat(pieces).toString('utf8'));
    }
  } finally {
    zip.close();
  }
  return parts;
}

/** Goes through a part and tells what is in it. */
export function readXml(xml: string, { open, close, text }: Events): void {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => open(local(name), attributes));
  if (close) parser.on('closetag', ({ name }) => close(local(name)));
  if (text) {
    parser.on('text', text);
    parser.on('cdata', text);
  }
  if (xml !== '') parser.write(xml).close();
}

const local = (name: string): string => name.replace(/^.*:/u, '');

/** An attribute that says which relation is meant, whatever its prefix. */
export const relationId = (attributes: Attributes): string =>
  Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';

/** Targets of the relations of a part, as names of parts: `../notesSlides/x.xml` from `ppt/slides/` is `ppt/notesSlides/x.xml`. */
export function targetsOf(relations: string, folder: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  readXml(relations, {
    open: (name, at) => {
      if (name !== 'Relationship') return;
      const target = at.Target ?? '';
      targets.set(at.Id ?? '', new URL(target, `part:///${folder}`).pathname.slice(1));
    },
  });
  return targets;
}
