import { z } from 'zod';
import type { Source } from './repo/publications.ts';
import { USUAL_PATTERN } from './rules/index-number.ts';

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
