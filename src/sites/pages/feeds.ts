import { writtenMoment } from '../../ui/index.ts';
import type { Site } from '../contract.ts';

export type FeedEntry = {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: Date;
};

// Characters that XML 1.0 cannot hold at all are left away.
const xml = (value: string): string =>
  value
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

type Feed = { readonly site: Site; readonly origin: string; readonly entries: readonly FeedEntry[] };

const newest = (entries: readonly FeedEntry[]): Date => entries[0]?.publishedAt ?? new Date(0);

export const rss = ({ site, origin, entries }: Feed): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(site.name)}</title><link>${xml(`${origin}/site/${site.key}/`)}</link><description>${xml(site.name)}</description><language>zh-cn</language><lastBuildDate>${newest(entries).toUTCString()}</lastBuildDate><atom:link href="${xml(`${origin}/site/${site.key}/rss.xml`)}" rel="self" type="application/rss+xml"/>${entries
    .map(
      ({ path, title, text, publishedAt }) =>
        `<item><title>${xml(title)}</title><link>${xml(origin + path)}</link><guid isPermaLink="true">${xml(origin + path)}</guid><pubDate>${publishedAt.toUTCString()}</pubDate><description>${xml(text)}</description></item>`,
    )
    .join('')}</channel></rss>
`;

export const atom = ({ site, origin, entries }: Feed): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>${xml(site.name)}</title><id>${xml(`${origin}/site/${site.key}/`)}</id><updated>${newest(entries).toISOString()}</updated><link rel="self" href="${xml(`${origin}/site/${site.key}/atom.xml`)}"/><author><name>${xml(site.organiser)}</name></author>${entries
    .map(
      ({ path, title, text, publishedAt }) =>
        `<entry><title>${xml(title)}</title><id>${xml(origin + path)}</id><link href="${xml(origin + path)}"/><updated>${publishedAt.toISOString()}</updated><summary>${xml(text)}</summary></entry>`,
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
        `<url><loc>${xml(origin + path)}</loc><lastmod>${writtenMoment(at).slice(0, 10)}</lastmod></url>`,
    )
    .join('')}</urlset>
`;

export const sitemapIndex = (origin: string, sites: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${sites
    .map((site) => `<sitemap><loc>${xml(`${origin}/site/${site}/sitemap.xml`)}</loc></sitemap>`)
    .join('')}</sitemapindex>
`;
