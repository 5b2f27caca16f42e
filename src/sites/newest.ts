import type pg from 'pg';
import { type Day, dayOf } from '../kernel/index.ts';
import { PORTAL } from './cluster.ts';
import { newestOf } from './repo/articles.ts';

/** What was published last on the site of the city, newest first. */
export async function newestInPublic(
  source: Pick<pg.Pool, 'query'>,
  most: number,
): Promise<readonly { readonly href: string; readonly title: string; readonly on: Day }[]> {
  const lines = await newestOf(source, PORTAL, most);
  return lines.map(({ path, title, publishedAt }) => ({ href: path, title, on: dayOf(publishedAt) }));
}
