import { z } from 'zod';
import { reassessmentDefaults } from './reference.ts';
import type { Source } from './repo/publications.ts';
import { USUAL_PATTERN } from './rules/index-number.ts';
import { ReassessmentRule } from './rules/reassessment.ts';

const PATTERN = 'disclosure.index-pattern';

/** How index numbers are made in this city. */
export async function indexPattern(source: Source): Promise<string> {
  const { rows } = await source.query<{ value: unknown }>('select value from kernel.setting where key = $1', [PATTERN]);
  return rows[0] === undefined ? USUAL_PATTERN : z.string().parse(rows[0].value);
}

/** Numbers of the future are made like this; those that were given stay. */
export async function setIndexPattern(source: Source, pattern: string): Promise<void> {
  await source.query(
    'insert into kernel.setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [PATTERN, JSON.stringify(pattern)],
  );
}

/** How often what is withheld is looked at again in this city: the setting `disclosure.reassessment`, or what comes along. */
export async function reassessmentRule(source: Source): Promise<ReassessmentRule> {
  const { rows } = await source.query<{ value: unknown }>(
    `select value from kernel.setting where key = 'disclosure.reassessment'`,
  );
  const usual = await reassessmentDefaults();
  if (rows[0] === undefined) return usual;
  const own = z
    .object({ months: z.record(z.string(), z.unknown()).default({}) })
    .loose()
    .parse(rows[0].value);
  return ReassessmentRule.parse({ ...usual, ...own, months: { ...usual.months, ...own.months } });
}

/** Media whose articles may be reprinted: the setting `disclosure.reprinted-outlets`, names in a list; null: any. */
export async function reprintedOutlets(source: Source): Promise<ReadonlySet<string> | null> {
  const { rows } = await source.query<{ value: unknown }>(
    `select value from kernel.setting where key = 'disclosure.reprinted-outlets'`,
  );
  return rows[0] === undefined ? null : new Set(z.array(z.string()).parse(rows[0].value));
}
