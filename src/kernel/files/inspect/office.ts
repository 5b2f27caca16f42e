import { refuse } from '../../refusal.ts';
import { readArchive, type Taker } from './archive.ts';
import { type Element, local, xmlReader } from './xml.ts';

/** The content type of the main part says what a document is, whatever the file is called. */
const MAIN: Readonly<Record<string, string>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml':
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml':
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml':
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

const MACROS = /macroenabled|vbaproject|macrosheet|activex|addin/u;
const EMBEDDED = /oleobject|\.package$|\/x-ole/u;
/** Kinds of relations that bring in another file, wherever it lies. */
const EMBEDS = /\/(?:oleObject|package|control|aFChunk|attachedToolbars)$/iu;
const HARMLESS_TARGET = /^(?:https?:\/\/|mailto:|tel:|#|[^\\/:][^:\\]*$)/iu;

/** What a click on a slide, or the pointer over it, may set going. */
const SLIDE_CALLS = /^\s*ppaction:\/\/(?:macro|program|ole|hlinkfile)/iu;

/** Codes in a field that call another program or bring in what another file holds. */
const FIELD_CALLS = /(?:^|[^\p{L}\p{N}])(?:DDE|DDEAUTO|LINK|INCLUDETEXT)(?:[^\p{L}\p{N}]|$)|QUOTE\s+\d/iu;
const FORMULA_CALLS = /\||(?:^|[^\p{L}\p{N}_.])(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(/iu;
const MOST_INSTRUCTIONS = 65_536;

/**
 * Reads a document of Word, a sheet of Excel or slides of PowerPoint through and answers what it is.
 *
 * @returns null for an archive that is none of them
 * @throws Refusal files/has-macros, files/embedded-files, files/external-content, files/active-content,
 *   files/unsafe-xml, and those of an archive (422)
 */
export async function officeType(path: string, size: number): Promise<string | null> {
  const mains = new Set<string>();
  let hasTypes = false;
  await readArchive(path, size, (name) => {
    const lower = name.toLowerCase();
    if (/vbaproject|vbadata|macrosheets\/|activex/u.test(lower)) throw refuse('files/has-macros', {}, 422);
    if (/(?:^|\/)externallinks\/|^xl\/connections\.xml$|^xl\/querytables\//u.test(lower))
      throw refuse('files/external-content', {}, 422);
    if (lower === '[content_types].xml') {
      hasTypes = true;
      return xmlReader({ open: (element) => noteType(element, mains) });
    }
    if (lower.endsWith('.rels')) return xmlReader({ open: checkRelation });
    return /\.(?:xml|vml|svg)$/u.test(lower) ? partReader(lower) : sniffed(lower);
  });
  if (!hasTypes || mains.size === 0) return null;
  const [main] = mains;
  if (mains.size !== 1 || main === undefined) throw refuse('files/two-in-one', {}, 422);
  return main;
}

function noteType({ attributes }: Element, mains: Set<string>): void {
  const type = (attributes.ContentType ?? '').trim().toLowerCase();
  if (MACROS.test(type)) throw refuse('files/has-macros', {}, 422);
  if (EMBEDDED.test(type)) throw refuse('files/embedded-files', {}, 422);
  const main = MAIN[type];
  if (main !== undefined) mains.add(main);
}

function checkRelation({ name, attributes }: Element): void {
  if (name !== 'Relationship') return;
  const { Type: type = '', Target: target = '', TargetMode: mode = '' } = attributes;
  if (/vbaProject|macrosheet/iu.test(type)) throw refuse('files/has-macros', {}, 422);
  if (EMBEDS.test(type.trim())) throw refuse('files/embedded-files', {}, 422);
  if (mode.trim().toLowerCase() !== 'external') return;
  // A link that a person clicks is no danger; what is fetched when the document is opened is.
  if (!/\/hyperlink$/iu.test(type.trim()) || !HARMLESS_TARGET.test(target.trim()))
    throw refuse('files/external-content', {}, 422);
}

/** A part of the text: what its fields and formulas call for. A call may be spread over many elements. */
function partReader(name: string): Taker {
  const isSheet = name.startsWith('xl/');
  let inside: string | null = null;
  let instructions = '';
  const note = (text: string): void => {
    instructions += text;
    if (instructions.length > MOST_INSTRUCTIONS) checkInstructions();
  };
  const checkInstructions = (): void => {
    const calls = isSheet ? FORMULA_CALLS.test(withoutTexts(instructions)) : FIELD_CALLS.test(instructions);
    if (calls) throw refuse('files/active-content', {}, 422);
    instructions = instructions.slice(-256);
  };
  const reader = xmlReader({
    open: ({ name: element, attributes }) => {
      if (element === 'ddeLink' || element === 'oleLink') throw refuse('files/active-content', {}, 422);
      if (element === 'altChunk' || element === 'OLEObject') throw refuse('files/embedded-files', {}, 422);
      if (/^hlink(?:Click|Hover|MouseOver)$/u.test(element) && SLIDE_CALLS.test(attribute(attributes, 'action')))
        throw refuse('files/active-content', {}, 422);
      if (element === 'fldSimple') note(` ${attribute(attributes, 'instr')} `);
      if (element === 'fldChar') note(attribute(attributes, 'fldCharType') === 'begin' ? ' ' : '');
      if (/^(?:instrText|f|formula|formula1|formula2|definedName)$/u.test(element)) inside = element;
    },
    close: (element) => {
      if (element !== inside) return;
      inside = null;
      if (!isSheet) return;
      checkInstructions();
      instructions = '';
    },
    text: (text) => {
      if (inside !== null) note(text);
    },
  });
  return {
    write: reader.write,
    end: () => {
      reader.end();
      checkInstructions();
    },
  };
}

/** The value of an attribute, whatever its prefix. */
const attribute = (attributes: Element['attributes'], name: string): string =>
  Object.entries(attributes).find(([key]) => local(key) === name)?.[1] ?? '';

/** A formula without its texts and the names of its sheets. */
const withoutTexts = (formula: string): string => formula.replace(/"[^"]*"/gu, '""');

/** A part with another ending: read as XML all the same when it begins like XML. */
function sniffed(name: string): Taker {
  let reader: Taker | null | undefined;
  return {
    write: (bytes) => {
      if (reader === undefined) {
        const start = bytes.toString('latin1', 0, 64).replace(/^[\u00ef\u00bb\u00bf\u00fe\u00ff\s]+/u, '');
        reader = /^<\0?[?!A-Za-z]/u.test(start) || /^\0</u.test(start) ? partReader(name) : null;
      }
      return reader ? reader.write(bytes) : false;
    },
    end: () => reader?.end(),
  };
}
