import { z } from 'zod';
import { INTERPRETATION_ELEMENTS, type InterpretationElement, type InterpretationForm } from '../contract.ts';
import data from '../data/interpretation.json' with { type: 'json' };

const Element = z.enum(INTERPRETATION_ELEMENTS);
const Data = z.object({
  always: z.array(Element),
  decided: z.array(Element),
  sections: z.record(Element, z.array(z.string())),
});
const { always, decided, sections } = Data.parse(data);

/**
 * What explains a document has to speak of: always background, basis, aims, scope and what is done here; of a decision, and
 * of what is out already, also the content, how it is carried out and how far that is.
 */
export const requiredElements = (isDecided: boolean): readonly InterpretationElement[] =>
  isDecided ? [...always, ...decided] : always;

/** What is wanting of it. */
export const withoutElements = (
  spoken: Iterable<InterpretationElement>,
  isDecided: boolean,
): readonly InterpretationElement[] => {
  const there = new Set(spoken);
  return requiredElements(isDecided).filter((element) => !there.has(element));
};

/** Forms in which the explanation is the text itself. A picture, a recording or a page elsewhere has no headings. */
const WRITTEN: ReadonlySet<InterpretationForm> = new Set(['text', 'expert', 'media', 'question-and-answer']);

/** Whether it is explained in words, so that its text has the sections. */
export const isWritten = (form: InterpretationForm): boolean => WRITTEN.has(form);

type Section = { readonly heading: string; readonly isFilled: boolean };

const inked = (html: string): string => html.replaceAll(/<[^>]*>|&nbsp;|\s/gu, '');
const SHOWS = /<(?:img|table|video|audio)\b/u;

/** The text under each heading; a heading that only gathers others counts as filled by them. */
export function sectionsOf(body: string): readonly Section[] {
  const parts = body.split(/(?=<h[1-6]\b)/u).filter((part) => /^<h[1-6]\b/u.test(part));
  const split = parts.map((part) => {
    const end = part.search(/<\/h[1-6]>/u);
    const cut = end === -1 ? part.length : end;
    return { level: Number(part[2]), heading: inked(part.slice(0, cut)), rest: part.slice(cut) };
  });
  return split.map(({ level, heading, rest }, i) => {
    const next = split[i + 1];
    return { heading, isFilled: inked(rest) !== '' || SHOWS.test(rest) || (next !== undefined && next.level > level) };
  });
}

/** Elements that it claims to speak of and has no heading with words below for. */
export function withoutSection(
  { form, elements }: { readonly form: InterpretationForm; readonly elements: readonly InterpretationElement[] },
  body: string,
): readonly InterpretationElement[] {
  if (!isWritten(form)) return [];
  const filled = sectionsOf(body).filter(({ isFilled }) => isFilled);
  return elements.filter((element) => {
    const words = sections[element];
    return !filled.some(({ heading }) => words.some((word) => heading.includes(word)));
  });
}

/** Headings of a written explanation that are not there yet, for its editor to fill in. */
export function template(
  titles: Readonly<Record<InterpretationElement, string>>,
  elements: readonly InterpretationElement[],
  body = '',
): string {
  const there = sectionsOf(body).map(({ heading }) => heading);
  const wanting = elements.filter(
    (element) => !there.some((heading) => sections[element].some((word) => heading.includes(word))),
  );
  return wanting.map((element) => `<h2>${titles[element]}</h2>\n<p><br></p>`).join('\n');
}
