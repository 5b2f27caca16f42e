import type { Site as PageSite } from '../../ui/index.ts';
import type { Column, Site } from '../contract.ts';
import { text } from '../text.ts';

/** Columns shown in the navigation at most; all of them stand on the front page and in the site map. */
const IN_NAV = 8;

/** What every page of a site has in common; columns in which nothing stands yet are not shown. */
export function frameOf(site: Site, filled: ReadonlySet<string>): PageSite {
  const home = `/site/${site.key}/`;
  const shown = site.columns.filter(({ key }) => filled.has(key));
  return {
    name: site.name,
    domain: site.domain,
    idCode: site.idCode,
    homeHref: home,
    nav: [
      { href: home, title: text.nav.home },
      ...shown.slice(0, IN_NAV).map(({ key, title }) => ({ href: `${home}${key}/`, title })),
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
