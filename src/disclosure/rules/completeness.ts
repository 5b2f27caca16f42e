import type { Day } from '../../kernel/day.ts';
import type { Content } from '../contract.ts';
import { attributeFault } from './attribute.ts';
import { isDocumentNumber } from './document-number.ts';

/** Something that keeps an article from being handed in. */
export type ContentFault = { readonly code: string; readonly field: string };

/** What is known besides the text. */
export type Around = {
  readonly today: Day;
  /** Whether the catalogue has the entry in force, as one that holds articles, for such an agency. */
  readonly node: 'holds' | 'is-group' | 'unknown' | 'other-level';
  readonly interprets: boolean;
};

type Rule = (content: Content, around: Around) => ContentFault | null;

const fault = (code: string, field: string): ContentFault => ({ code, field });

const isBlank = (html: string): boolean =>
  html.replaceAll(/<(img|table|video|audio)[^>]*>/giu, 'x').replaceAll(/<[^>]*>|&nbsp;|\s/gu, '') === '';

/** Item and form are settled before review: each rule names one thing that is still wanting. */
const rules: readonly Rule[] = [
  ({ body, attachments }) =>
    isBlank(body) && attachments.length === 0 ? fault('disclosure/nothing-said', 'body') : null,
  (_, { node }) => {
    if (node === 'unknown') return fault('disclosure/no-such-node', 'node');
    if (node === 'is-group') return fault('disclosure/node-is-group', 'node');
    return node === 'other-level' ? fault('disclosure/node-of-other-level', 'node') : null;
  },
  (content) => {
    const code = attributeFault(content);
    return code === null ? null : fault(code, 'attribute');
  },
  ({ formedOn }, { today }) => {
    if (formedOn === null) return fault('disclosure/not-formed', 'formedOn');
    return formedOn > today ? fault('disclosure/formed-later', 'formedOn') : null;
  },
  ({ source }) => (source === '' ? fault('disclosure/no-source', 'source') : null),
  ({ summary, genre }) => (summary === '' && genre !== 'news' ? fault('disclosure/no-summary', 'summary') : null),
  ({ genre, documentNumber }) => {
    if (documentNumber === null) {
      return genre === 'policy-document' ? fault('disclosure/no-document-number', 'documentNumber') : null;
    }
    return isDocumentNumber(documentNumber) ? null : fault('disclosure/document-number-shape', 'documentNumber');
  },
  ({ effectiveFrom, effectiveUntil }) =>
    effectiveFrom !== null && effectiveUntil !== null && effectiveUntil < effectiveFrom
      ? fault('disclosure/ends-before-it-begins', 'effectiveUntil')
      : null,
  ({ genre, interpretation, links }, { interprets }) => {
    if (genre !== 'interpretation') return null;
    if (interpretation === null) return fault('disclosure/interpretation-without-form', 'interpretation');
    const isOfSomething = interprets || links.some(({ relation }) => relation === 'interprets');
    return isOfSomething ? null : fault('disclosure/interprets-nothing', 'links');
  },
];

/** Everything that keeps an article from being handed in. */
export const contentFaults = (content: Content, around: Around): readonly ContentFault[] =>
  rules.flatMap((rule) => rule(content, around) ?? []);
