import { createElement } from 'react';
import type { Kernel } from '../../kernel/index.ts';
import { renderPage } from '../../ui/index.ts';
import { type Cluster, clusterOf, columnOf, siteOf } from '../cluster.ts';
import type { Column, Site } from '../contract.ts';
import { HTML, type RenderedPage } from '../engine/page.ts';
import { gazetteText } from '../gazette/text.ts';
import { ArticlePage, type ArticleView, WithdrawnPage } from '../pages/article-page.tsx';
import { atom, jsonFeed, rss, sitemapXml } from '../pages/feeds.ts';
import { frameKey } from '../pages/frame.ts';
import { SiteHomePage } from '../pages/home-page.tsx';
import { ListPage } from '../pages/list-page.tsx';
import { addressesOf, columnsFilled, type ListLine, linesIn, newestOf } from '../repo/articles.ts';
import { sitesWithContent } from '../repo/lists.ts';
import type { Publication } from '../repo/publications.ts';
import { leavingPath, withNotice } from '../rules/address.ts';
import { listPath, newerThan, olderPages, onFirst, PER_PAGE } from '../rules/paging.ts';
import { isBelow } from '../rules/placing.ts';

/** Lines of a column on the front page, and entries of a feed. */
const ON_HOME = 9;
const IN_FEED = 30;
/** Pages of a list whose lines are read together. */
const READ_AT_ONCE = 50;

/** The page of one publication: what it says, or that it was withdrawn. */
export function renderArticle(
  kernel: Pick<Kernel, 'publicUrl'>,
  site: Site,
  columnKey: string,
  filled: ReadonlySet<string>,
  { ref, path }: { readonly ref: string; readonly path: string },
  publication: Publication,
): RenderedPage {
  const { content } = publication;
  const column = columnOf(site, columnKey) ?? site.columns[0];
  const frame = frameKey(site, filled);
  if (publication.withdrawn || content === null || column === undefined) {
    const props = {
      site,
      filled,
      path,
      title: publication.title,
      note: publication.note,
      at: publication.changedAt,
    };
    const body = renderPage(createElement(WithdrawnPage, props));
    return { path, site: site.key, kind: 'withdrawn', mediaType: HTML, status: 410, frame, body };
  }
  const article: ArticleView = {
    ref,
    path,
    index: publication.index,
    title: publication.title,
    subtitle: content.subtitle,
    agency: content.agency,
    source: content.source === '' ? content.agency : content.source,
    author: content.author,
    summary: publication.summary,
    keywords: publication.keywords,
    topic: publication.topic,
    documentNumber: publication.documentNumber,
    formedOn: publication.formedOn,
    publishedAt: publication.publishedAt,
    attribute: content.attribute,
    validity: publication.validity,
    note: publication.note,
    isDocument: publication.genre !== 'news',
    html: withNotice(content.body),
    attachments: content.attachments.map((file) => ({
      href: `/content/files/${file.fileId}/${encodeURIComponent(file.name)}`,
      name: file.name,
      bytes: file.bytes,
      html: file.html === undefined ? null : withNotice(file.html),
    })),
    charts: content.charts,
    explainedBy: content.interpretation,
    reprint: content.reprint && { ...content.reprint, href: leavingPath(content.reprint.url) },
    madeWith: content.origin?.how === 'joint' ? content.origin.others : null,
    asksOpinion: publication.axis === 'execution',
    heard: publication.heard,
    carried: publication.carried.map(({ url, ...one }) => ({ ...one, href: url === null ? null : leavingPath(url) })),
    implementsOn: publication.implementsOn,
    affair: publication.affair,
    gazettes: publication.gazettes.map((issue) => ({
      href: `/gazette/${issue.id}`,
      title: `${issue.name} ${gazetteText.number(issue.year, issue.number, issue.total)}`,
    })),
    links: publication.links.map(({ relation, title, path: href }) => ({ relation, title, href })),
  };
  const url = kernel.publicUrl + path;
  const body = renderPage(createElement(ArticlePage, { site, column, filled, article, url }));
  return { path, site: site.key, kind: 'article', mediaType: HTML, frame, body };
}

/** The pages of a column: the first, and the full older ones from one on. */
export async function renderColumn(
  kernel: Pick<Kernel, 'published'>,
  site: Site,
  column: Column,
  filled: ReadonlySet<string>,
  count: number,
  fromPage: number,
): Promise<readonly RenderedPage[]> {
  const older = olderPages(count);
  const pages: RenderedPage[] = [];
  const frame = frameKey(site, filled);
  const add = (number: number | null, lines: readonly ListLine[]): void => {
    const path = listPath(site.key, column.key, number);
    const at = (next: number): string => listPath(site.key, column.key, next > older ? null : next);
    const newerHref = number === null ? undefined : at(number + 1);
    const before = number === null ? older : number - 1;
    const olderHref = before > 0 ? at(before) : undefined;
    const props = { site, column, filled, path, lines, page: number, newerHref, olderHref };
    const body = renderPage(createElement(ListPage, props));
    pages.push({ path, site: site.key, kind: 'column', mediaType: HTML, frame, body });
  };
  const { pool } = kernel.published;
  for (let first = Math.max(1, fromPage); first <= older; first += READ_AT_ONCE) {
    const last = Math.min(older, first + READ_AT_ONCE - 1);
    const many = (last - first + 1) * PER_PAGE;
    const lines = await linesIn(pool, site.key, column.key, newerThan(count, last), many);
    for (let number = first; number <= last; number++) {
      const from = (last - number) * PER_PAGE;
      add(number, lines.slice(from, from + PER_PAGE));
    }
  }
  add(null, await linesIn(pool, site.key, column.key, 0, onFirst(count)));
  return pages;
}

/** The front page of a site, and its feeds. */
export async function renderFront(
  kernel: Pick<Kernel, 'published' | 'now' | 'publicUrl'>,
  siteKey: string,
): Promise<readonly RenderedPage[]> {
  const site = await siteOf(kernel, siteKey);
  const { pool } = kernel.published;
  const found = await columnsFilled(pool, siteKey);
  const filled = new Set(found.keys());
  const shown = site.columns.filter(({ key }) => filled.has(key));
  const sections = [];
  for (const column of shown) {
    const lines = await linesIn(pool, siteKey, column.key, 0, ON_HOME);
    sections.push({ column, lines });
  }
  const below = sitesBelow(await clusterOf(kernel), site, new Set(await sitesWithContent(pool))).map(
    ({ key, name }) => ({
      href: `/site/${key}/`,
      title: name,
    }),
  );
  const path = `/site/${siteKey}/`;
  const body = renderPage(createElement(SiteHomePage, { site, filled, sections, below }));
  const entries = await newestOf(pool, siteKey, IN_FEED);
  const feed = { site, origin: kernel.publicUrl, entries };
  const file = (name: string, mediaType: string, text: string): RenderedPage => ({
    path: path + name,
    site: siteKey,
    kind: 'feed',
    mediaType: `${mediaType}; charset=utf-8`,
    body: text,
  });
  return [
    { path, site: siteKey, kind: 'home', mediaType: HTML, frame: frameKey(site, filled), body },
    file('rss.xml', 'application/rss+xml', rss(feed)),
    file('atom.xml', 'application/atom+xml', atom(feed)),
    file('feed.json', 'application/feed+json', jsonFeed(feed)),
  ];
}

/** The map of a site for search engines. It names every address, so it is made now and then, not with each of them. */
export const renderMap = async (
  kernel: Pick<Kernel, 'published' | 'publicUrl'>,
  site: string,
): Promise<RenderedPage> => ({
  path: `/site/${site}/sitemap.xml`,
  site,
  kind: 'sitemap',
  mediaType: 'application/xml; charset=utf-8',
  body: sitemapXml(kernel.publicUrl, await addressesOf(kernel.published.pool, site)),
});

/** Sites one step down: of counties below the city, of townships below a county, of departments beside its government. */
function sitesBelow({ sites: all }: Cluster, site: Site, open: ReadonlySet<string>): readonly Site[] {
  if (site.template !== 'portal' && site.template !== 'government') return [];
  const sites = all.filter(({ key }) => open.has(key));
  const next = site.template === 'portal' ? 'government' : 'township';
  return sites.filter((other) =>
    other.template === next
      ? isBelow(other.region, site.region)
      : other.region === site.region && other.key !== site.key,
  );
}
