import { Refusal, refuse } from '../../kernel/refusal.ts';
import { type ArchiveEntry, entriesOf } from './archive.ts';
import { type Decoded, decode } from './decode.ts';
import { htmlParts } from './html.ts';
import { isMail, readMail } from './mail.ts';
import { mapped } from './mapped.ts';
import { oldTexts } from './old-office.ts';
import { BOUNDS, type Bounds, type Budget, budgetOf, type Found, type Part } from './part.ts';
import { readPdf } from './pdf.ts';
import { textOfRtf } from './rtf.ts';
import { sharedTexts, sheetParts } from './sheet.ts';
import { workbookSheets } from './workbook.ts';
import { textsOfXml } from './xml-part.ts';

type Here = {
  readonly prefix: string;
  readonly way: readonly string[];
  readonly depth: number;
  readonly budget: Budget;
};

const PICTURE = /\.(?:png|jpe?g|gif|bmp|tiff?|webp|emf|wmf|ico|svgz|jp2|heic)$/iu;
/** What holds no words: fonts, styles, films, programs. */
const WORDLESS = /\.(?:ttf|otf|woff2?|fntdata|odttf|css|mp[34]|wav|avi|mov|wmv|flv|exe|dll|psmdcp|crt)$/iu;

/**
 * The texts of a document, whatever it is and whatever lies within it, one after the other, within bounds of size, depth
 * and time. What cannot be read is told, never left out.
 */
export async function* readDocument(name: string, bytes: Buffer, bounds: Bounds = BOUNDS): AsyncGenerator<Found> {
  const here: Here = { prefix: '', way: [], depth: 0, budget: budgetOf(bounds) };
  yield* safely('', readAny(name, bytes, here));
}

/** A refusal ends the part it came from and is told; anything else is a fault of ours. */
async function* safely(part: string, found: AsyncGenerator<Found>): AsyncGenerator<Found> {
  try {
    yield* found;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    yield { part, error: error.code };
  }
}

async function* readAny(name: string, bytes: Buffer, here: Here): AsyncGenerator<Found> {
  if (here.depth > here.budget.depth) throw refuse('screening/too-deep', {}, 422);
  if (performance.now() > here.budget.until) throw refuse('screening/too-long', {}, 422);
  const head = bytes.subarray(0, 8).toString('latin1');
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) yield* readZip(bytes, here);
  else if (bytes.subarray(0, 1024).includes('%PDF-')) yield* readPdfWithin(bytes, here);
  else if (head.startsWith('\u00d0\u00cf\u0011\u00e0')) yield* readCompound(bytes, here);
  else if (beginsWith(bytes, PICTURES) || (PICTURE.test(name) && bytes.includes(0)))
    throw refuse('screening/picture', {}, 422);
  else if (beginsWith(bytes, PACKED)) throw refuse('screening/unknown-archive', {}, 422);
  else if (head.startsWith('{\\rtf')) yield* words('text', textOfRtf(bytes), here);
  else if (isMail(name, bytes)) yield* readMessage(bytes, here);
  else yield* readText(name, bytes, here);
}

/** A text that cannot be written back where it came from. */
function* words(part: string, text: string, { prefix }: Here): Generator<Part> {
  if (text.trim() !== '') yield { part: prefix + part, text, source: null };
}

async function* readMessage(bytes: Buffer, here: Here): AsyncGenerator<Found> {
  const { headers, parts } = readMail(bytes);
  yield* words('headers', headers, here);
  for (const { name, bytes: inner } of parts) {
    const within = { ...here, prefix: `${here.prefix}${name}!/`, way: [...here.way, name], depth: here.depth + 1 };
    for await (const one of safely(`${here.prefix}${name}`, readAny(name, inner, within)))
      yield 'error' in one ? one : { ...one, source: null };
  }
}

const PICTURES = ['89504e47', 'ffd8ff', '47494638', '424d', '49492a00', '4d4d002a'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const PACKED = ['52617221', '377abcaf', '1f8b'].map((hex) => Buffer.from(hex, 'hex'));
const beginsWith = (bytes: Buffer, signatures: readonly Buffer[]): boolean =>
  bytes.includes(0) && signatures.some((signature) => bytes.subarray(0, signature.length).equals(signature));

function* readText(name: string, bytes: Buffer, { prefix, way }: Here): Generator<Found> {
  if (bytes.length === 0) return;
  const { text } = decoded(name, bytes);
  const isHtml =
    /\.(?:s?html?|xhtml|mht)$/iu.test(name) || /^\s*(?:<!doctype html|<html|<head|<body)/iu.test(text.slice(0, 512));
  if (isHtml) {
    for (const part of htmlParts(text, way)) yield { ...part, part: prefix + part.part };
    return;
  }
  const whole = mapped();
  whole.verbatim(text, 0, text.length);
  const part: Part = { part: `${prefix}text`, text, source: { way, mapped: whole } };
  yield /\.csv$/iu.test(name) ? { ...part, isCommaSeparated: true } : part;
}

function decoded(name: string, bytes: Buffer): Decoded {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof Refusal && WORDLESS.test(name)) throw refuse('screening/unknown-type', {}, 422);
    throw error;
  }
}

async function* readPdfWithin(bytes: Buffer, here: Here): AsyncGenerator<Found> {
  const { found, attached } = await readPdf(bytes, here.budget);
  const pdf = here.way;
  for (const one of found) yield { ...one, part: here.prefix + one.part, ...('error' in one ? {} : { pdf }) };
  for (const { name, bytes: inner } of attached) {
    const within = { ...here, prefix: `${here.prefix}${name}!/`, way: [...here.way, name], depth: here.depth + 1 };
    for await (const one of safely(`${here.prefix}${name}`, readAny(name, inner, within)))
      yield 'error' in one ? one : { ...one, pdf };
  }
}

function* readCompound(bytes: Buffer, here: Here): Generator<Found> {
  for (const { part, text } of oldTexts(bytes)) yield* words(part, text, here);
}

async function* readZip(bytes: Buffer, here: Here): AsyncGenerator<Found> {
  const entries = await entriesOf(bytes, here.budget);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const isOpenDocument = byName.has('mimetype') && byName.has('content.xml');
  if (!byName.has('[Content_Types].xml') && !byName.has('OFD.xml') && !isOpenDocument) {
    for (const entry of entries) yield* readEntry(entry, here);
    return;
  }
  const done = new Set<string>();
  if (byName.has('xl/workbook.xml')) yield* readWorkbook(byName, here, done);
  for (const entry of entries)
    if (!done.has(entry.name)) yield* safely(here.prefix + entry.name, readOfficePart(entry, here));
}

async function* readEntry(entry: ArchiveEntry, here: Here): AsyncGenerator<Found> {
  const within = {
    ...here,
    prefix: `${here.prefix}${entry.name}!/`,
    way: [...here.way, entry.name],
    depth: here.depth + 1,
  };
  yield* safely(`${here.prefix}${entry.name}`, unpackThen(entry, within));
}

async function* unpackThen(entry: ArchiveEntry, within: Here): AsyncGenerator<Found> {
  yield* readAny(entry.name, await entry.read(), within);
}

async function* readOfficePart(entry: ArchiveEntry, here: Here): AsyncGenerator<Found> {
  const { name } = entry;
  if (/\.(?:xml|rels|vml)$/iu.test(name)) {
    if (/(?:^|\/)(?:theme\d*|styles|fontTable|settings|webSettings|\[Content_Types\])\.xml$/u.test(name)) return;
    const way = [...here.way, name];
    for (const [mark, text] of textsOfXml(decode(await entry.read()).text)) {
      if (text.length() > 0)
        yield { part: `${here.prefix}${name}${mark}`, text: text.text(), source: { way, mapped: text } };
    }
    return;
  }
  // Pictures of a letterhead are no news; what lies within as a file is read as one.
  if (PICTURE.test(name) || WORDLESS.test(name)) return;
  yield* readEntry(entry, here);
}

async function* readWorkbook(
  entries: ReadonlyMap<string, ArchiveEntry>,
  here: Here,
  done: Set<string>,
): AsyncGenerator<Found> {
  const textOf = async (name: string): Promise<string | null> => {
    const entry = entries.get(name);
    return entry ? decode(await entry.read()).text : null;
  };
  const workbook = (await textOf('xl/workbook.xml')) ?? '';
  const relations = (await textOf('xl/_rels/workbook.xml.rels')) ?? '';
  const texts = await textOf('xl/sharedStrings.xml');
  const shared = texts === null ? null : sharedTexts(texts);
  const used = new Set<number>();
  for (const { label, path } of workbookSheets(workbook, relations)) {
    const source = await textOf(path);
    if (source === null) continue;
    done.add(path);
    for (const part of sheetParts(source, shared, label, [...here.way, path], used))
      yield withPrefix(part, here.prefix);
  }
  done.add('xl/sharedStrings.xml');
  if (shared) {
    const left = mapped();
    for (const [number, places] of shared.items.entries()) {
      if (used.has(number)) continue;
      for (const { start, end } of places) left.verbatim(shared.source, start, end);
      left.gap('\n');
    }
    if (left.length() > 0)
      yield {
        part: `${here.prefix}xl/sharedStrings.xml#unused`,
        text: left.text(),
        source: { way: [...here.way, 'xl/sharedStrings.xml'], mapped: left },
      };
  }
}

const withPrefix = (part: Part, prefix: string): Part => ({
  ...part,
  part: prefix + part.part,
  ...(part.cells ? { cells: part.cells.map((cell) => ({ ...cell, part: prefix + cell.part })) } : {}),
});
