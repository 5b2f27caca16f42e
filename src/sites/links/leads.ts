import type { Kernel } from '../../kernel/index.ts';
import { innerPath } from './addresses.ts';
import { fileOfPath, ownHosts, standingPaths } from './check.ts';
import { knownForeign, type LinkedArticle, linkedArticles, movedPaths } from './repo.ts';

type Newest = { readonly path: string; readonly title: string };

/** Where a link leads, as far as this program knows without asking anybody. */
export type Lead =
  | { readonly fate: 'stands' | 'no-page' | 'no-file' }
  /** The document is public no longer, or no longer in force; what took its place, where something did. */
  | {
      readonly fate: 'withdrawn' | 'abolished' | 'lapsed';
      readonly title: string;
      readonly newest: Newest | null;
    }
  /** An old address that leads on. */
  | { readonly fate: 'moved'; readonly newest: Newest }
  /** It did not answer when the routine asked it the last time. */
  | { readonly fate: 'foreign-dead'; readonly fault: string; readonly checkedAt: Date }
  /** Somebody else's page that answered, or that no published page links to, so that nobody has asked it. */
  | { readonly fate: 'foreign' };

const PAGE: Lead = { fate: 'no-page' };

/**
 * Where these links of a draft lead: addresses of the city against the register of pages, others as the routine check of
 * published pages found them. Nobody is asked: who writes an address into a draft cannot make this machine call it.
 *
 * @param own ids of files that the draft has itself
 */
export async function whereLinksLead(
  kernel: Kernel,
  hrefs: readonly string[],
  own: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Lead>> {
  const hosts = await ownHosts(kernel);
  const placed = [...new Set(hrefs)].map((href) => ({ href, path: innerPath(href, '/', hosts) }));
  const inside = placed.flatMap(({ path }) => path ?? []);
  const lead = await innerLeads(kernel, [...new Set(inside)], own);
  const outside = placed.flatMap(({ href, path }) => (path === null ? [href] : []));
  const known = new Map((await knownForeign(kernel.pool, outside)).map((one) => [one.url, one]));
  return new Map(
    placed.map(({ href, path }): readonly [string, Lead] => {
      if (path !== null) return [href, lead(path)];
      const { fault = null, checkedAt } = known.get(href) ?? {};
      return [href, fault !== null && checkedAt ? { fate: 'foreign-dead', fault, checkedAt } : { fate: 'foreign' }];
    }),
  );
}

async function innerLeads(
  kernel: Kernel,
  paths: readonly string[],
  own: ReadonlySet<string>,
): Promise<(path: string) => Lead> {
  const { pool } = kernel.published;
  const stands = await standingPaths(kernel, paths);
  const moved = await movedPaths(pool, paths);
  const articles = new Map((await linkedArticles(pool, paths)).map((one) => [one.asked, one]));
  return (path) => {
    const file = fileOfPath(path);
    if (file !== undefined) return { fate: own.has(file) || stands(path) ? 'stands' : 'no-file' };
    const article = articles.get(path);
    if (article && hasEnded(article)) return endOf(article);
    const to = moved.get(path);
    if (to !== undefined) return { fate: 'moved', newest: { path: to, title: article?.title ?? to } };
    return stands(path) ? { fate: 'stands' } : PAGE;
  };
}

const hasEnded = ({ withdrawn, validity }: LinkedArticle): boolean => withdrawn || validity !== 'in-force';

const endOf = ({ withdrawn, validity, title, newest }: LinkedArticle): Lead => ({
  fate: withdrawn || validity === 'in-force' ? 'withdrawn' : validity,
  title,
  newest,
});
