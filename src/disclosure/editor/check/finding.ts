import type { InkSpan } from './ink.ts';

/** Which part of an article a finding is about; offsets count the characters of its words, `contentText` for the body. */
export type Field = 'title' | 'summary' | 'body' | 'documentNumber' | 'source' | 'keywords' | 'attribute' | 'formedOn';

export type Severity = 'wrong' | 'doubtful';

export type Finding = {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly field: Field;
  readonly start: number;
  readonly end: number;
  /** The same place counted without blanks: how a screen finds it on the page. */
  readonly ink: InkSpan;
  /** The words that are meant. */
  readonly found: string;
  /** What to write instead, where that is certain. */
  readonly instead: string | null;
  /** The finding is about a link; what to link instead, where something stands in its place. */
  readonly link: { readonly newest: { readonly path: string; readonly title: string } | null } | null;
  /** Details for the sentence. */
  readonly details: Readonly<Record<string, string>>;
};

export type FindingCode =
  | 'number-brackets'
  | 'number-zero'
  | 'number-no-year'
  | 'number-year'
  | 'number-shape'
  | 'date-impossible'
  | 'date-weekday'
  | 'date-year-cut'
  | 'link-broken'
  | 'link-no-file'
  | 'link-withdrawn'
  | 'link-abolished'
  | 'link-lapsed'
  | 'link-moved'
  | 'link-dead'
  | 'link-format'
  | 'ordinal-gap'
  | 'ordinal-twice'
  | 'half-width'
  | 'punctuation-twice'
  | 'bracket-open'
  | 'space-within'
  | 'personal-data'
  | 'element-missing'
  | 'picture-words'
  | 'map-number';

/** What is found in some words, before it is known which field they are of. */
export type Found = Omit<Finding, 'field' | 'ink'>;

export const found = (
  code: FindingCode,
  severity: Severity,
  match: { readonly index: number; readonly words: string },
  more: {
    readonly instead?: string;
    readonly details?: Readonly<Record<string, string>>;
    readonly link?: Finding['link'];
  } = {},
): Found => ({
  code,
  severity,
  start: match.index,
  end: match.index + match.words.length,
  found: match.words,
  instead: more.instead ?? null,
  link: more.link ?? null,
  details: { found: match.words, instead: more.instead ?? '', ...more.details },
});
