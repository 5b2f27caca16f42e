import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Site } from './site.tsx';

const kept = new WeakMap<Site, Map<string, string>>();

/**
 * What pages of one site have in common, as markup that is made once: a site that publishes thousands of pages would make
 * its navigation and its foot thousands of times.
 *
 * @param name tells apart what is made of the same site
 */
export function keptMarkup(site: Site, name: string, make: () => ReactElement): { readonly __html: string } {
  const ofSite = kept.get(site) ?? new Map<string, string>();
  kept.set(site, ofSite);
  const html = ofSite.get(name) ?? renderToStaticMarkup(make());
  ofSite.set(name, html);
  return { __html: html };
}
