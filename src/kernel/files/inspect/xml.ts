import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { refuse } from '../../refusal.ts';

export type Element = {
  /** Without its prefix. */
  readonly name: string;
  /** As they are written, prefixes and all. */
  readonly attributes: Readonly<Record<string, string>>;
};

/** What somebody wants to know of a part of a document. */
export type XmlEvents = {
  readonly open?: (element: Element) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

const MOST_DEEP = 256;
const MOST_ATTRIBUTES = 500;
/** Nothing in a document goes on so long without a tag: what does would have to be kept whole. */
const MOST_BETWEEN = 2 * 1_048_576;
const ENCODINGS: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'utf-16', 'utf-16le', 'utf-16be', 'us-ascii']);

/** A part of a document as it is unpacked: fed piece by piece, nothing of it kept. */
export type XmlReader = { readonly write: (bytes: Buffer) => true; readonly end: () => void };

/**
 * Reads XML that may come from anywhere. Documents need no declarations of their own, so there are none: no entity can
 * multiply, none can fetch.
 *
 * @throws Refusal files/unsafe-xml, files/broken, files/active-content (422) from `write` and `end`
 */
export function xmlReader(events: XmlEvents): XmlReader {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let depth = 0;
  let attributes = 0;
  let between = 0;
  const unsafe = () => refuse('files/unsafe-xml', {}, 422);
  const within = (value: number, most: number): void => {
    if (value > most) throw unsafe();
  };
  parser.on('error', () => {
    throw refuse('files/broken', {}, 422);
  });
  parser.on('doctype', () => {
    throw unsafe();
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !ENCODINGS.has(encoding.toLowerCase())) throw unsafe();
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    between = 0;
    depth += 1;
    within(depth, MOST_DEEP);
  });
  parser.on('attribute', () => {
    attributes += 1;
    within(attributes, MOST_ATTRIBUTES);
  });
  parser.on('opentag', ({ name: full, attributes: given }) => {
    const name = local(full);
    // Drawings in a document may be SVG.
    if (name.toLowerCase() === 'script') throw refuse('files/active-content', {}, 422);
    events.open?.({ name, attributes: given });
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    between = 0;
    events.close?.(local(name));
  });
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  const decode = decoder((text) => {
    between += text.length;
    within(between, MOST_BETWEEN);
    parser.write(text);
  });
  return {
    write: (bytes) => {
      decode(bytes, false);
      return true;
    },
    end: () => {
      decode(Buffer.alloc(0), true);
      parser.close();
    },
  };
}

/** A name without its prefix. */
export const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Letters from bytes that come in pieces. @throws Refusal files/broken when they are none in the code they begin in */
function decoder(take: (text: string) => void): (bytes: Buffer, isLast: boolean) => void {
  let head = Buffer.alloc(0);
  let decoding: TextDecoder | undefined;
  return (bytes, isLast) => {
    let rest = bytes;
    if (!decoding) {
      head = Buffer.concat([head, bytes]);
      if (head.length < 4 && !isLast) return;
      decoding = decoderFor(head);
      rest = head;
    }
    let text: string;
    try {
      text = decoding.decode(rest, { stream: !isLast });
    } catch {
      throw refuse('files/broken', {}, 422);
    }
    take(text);
  };
}

/** By what stands at the front, as XML has it; what says nothing is UTF-8. */
function decoderFor(head: Buffer): TextDecoder {
  const [a, b] = head;
  const encoding =
    (a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)
      ? 'utf-16le'
      : (a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}
