import type { FastifyReply, FastifyRequest } from 'fastify';
import { createElement, type FunctionComponent } from 'react';
import { z } from 'zod';
import { type Agency, type Directory, directoryOf } from '../../identity/index.ts';
import { type Day, dayOf, type Kernel, refuse, type Web } from '../../kernel/index.ts';
import { type Site, siteContext, siteOf, sitesOfAgencies } from '../../sites/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import { type GuideEntry, guideRegister, guidesOn, keepsGuide } from '../guide.ts';
import { guideText, institutionText } from '../guide-text.ts';
import { institutionsOn } from '../institution.ts';
import { GuidePage, GuidesPage, type GuideVersion, NoGuidePage } from '../pages/guide-page.tsx';
import { InstitutionPage, InstitutionsPage } from '../pages/institution-page.tsx';
import { OrganTabs } from '../pages/organ-tabs.tsx';
import { type Institution, sectionsWith } from '../rules/institution.ts';

const config = { may: 'disclosure.visit' };
const Lookup = z.object({
  region: z
    .string()
    .regex(/^\d{6}$/u)
    .optional()
    .catch(undefined),
  q: z.string().trim().max(100).default(''),
});
type Lookup = z.output<typeof Lookup>;
const OfSite = z.object({ site: z.string().max(60) });

const show = <P extends object>(reply: FastifyReply, page: FunctionComponent<P>, props: P): FastifyReply =>
  reply.type('text/html; charset=utf-8').send(renderPage(createElement(page, props)));

/** What every organ says of itself for everybody: its disclosure guide, and what it is made of. */
export function guidePages(web: Web, kernel: Kernel): void {
  web.get('/guides', { config, schema: { hide: true, querystring: Lookup } }, async (request, reply) => {
    const on = dayOf(kernel.now());
    const [organs, guides] = await Promise.all([organsOf(kernel), guidesOn(kernel.published.pool, on)]);
    const { query } = request;
    const lines = narrowed(organs, query, ({ name }, q) => name.includes(q)).map(({ agency, site }) => {
      const entry = guides.get(agency.key);
      return {
        agency: agency.name,
        href: `/guides/${site.key}`,
        phone: entry?.value.phone ?? agency.phone,
        revisedOn: entry?.validFrom ?? null,
      };
    });
    const tabs = createElement(OrganTabs, {
      ...tabsOf(organs, query),
      action: '/guides',
      label: guideText.list.regions,
      searchLabel: guideText.list.search,
    });
    return show(reply, GuidesPage, { context: pageContext(request), tabs, lines });
  });
  web.get('/guides/:site', { config, schema: { hide: true, params: OfSite } }, (request, reply) =>
    showGuide(kernel, request, reply, request.params.site, null),
  );
  web.get(
    '/guides/:site/:version',
    {
      config,
      schema: { hide: true, params: OfSite.extend({ version: z.coerce.number().int().min(1).max(100_000) }) },
    },
    (request, reply) => showGuide(kernel, request, reply, request.params.site, request.params.version),
  );
  institutionPages(web, kernel);
}

type Organ = { readonly agency: Agency; readonly site: Site; readonly place: string; readonly placeName: string };

/** The organs that keep a guide, with their sites; those of the city first, then county by county. */
async function organsOf(kernel: Kernel): Promise<readonly Organ[]> {
  const [directory, sites] = await Promise.all([directoryOf(kernel.published), sitesOfAgencies(kernel)]);
  const city = directory.cityGovernment().region;
  return directory.agencies
    .filter(keepsGuide)
    .flatMap((agency) => {
      const site = sites.get(agency.id);
      const place = agency.region.slice(0, 6);
      const placeName = place === city ? guideText.list.cityLevel : directory.regionName(place);
      return site ? [{ agency, site, place, placeName }] : [];
    })
    .toSorted((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : rank(a) - rank(b)));
}

/** Governments before departments, in the order in which they were entered. */
const rank = ({ agency }: Organ): number => (agency.line === 'ZF' ? 0 : 1_000_000) + agency.id;

/** By a word in the whole city; else those of one county, of the city itself unless said. */
function narrowed(
  organs: readonly Organ[],
  { region, q }: Lookup,
  matches: (agency: Agency, q: string) => boolean,
): readonly Organ[] {
  if (q !== '') return organs.filter(({ agency }) => matches(agency, q));
  const place = region ?? organs[0]?.place;
  return organs.filter((organ) => organ.place === place);
}

const tabsOf = (organs: readonly Organ[], { region, q }: Lookup) => ({
  places: [...new Map(organs.map(({ place, placeName }) => [place, { code: place, name: placeName }])).values()],
  place: region ?? organs[0]?.place ?? '',
  q,
});

/** The organ that answers for an agency: itself, or the one it is an office of. @throws Refusal http/not-found */
function organAbove(directory: Directory, agency: Agency): Agency {
  let at = agency;
  while (!keepsGuide(at)) {
    if (at.parentId === null) throw refuse('http/not-found', {}, 404);
    at = directory.agencyById(at.parentId);
  }
  return at;
}

async function showGuide(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  siteKey: string,
  version: number | null,
): Promise<FastifyReply> {
  const site = await siteOf(kernel, siteKey);
  const directory = await directoryOf(kernel.published);
  const own = directory.agencyById(site.agencyId);
  const organ = organAbove(directory, own);
  const context = await siteContext(kernel, request, site);
  const versions = await guideRegister.history(kernel.published.pool, organ.key);
  const entry =
    version === null ? inForce(versions, dayOf(kernel.now())) : versions.find((one) => one.version === version);
  if (!entry) {
    if (version !== null) throw refuse('http/not-found', {}, 404);
    return show(reply, NoGuidePage, { context, organ, siteKey });
  }
  return show(reply, GuidePage, {
    context,
    organ,
    keptFor: organ.id === own.id ? null : own.name,
    guide: entry.value,
    revisedAt: entry.changedAt,
    shown: lineOf(entry, siteKey),
    versions: versions.map((one) => lineOf(one, siteKey)),
    siteKey,
  });
}

const inForce = (versions: readonly GuideEntry[], on: Day): GuideEntry | undefined =>
  versions.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || validTo >= on));

const lineOf = ({ version, validFrom, validTo }: GuideEntry, siteKey: string): GuideVersion => ({
  version,
  from: validFrom,
  to: validTo,
  href: `/guides/${siteKey}/${version}`,
});

/** Where an organ is found and called: as it says itself, else as it was entered. */
const reachedAt = (agency: Pick<Agency, 'address' | 'phone'>, said: Institution | undefined) => ({
  address: said?.address || agency.address,
  phone: said?.phone || agency.phone,
});

function institutionPages(web: Web, kernel: Kernel): void {
  web.get('/institutions', { config, schema: { hide: true, querystring: Lookup } }, async (request, reply) => {
    const on = dayOf(kernel.now());
    const [organs, institutions] = await Promise.all([organsOf(kernel), institutionsOn(kernel, on)]);
    const { query } = request;
    const foundIn = (agency: Agency) => {
      const institution = institutions.get(agency.key)?.value;
      return institution && query.q !== '' ? sectionsWith(institution, query.q) : [];
    };
    const matches = (agency: Agency, q: string): boolean =>
      agency.name.includes(q) ||
      foundIn(agency).length > 0 ||
      (institutions.get(agency.key)?.value.duties.includes(q) ?? false);
    const lines = narrowed(organs, query, matches).map(({ agency, site }) => ({
      agency: agency.name,
      href: `/institutions/${site.key}`,
      ...reachedAt(agency, institutions.get(agency.key)?.value),
      found: foundIn(agency),
    }));
    const tabs = createElement(OrganTabs, {
      ...tabsOf(organs, query),
      action: '/institutions',
      label: guideText.list.regions,
      searchLabel: institutionText.list.search,
      placeholder: institutionText.list.placeholder,
    });
    const props = { context: pageContext(request), tabs, lines, searched: query.q !== '' };
    return show(reply, InstitutionsPage, props);
  });
  web.get('/institutions/:site', { config, schema: { hide: true, params: OfSite } }, async (request, reply) => {
    const site = await siteOf(kernel, request.params.site);
    const directory = await directoryOf(kernel.published);
    const organ = organAbove(directory, directory.agencyById(site.agencyId));
    const found = (await institutionsOn(kernel, dayOf(kernel.now()), organ.key)).get(organ.key);
    return show(reply, InstitutionPage, {
      context: await siteContext(kernel, request, site),
      organ: {
        ...organ,
        ...reachedAt(organ, found?.value),
        above: organ.parentId === null ? null : directory.agencyName(organ.parentId),
      },
      institution: found?.value ?? null,
      revisedOn: found?.validFrom ?? null,
      siteKey: site.key,
    });
  });
}
