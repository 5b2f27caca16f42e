import { escapeForXml } from '../../kernel/markup.ts';
import { writtenMoment } from '../../ui/index.ts';
import type { Site } from '../contract.ts';

export type FeedEntry = {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: Date;
};

type Feed = { readonly site: Site; readonly origin: string; readonly entries: readonly FeedEntry[] };

const newest = (entries: readonly FeedEntry[]): Date => entries[0]?.publishedAt ?? new Date(0);

export const rss = ({ site, origin, entries }: Feed): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${escapeForXml(site.name)}</title><link>${escapeForXml(`${origin}/site/${site.key}/`)}</link><description>${escapeForXml(site.name)}</description><language>zh-cn</language><lastBuildDate>${newest(entries).toUTCString()}</lastBuildDate><atom:link href="${escapeForXml(`${origin}/site/${site.key}/rss.xml`)}" rel="self" type="application/rss+xml"/>${entries
    .map(
      ({ path, title, text, publishedAt }) =>
        `<item><title>${escapeForXml(title)}</title><link>${escapeForXml(origin + path)}</link><guid isPermaLink="true">${escapeForXml(origin + path)}</guid><pubDate>${publishedAt.toUTCString()}</pubDate><description>${escapeForXml(text)}</description></item>`,
    )
    .join('')}</channel></rss>
`;

export const atom = ({ site, origin, entries }: Feed): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>${escapeForXml(site.name)}</title><id>${escapeForXml(`${origin}/site/${site.key}/`)}</id><updated>${newest(entries).toISOString()}</updated><link rel="self" href="${escapeForXml(`${origin}/site/${site.key}/atom.xml`)}"/><author><name>${escapeForXml(site.organiser)}</name></author>${entries
    .map(
      ({ path, title, text, publishedAt }) =>
        `<entry><title>${escapeForXml(title)}</title><id>${escapeForXml(origin + path)}</id><link href="${escapeForXml(origin + path)}"/><updated>${publishedAt.toISOString()}</updated><summary>${escapeForXml(text)}</summary></entry>`,
    )
    .join('')}</feed>
`;

export const jsonFeed = ({ site, origin, entries }: Feed): string =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: site.name,
    home_page_url: `${origin}/site/${site.key}/`,
    feed_url: `${origin}/site/${site.key}/feed.json`,
    language: 'zh-CN',
    items: entries.map(({ path, title, text, publishedAt }) => ({
      id: origin + path,
      url: origin + path,
      title,
      content_text: text,
      date_published: publishedAt.toISOString(),
    })),
  });

export const sitemapXml = (
  origin: string,
  addresses: readonly { readonly path: string; readonly at: Date }[],
): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${addresses
    .map(
      ({ path, at }) =>
        `<url><loc>${escapeForXml(origin + path)}</loc><lastmod>${writtenMoment(at).slice(0, 10)}</lastmod></url>`,
    )
    .join('')}</urlset>
`;

export const sitemapIndex = (origin: string, sites: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${sites
    .map((site) => `<sitemap><loc>${escapeForXml(`${origin}/site/${site}/sitemap.xml`)}</loc></sitemap>`)
    .join('')}</sitemapindex>
`;
