import { type Mapped, mapped } from './mapped.ts';
import { addUnescaped, readMarkup } from './markup.ts';

/** Texts of one part of a document, apart from each other so that what is deleted does not stand between what is not. */
export type Texts = ReadonlyMap<'' | '#deleted' | '#textbox' | '#other' | '#attributes', Mapped>;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
/** Attributes that hold words: alternative texts, names of controls, tips, links. */
const WORDS =
  /^(?:descr|title|alt|tooltip|string|instr|Target|tag|alias|name|value|text|caption|prompt|promptTitle|error|errorTitle|display|location|description|v)$/u;
const MARKED = /[\d０-９@＠\p{Script=Han}]{2}/u;
/** Elements of a drawing whose numbers are measures. */
const MEASURES = /^(?:posOffset|pctWidth|pctHeight|pctPosHOffset|pctPosVOffset|relativeFrom|align|off|ext)$/u;
const BREAKS: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '-', TextCode: '' };

/**
 * The texts of a part of Word, PowerPoint or another format of XML: paragraphs as lines, rows with tabs between their
 * cells; deleted runs, text boxes, field codes and attributes each by themselves.
 */
export function textsOfXml(source: string): Texts {
  const main = mapped();
  const boxes = mapped();
  const deleted = mapped();
  const other = mapped();
  const attributes = mapped();
  const way: string[] = [];
  let boxed = 0;
  let cells = 0;
  let isWord = false;
  let isWaiting = false;
  const endSides = (): void => {
    for (const side of [deleted, other]) if (side.length() > 0) side.gap('\n');
  };
  const here = (): Mapped => (boxed > 0 ? boxes : main);
  const placeOf = (name: string, isBlank: boolean): Mapped | null => {
    if (name === 'delText' || name === 'delInstrText') return deleted;
    // A blank between two elements is layout of the XML; within a run of Word it is a blank.
    if (name === 't' && isWord) return here();
    if (isBlank || MEASURES.test(name)) return null;
    return isWord ? other : here();
  };
  readMarkup(source, false, {
    open: (full, given) => {
      const name = local(full);
      if (way.length === 0)
        isWord =
          /^(?:document|hdr|ftr|footnotes|endnotes|comments|glossaryDocument|sld|sldLayout|sldMaster|notes|notesMaster|handoutMaster)$/u.test(
            name,
          );
      way.push(name);
      if (name === 'txbxContent') boxed += 1;
      if (name === 'tc' || name === 'table-cell') cells += 1;
      const gap = BREAKS[name];
      if (gap !== undefined && way.at(-2) !== 'tabs') here().gap(gap);
      for (const { name: attribute, start, end } of given) {
        if (end - start < 3 || !WORDS.test(local(attribute)) || !MARKED.test(source.slice(start, end))) continue;
        addUnescaped(attributes, source, start, end);
        attributes.gap('\n');
      }
    },
    close: (full) => {
      const name = local(full);
      way.pop();
      const isInCell = cells > 0 && boxed === 0;
      const gap = endOf(name, isInCell, isWord);
      // The last paragraph of a cell ends with it, and empty ones are nothing: two blanks would look like two cells.
      isWaiting = name !== 'tc' && name !== 'table-cell' && (isWaiting || (isInCell && name === 'p'));
      if (name === 'txbxContent') boxed -= 1;
      if (name === 'tc' || name === 'table-cell') cells -= 1;
      if (name === 'p') endSides();
      if (gap !== '' && (isWord || gap === '\t' || !here().endsLine())) here().gap(gap);
    },
    text: (start, end, isLiteral) => {
      const name = way.at(-1) ?? '';
      const into = placeOf(name, source.slice(start, end).trim() === '');
      if (!into) return;
      if (isWaiting && into === main) {
        if (!main.endsBlank()) main.gap(' ');
        isWaiting = false;
      }
      if (isLiteral) into.verbatim(source, start, end);
      else addUnescaped(into, source, start, end);
      if (into === other) into.gap(' ');
    },
  });
  return new Map([
    ['', main],
    ['#textbox', boxes],
    ['#deleted', deleted],
    ['#other', other],
    ['#attributes', attributes],
  ]);
}

/** Parts of a sentence in OpenDocument. */
const INLINE = /^(?:span|a|s|bookmark(?:-start|-end)?)$/u;

function endOf(name: string, isInCell: boolean, isWord: boolean): string {
  if (name === 'tc' || name === 'table-cell') return '\t';
  if (name === 'tr' || name === 'table-row') return '\n';
  if (name === 'p') return isInCell ? '' : '\n';
  return isWord || isInCell || INLINE.test(name) ? '' : '\n';
}
