import { z } from 'zod';
import { ATTRIBUTES, AUDIENCES, type Content, GENRES, NATURES, WAYS, WITHHOLDING_REASONS } from '../contract.ts';
import { LEVELS } from './catalogue.ts';

/** Lists of what each agency has to have told: outside, inside, and in a township. */
export const CHECKLISTS = ['public', 'internal', 'township'] as const;

/** One thing that has to be told, and by what one sees that it is. */
const Item = z.object({
  key: z.string().min(1).max(20),
  name: z.string().min(2).max(100),
  /** Entries of the catalogue, with all that stands below them. */
  nodes: z.array(z.string().max(60)),
  genres: z.array(z.enum(GENRES)).default([]),
  /** Words in a title, where the catalogue has no entry of its own. */
  words: z.array(z.string().min(2).max(20)).default([]),
  /** Whatever belongs to nothing else. */
  rest: z.boolean().default(false),
});

/** What has to be told on one side, since when and by what rule. @law R-065 */
export const Checklist = z.object({
  key: z.enum(CHECKLISTS),
  side: z.enum(AUDIENCES),
  name: z.string(),
  source: z.string(),
  from: z.iso.date(),
  until: z.iso.date().nullable(),
  levels: z.array(z.enum(LEVELS)),
  items: z.array(Item),
});
export type Checklist = z.output<typeof Checklist>;

/** Whom something is told by its nature. */
export const ScopeTable = z.object({
  name: z.string(),
  source: z.string(),
  from: z.iso.date(),
  rules: z.array(
    z.object({
      nature: z.enum(NATURES),
      attribute: z.enum(ATTRIBUTES),
      audience: z.enum(AUDIENCES),
      reason: z.enum(WITHHOLDING_REASONS).nullable(),
      ways: z.array(z.enum(WAYS)),
    }),
  ),
});
export type ScopeTable = z.output<typeof ScopeTable>;

/** Categories of the inside stand beside the catalogue, which is public. */
export const isInternalNode = (key: string): boolean => key.startsWith('NB.');

/** Some publications that are alike in all that a checklist looks at. */
export type Told = {
  readonly node: string;
  readonly genre: string;
  readonly category: string | null;
  /** Which of the words of the list stand in the title. */
  readonly words: readonly string[];
};

const isUnder = (node: string, heading: string): boolean => node === heading || node.startsWith(`${heading}.`);

/** The items of a list that something fills: what it says itself, else what entry, genre and title say. */
export function itemsFilled({ items }: Pick<Checklist, 'items'>, told: Told): readonly string[] {
  if (told.category !== null && items.some(({ key }) => key === told.category)) return [told.category];
  const found = items.filter(
    ({ nodes, genres, words }) =>
      nodes.some((heading) => isUnder(told.node, heading)) ||
      genres.some((genre) => genre === told.genre) ||
      words.some((word) => told.words.includes(word)),
  );
  return (found.length > 0 ? found : items.filter(({ rest }) => rest)).map(({ key }) => key);
}

/** What the table proposes for a nature. */
export const proposalFor = ({ rules }: ScopeTable, nature: string): ScopeTable['rules'][number] | null =>
  rules.find((rule) => rule.nature === nature) ?? null;

type Scoped = Pick<Content, 'scope' | 'attribute' | 'audience'>;

/** What is wrong with whom it is told, seen from its nature; a code, or null. Other than proposed needs words. */
export function scopeFault({ scope, attribute, audience }: Scoped, table: ScopeTable): string | null {
  if (!scope) return null;
  const proposed = proposalFor(table, scope.nature);
  if (!proposed) return null;
  if (proposed.ways.length > 0 && !scope.ways.some((way) => proposed.ways.includes(way))) {
    return 'disclosure/decision-without-way';
  }
  const isAsProposed = proposed.attribute === attribute && proposed.audience === audience;
  return isAsProposed || scope.words.trim().length >= 5 ? null : 'disclosure/scope-differs';
}
