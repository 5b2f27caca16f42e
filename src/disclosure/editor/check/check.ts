import { readSettled } from '../content/clean.ts';
import { type Block, contentText } from '../content/nodes.ts';
import { dateFindings } from './dates.ts';
import { documentNumberFindings, ownNumberFindings } from './document-numbers.ts';
import { type Field, type Finding, type Found, found } from './finding.ts';
import { inkSpans } from './ink.ts';
import { type LeadsWhere, linkFindings, pictureFindings } from './links.ts';
import { mapFindings } from './maps.ts';
import { ordinalFindings } from './ordinals.ts';
import { punctuationFindings } from './punctuation.ts';

/** Something in a text that belongs to a person; `kind` as the screening calls it. */
export type PersonalDatum = { readonly kind: string; readonly start: number; readonly end: number };
/** Finds what belongs to persons: the screening's part. */
export type FindPersonalData = (text: string) => readonly PersonalDatum[];

export type Article = {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly source: string;
  readonly keywords: readonly string[];
  readonly documentNumber: string | null;
  readonly formedOn: string | null;
};

export type Ports = {
  readonly leads: LeadsWhere;
  readonly findPersonalData: FindPersonalData;
  readonly thisYear: number;
};

/** Findings about every part of an article, in the order of the text. The text itself is changed by nobody but its editor. */
export async function checkArticle(article: Article, ports: Ports): Promise<readonly Finding[]> {
  const blocks = readSettled(article.body);
  const body = contentText(blocks);
  const inWords = (words: string): readonly Found[] => [
    ...wordFindings(words, ports.thisYear),
    ...personalFindings(words, ports.findPersonalData),
  ];
  const { title, summary, documentNumber } = article;
  return [
    ...missing(article, blocks),
    ...of('title', title, inWords(title)),
    ...of('documentNumber', documentNumber ?? '', ownNumberFindings(documentNumber ?? '', ports.thisYear)),
    ...of('summary', summary, inWords(summary)),
    ...of(
      'body',
      body,
      [
        ...inWords(body),
        ...ordinalFindings(body),
        ...(await linkFindings(blocks, ports.leads)),
        ...pictureFindings(blocks),
        ...mapFindings(blocks, body),
      ].toSorted((a, b) => a.start - b.start || a.end - b.end),
    ),
  ];
}

function of(field: Field, words: string, findings: readonly Found[]): readonly Finding[] {
  const spans = inkSpans(words, findings);
  return findings.map((one, i) => ({ ...one, field, ink: spans[i] ?? { start: 0, end: 0 } }));
}

const wordFindings = (words: string, thisYear: number): readonly Found[] => [
  ...documentNumberFindings(words, thisYear),
  ...dateFindings(words),
  ...punctuationFindings(words),
];

const personalFindings = (words: string, find: FindPersonalData): readonly Found[] =>
  find(words).map(({ kind, start, end }) => ({
    ...found('personal-data', 'wrong', { index: start, words: words.slice(start, end) }, { details: { kind } }),
    // What is found is shown in its place; the message does not repeat it.
    found: '',
    details: { kind },
  }));

function missing(article: Article, blocks: readonly Block[]): readonly Finding[] {
  const wanted: readonly (readonly [Field, boolean])[] = [
    ['title', article.title.trim() === ''],
    ['body', blocks.length === 0],
    ['summary', article.summary.trim() === ''],
    ['source', article.source.trim() === ''],
    ['keywords', article.keywords.length === 0],
    ['formedOn', article.formedOn === null],
  ];
  return wanted.flatMap(([field, isMissing]) =>
    isMissing
      ? of(field, '', [found('element-missing', 'wrong', { index: 0, words: '' }, { details: { field } })])
      : [],
  );
}
