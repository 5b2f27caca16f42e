import data from '../data/time-classes.json' with { type: 'json' };
import { type CatalogueNode, Freshness } from './catalogue.ts';

type Timed = Pick<CatalogueNode, 'timeClass' | 'freshness'>;

const FITS: Readonly<Record<CatalogueNode['timeClass'], readonly Freshness['kind'][]>> = {
  'long-term': ['on-change'],
  regular: ['every', 'yearly'],
  'by-stage': ['each'],
  prompt: ['each'],
};

/**
 * The rule of freshness that a class of time asks for: what was entered where it fits the class, else the usual one. So no
 * entry is called regular and never due.
 *
 * @law 政务公开工作规范
 */
export const freshnessOf = ({ timeClass, freshness }: Timed): Freshness =>
  FITS[timeClass].includes(freshness.kind) ? freshness : Freshness.parse(data.classes[timeClass]);

/** What the city itself has called regular is told once a quarter at least; a law may say otherwise. A code, or null. */
export const timeFault = ({ timeClass, freshness, source }: Timed & Pick<CatalogueNode, 'source'>): string | null =>
  source === 'city' &&
  timeClass === 'regular' &&
  (freshness.kind === 'yearly' || (freshness.kind === 'every' && freshness.months > data.regularMonths))
    ? 'disclosure/regular-too-seldom'
    : null;
