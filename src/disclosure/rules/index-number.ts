import { refuse } from '../../kernel/refusal.ts';

/** What an index number is made of. */
export type IndexFacts = {
  /** 统一社会信用代码 of the agency. */
  readonly uscc: string;
  readonly region: string;
  readonly year: number;
  readonly serial: number;
  readonly node: string;
};

/** As most cities number: credit code, year, serial of the agency and year. */
export const USUAL_PATTERN = '{uscc}/{year}-{serial:5}';

const PLACE = /\{(uscc|organ|region|year|serial|node)(?::(\d{1,2}))?\}/gu;

/**
 * An index number by a pattern. `organ` is the nine characters of the organisation code within the credit code; a number
 * behind a colon is the least width. A serial that outgrows its width stands in full: nothing is cut off.
 *
 * @throws Refusal disclosure/index-pattern when the pattern names neither agency nor year nor serial, or something unknown:
 *   its numbers would repeat
 */
export function indexNumber(pattern: string, facts: IndexFacts): string {
  assertPattern(pattern);
  const values = { ...facts, organ: facts.uscc.slice(8, 17), node: facts.node.replaceAll('.', '') };
  return pattern.replaceAll(PLACE, (_, name: keyof typeof values, width: string | undefined) =>
    String(values[name]).padStart(Number(width ?? 0), '0'),
  );
}

function assertPattern(pattern: string): void {
  const named = new Set([...pattern.matchAll(PLACE)].map(([, name]) => name));
  const isDistinct = (named.has('uscc') || named.has('organ')) && named.has('year') && named.has('serial');
  const rest = pattern.replaceAll(PLACE, '');
  if (!isDistinct || /[{}]/u.test(rest)) throw refuse('disclosure/index-pattern', { pattern }, 422);
}
