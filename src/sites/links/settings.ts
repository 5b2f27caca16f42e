import type pg from 'pg';
import { z } from 'zod';

const KEY = 'sites.link-check';
const Settings = z.object({
  /** Whether foreign addresses are asked at all; without the internet nobody is. */
  foreign: z.boolean().default(true),
  /** `host:port` of places within the city's network that may be asked all the same. */
  allow: z.array(z.string().max(200)).max(100).default([]),
});
export type LinkSettings = z.output<typeof Settings>;

/** How links are checked in this city. */
export async function linkSettings(source: Pick<pg.Pool, 'query'>): Promise<LinkSettings> {
  const { rows } = await source.query<{ value: unknown }>('select value from kernel.setting where key = $1', [KEY]);
  return Settings.parse(rows[0]?.value ?? {});
}

/** @param settings what differs from the usual */
export async function setLinkSettings(
  source: Pick<pg.Pool, 'query'>,
  settings: z.input<typeof Settings>,
): Promise<void> {
  await source.query(
    'insert into kernel.setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
    [KEY, JSON.stringify(Settings.parse(settings))],
  );
}
