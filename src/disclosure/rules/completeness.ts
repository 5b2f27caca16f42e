import type { Day } from '../../kernel/day.ts';
import type { Content } from '../contract.ts';
import { elementTitles } from '../text.ts';
import { attributeFault } from './attribute.ts';
import { isInternalNode, type ScopeTable, scopeFault } from './checklist.ts';
import { isDocumentNumber } from './document-number.ts';
import { sectionsOf, withoutSection } from './elements.ts';
import { originFault } from './origin.ts';
import { reprintFault } from './reprint.ts';

/** Something that keeps an article from being handed in. */
export type ContentFault = {
  readonly code: string;
  readonly field: string;
  /** What exactly is wanting, for the sentence. */
  readonly missing?: string;
};

/** What is known besides the text. */
export type Around = {
  readonly today: Day;
  /** Whether the catalogue has the entry in force, as one that holds articles, for such an agency. */
  readonly node: 'holds' | 'is-group' | 'unknown' | 'other-level';
  readonly interprets: boolean;
  /** Whom something is told by its nature. */
  readonly scopes: ScopeTable;
  /** Categories that an article may name itself. */
  readonly categories: ReadonlySet<string>;
  /** Whether the matter it says it belongs to is one of its own agency's. */
  readonly affair: 'none' | 'own' | 'unknown';
  /** Media whose articles the city reprints; null: any. */
  readonly outlets: ReadonlySet<string> | null;
};

/**
 * A notice of what the public has to do its part in stands before that is done: it says from which day, and goes out before.
 * A code, or null.
 *
 * @law 政务公开告示制度
 */
export function noticeFault(
  { genre, attribute, audience, implementsOn }: Pick<Content, 'genre' | 'attribute' | 'audience' | 'implementsOn'>,
  today: Day,
): string | null {
  if (genre !== 'announcement' || attribute !== 'proactive' || audience !== 'public') return null;
  if (implementsOn === undefined) return 'disclosure/no-implementation-day';
  return implementsOn > today ? null : 'disclosure/notice-too-late';
}

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
  (content) => {
    const code = originFault(content);
    return code === null ? null : fault(code, 'origin');
  },
  (content, { scopes }) => {
    const code = scopeFault(content, scopes);
    return code === null ? null : fault(code, 'scope');
  },
  ({ audience, node }) =>
    (audience === 'internal') === isInternalNode(node) ? null : fault('disclosure/node-of-other-side', 'node'),
  ({ attribute, audience, axis }) =>
    attribute === 'proactive' && audience === 'public' && axis === null ? fault('disclosure/no-axis', 'axis') : null,
  ({ category, audience }, { categories }) => {
    if (category === undefined) return null;
    return audience === 'public' && categories.has(category) ? null : fault('disclosure/no-such-category', 'category');
  },
  (_, { affair }) => (affair === 'unknown' ? fault('disclosure/no-such-affair', 'affair') : null),
  (content, { today }) => {
    const code = noticeFault(content, today);
    return code === null ? null : fault(code, 'implementsOn');
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
    if (interpretation.rank === undefined) return fault('disclosure/interpreter-without-rank', 'interpretation');
    if (interpretation.headLed !== (interpretation.rank === 'head'))
      return fault('disclosure/interpreter-of-other-rank', 'interpretation');
    const isOfSomething = interprets || links.some(({ relation }) => relation === 'interprets');
    return isOfSomething ? null : fault('disclosure/interprets-nothing', 'links');
  },
  ({ genre, interpretation, body }) => {
    if (genre !== 'interpretation' || interpretation === null) return null;
    const empty = sectionsOf(body).filter(({ isFilled }) => !isFilled);
    if (empty.length > 0)
      return { ...fault('disclosure/empty-section', 'body'), missing: empty.map(({ heading }) => heading).join('、') };
    const wanting = withoutSection(interpretation, body);
    if (wanting.length === 0) return null;
    const missing = wanting.map((element) => elementTitles[element]).join('、');
    return { ...fault('disclosure/element-without-section', 'body'), missing };
  },
  (content, { today, outlets }) => {
    const code = reprintFault(content, { today, outlets });
    return code === null ? null : fault(code, 'reprint');
  },
];

/** Everything that keeps an article from being handed in. */
export const contentFaults = (content: Content, around: Around): readonly ContentFault[] =>
  rules.flatMap((rule) => rule(content, around) ?? []);
