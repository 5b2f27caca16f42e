import { refuse } from '../../kernel/index.ts';
import { redactPdf } from '../../kernel/redaction/index.ts';
import { entriesOf } from '../readers/archive.ts';
import {
  BOUNDS,
  type Bounds,
  type Budget,
  budgetOf,
  type NumberCell,
  type Part,
  type Source,
} from '../readers/part.ts';
import { readDocument } from '../readers/read.ts';
import { detect } from '../rules/detect.ts';
import type { Hit } from '../rules/kinds.ts';
import { maskOf } from '../rules/mask.ts';
import { cellAt, type PartHit, scanDocument, scanPart } from '../scan.ts';
import { type Edit, edited } from './edits.ts';
import { pack } from './zip.ts';

export type Masked = { readonly bytes: Buffer; readonly masked: number };

/** Which hit is meant, however often its words come. */
export const keyOf = ({ part, kind, start, end }: Pick<PartHit, 'part' | 'kind' | 'start' | 'end'>): string =>
  JSON.stringify([part, kind, start, end]);

/**
 * What is done to the entries of a document, by the way that leads to each: signs written anew, or the words that are
 * painted over in a PDF.
 */
type Edits = { readonly signs: Map<string, Edit[]>; readonly words: Map<string, Set<string>> };
const wayKey = (way: readonly string[]): string => way.join('\0');

/**
 * Writes a document anew with these hits masked, and looks through the result: what was to be masked is in it nowhere. A
 * PDF becomes one of pictures in which the words are painted over wherever they stand; its notes, properties and
 * attachments stay behind.
 *
 * @throws Refusal screening/cannot-mask (422) for what this program can read but not write, files/too-many-pages (422);
 *   screening/not-clean (500)
 */
export async function maskDocument(
  name: string,
  bytes: Buffer,
  isMasked: (hit: PartHit) => boolean,
  bounds: Bounds = BOUNDS,
): Promise<Masked> {
  const edits: Edits = { signs: new Map(), words: new Map() };
  const done = new Set<string>();
  for await (const found of readDocument(name, bytes, bounds)) {
    if ('error' in found) continue;
    const told = [...scanPart(found)];
    const hits = detect(found.text, { isCommaSeparated: found.isCommaSeparated ?? false });
    for (const [place, hit] of hits.entries()) {
      const shown = told[place];
      if (!shown || !isMasked(shown)) continue;
      addEdits(found, hit, edits);
      done.add(keyOf(shown));
    }
  }
  if (done.size === 0) return { bytes, masked: 0 };
  const result = await rewritten(bytes, [], edits, budgetOf(bounds));
  for await (const found of scanDocument(name, result, bounds))
    if (!('error' in found) && done.has(keyOf(found))) throw refuse('screening/not-clean', { part: found.part }, 500);
  return { bytes: result, masked: done.size };
}

function addEdits(part: Part, hit: Hit, edits: Edits): void {
  const { source } = part;
  if (part.pdf) {
    const key = wayKey(part.pdf);
    edits.words.set(key, (edits.words.get(key) ?? new Set()).add(hit.text));
    return;
  }
  if (!source) throw refuse('screening/cannot-mask', { part: part.part }, 422);
  const mask = maskOf(hit.kind, hit.text);
  const cell = part.cells ? cellAt(part.cells, hit.start) : null;
  const number = cell ? source.numbers?.get(cell.start) : undefined;
  if (cell && number) {
    const whole = part.text.slice(cell.start, cell.end);
    const value = whole.slice(0, hit.start - cell.start) + mask + whole.slice(hit.end - cell.start);
    put(edits, source.way, { ...placeOf(number), value: `\0${value}` });
    return;
  }
  if (cell?.shared !== undefined && source.shared) {
    const { way, mappedItem } = source.shared;
    putSigns(edits, { way, mapped: mappedItem(cell.shared) }, hit.start - cell.start, hit.text, mask);
    return;
  }
  putSigns(edits, source, hit.start, hit.text, mask);
}

const placeOf = (number: NumberCell): { start: number; end: number } => ({ start: number.tagStart, end: number.end });

function putSigns(
  edits: Edits,
  source: Pick<Source, 'way' | 'mapped'>,
  start: number,
  words: string,
  mask: string,
): void {
  for (let i = 0; i < words.length; i += 1) {
    if (words[i] === mask[i]) continue;
    const place = source.mapped.sourceOf(start + i);
    if (place) put(edits, source.way, { ...place, value: '*' });
  }
}

function put({ signs }: Edits, way: readonly string[], edit: Edit): void {
  const key = wayKey(way);
  const all = signs.get(key);
  if (all) all.push(edit);
  else signs.set(key, [edit]);
}

async function rewritten(bytes: Buffer, way: readonly string[], edits: Edits, budget: Budget): Promise<Buffer> {
  const words = edits.words.get(wayKey(way));
  if (words) return paintedOver(bytes, [...words]);
  const own = edits.signs.get(wayKey(way));
  if (own) return edited(bytes, withNumbers(bytes, own));
  const entries = [];
  for (const entry of await entriesOf(bytes, budget)) {
    const inner = [...way, entry.name];
    const key = wayKey(inner);
    const isTouched = [...edits.signs.keys(), ...edits.words.keys()].some(
      (one) => one === key || one.startsWith(`${key}\0`),
    );
    const content = await entry.read();
    entries.push({ name: entry.name, bytes: isTouched ? await rewritten(content, inner, edits, budget) : content });
  }
  return pack(entries);
}

/** Pictures cannot be looked through again; what a screen reader would still say of them can. */
async function paintedOver(bytes: Buffer, words: readonly string[]): Promise<Buffer> {
  const { pdf, said } = await redactPdf(bytes, { texts: words, regions: [] });
  const left = new Set(said.flatMap((page) => detect(page).map((hit) => hit.text)));
  if (words.some((word) => left.has(word))) throw refuse('screening/not-clean', { part: 'page' }, 500);
  return pdf;
}

/** A cell that holds a number becomes one that holds a text: `<c r="B3" s="4" t="inlineStr"><is><t>138****8000…`. */
function withNumbers(bytes: Buffer, edits: readonly Edit[]): readonly Edit[] {
  if (!edits.some(({ value }) => value.startsWith('\0'))) return edits;
  const source = bytes.toString('utf8').replace(/^\ufeff/u, '');
  return edits.map((edit) => {
    if (!edit.value.startsWith('\0')) return edit;
    const tag = /^<((?:\w+:)?)c((?:[^>"]|"[^"]*")*)>/u.exec(source.slice(edit.start, edit.end));
    const [, prefix = '', attributes = ''] = tag ?? [];
    const kept = attributes.replace(/\st="[^"]*"/u, '');
    const value = edit.value.slice(1);
    return {
      ...edit,
      value: `<${prefix}c${kept} t="inlineStr"><${prefix}is><${prefix}t>${value}</${prefix}t></${prefix}is></${prefix}c>`,
    };
  });
}
