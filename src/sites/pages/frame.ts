import type { Site as PageSite } from '../../ui/index.ts';
import type { Column, Site } from '../contract.ts';
import { hexOf } from '../engine/encode.ts';
import { text } from '../text.ts';

/** Columns shown in the navigation at most; all of them stand on the front page and in the site map. */
const IN_NAV = 6;

const kept = new WeakMap<Site, Map<string, { readonly frame: PageSite; readonly key: string }>>();

/** What every page of a site has in common; columns in which nothing stands yet are not shown. */
export const frameOf = (site: Site, filled: ReadonlySet<string>): PageSite => keptFrame(site, filled).frame;

/** Two pages with the same key have the same frame. */
export const frameKey = (site: Site, filled: ReadonlySet<string>): string => keptFrame(site, filled).key;

function keptFrame(site: Site, filled: ReadonlySet<string>): { readonly frame: PageSite; readonly key: string } {
  const shown = site.columns.filter(({ key }) => filled.has(key));
  const frames = kept.get(site) ?? new Map<string, { readonly frame: PageSite; readonly key: string }>();
  kept.set(site, frames);
  const name = shown
    .slice(0, IN_NAV)
    .map(({ key }) => key)
    .join(' ');
  const known = frames.get(name);
  if (known) return known;
  const frame = frameFor(site, shown);
  const made = { frame, key: hexOf(JSON.stringify(frame)).slice(0, 16) };
  frames.set(name, made);
  return made;
}

function frameFor(site: Site, shown: readonly Column[]): PageSite {
  const home = `/site/${site.key}/`;
  return {
    name: site.name,
    domain: site.domain,
    idCode: site.idCode,
    homeHref: home,
    nav: [
      { href: home, title: text.nav.home },
      ...shown.slice(0, IN_NAV).map(({ key, title }) => ({ href: `${home}${key}/`, title })),
      { href: `/guides/${site.key}`, title: text.nav.guide },
      { href: '/catalogue', title: text.nav.catalogue },
      { href: '/items', title: text.nav.services },
    ],
    searchHref: '/search',
    preferencesHref: '/preferences',
    organiser: site.organiser,
    undertaker: site.undertaker ?? undefined,
    contact: site.contact,
    icp: site.icp,
    police: site.police,
    badgeHref: site.badgeHref,
    sitemapHref: '/sitemap',
    reportErrorHref: `/report-error?site=${site.key}`,
    footerLinks: [
      { href: `/guides/${site.key}`, title: text.foot.guide },
      { href: `/institutions/${site.key}`, title: text.foot.institution },
      { href: `/information-requests/new?agency=${site.agencyId}`, title: text.foot.request },
      { href: '/annual-reports', title: text.foot.report },
    ],
    feeds: [
      { href: `${home}rss.xml`, type: 'application/rss+xml', title: `${site.name} RSS` },
      { href: `${home}atom.xml`, type: 'application/atom+xml', title: `${site.name} Atom` },
      { href: `${home}feed.json`, type: 'application/feed+json', title: `${site.name} JSON` },
    ],
  };
}

export const tagsOf = ({ title, description, keywords, type }: Column) => ({
  name: title,
  description,
  keywords,
  type,
});
