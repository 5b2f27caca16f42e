import { createElement } from 'react';
import { z } from 'zod';
import { directoryOf } from '../../identity/index.ts';
import { type Day, dayOf, type Kernel, type Published, type Web } from '../../kernel/index.ts';
import { pageContext, renderPage } from '../../ui/index.ts';
import type { ItemFilter } from '../contract.ts';
import { type Choice, ListPage, type ListPageProps, type ListRow } from '../pages/list.tsx';
import { itemsOf } from '../register.ts';
import { type Facet, itemFacets, itemsByCode } from '../repo.ts';
import { findItems } from '../search.ts';
import { pageText } from '../text.ts';

const PER_PAGE = 20;

/** What somebody may ask for; what cannot be read falls back to everything. */
const Query = z.object({
  q: z.string().trim().max(100).catch(''),
  for: z.enum(['person', 'legal']).optional().catch(undefined),
  theme: z.string().max(50).optional().catch(undefined),
  agency: z.coerce.number().int().positive().max(2_000_000_000).optional().catch(undefined),
  region: z
    .string()
    .regex(/^\d{6}$/u)
    .optional()
    .catch(undefined),
  after: z.string().max(33).optional().catch(undefined),
  offset: z.coerce.number().int().min(0).max(2000).catch(0),
});
type Asked = z.output<typeof Query>;

const NATURAL_PERSON = 1;

/** The address of the list as asked for, with some of it changed; `undefined` takes a part away. */
function hrefOf(asked: Partial<Asked>, change: Partial<Record<keyof Asked, string | undefined>> = {}): string {
  const parts = {
    q: asked.q,
    for: asked.for,
    theme: asked.theme,
    agency: asked.agency,
    region: asked.region,
    ...change,
  };
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parts))
    if (value !== undefined && value !== '') query.set(key, String(value));
  return query.size > 0 ? `/items?${query.toString()}` : '/items';
}

const filterOf = (asked: Asked): ItemFilter => ({
  region: asked.region,
  agencyId: asked.agency,
  theme: asked.theme,
  target: asked.for === 'person' ? NATURAL_PERSON : undefined,
  legalPersons: asked.for === 'legal' ? true : undefined,
});

type Rows = { readonly rows: readonly ListRow[]; readonly total: string; readonly nextHref: string | undefined };

async function searched(published: Published, asked: Asked, today: Day): Promise<Rows> {
  const page = await findItems(published, asked.q, { region: asked.region, offset: asked.offset, limit: PER_PAGE });
  const items = await itemsByCode(
    published,
    page.rows.map(({ ref }) => ref),
    today,
  );
  const byCode = new Map(items.map((item) => [item.code, item]));
  return {
    rows: page.rows.flatMap(({ ref }) => byCode.get(ref) ?? []),
    total: page.total,
    nextHref: page.more ? hrefOf(asked, { offset: String(asked.offset + PER_PAGE) }) : undefined,
  };
}

async function listed(published: Published, asked: Asked, today: Day): Promise<Omit<Rows, 'total'>> {
  const items = await itemsOf(published, filterOf(asked), today, { after: asked.after, limit: PER_PAGE + 1 });
  const rows = items.slice(0, PER_PAGE);
  return { rows, nextHref: items.length > PER_PAGE ? hrefOf(asked, { after: rows.at(-1)?.code }) : undefined };
}

/** `/items`: the list, its search and the ways to narrow it. */
export function itemList(web: Web, kernel: Kernel): void {
  web.get(
    '/items',
    { config: { may: 'service-items.read' }, schema: { hide: true, querystring: Query } },
    async (request, reply) => {
      const { published } = kernel;
      const asked = request.query;
      const today = dayOf(kernel.now());
      const facets = await itemFacets(published, filterOf(asked), today);
      const { agencies, regions } = await directoryOf(published);
      const regionName = (code: string): string => regions.find((region) => region.code === code)?.name ?? code;
      const page: Rows =
        asked.q === ''
          ? { total: String(facets.items), ...(await listed(published, asked, today)) }
          : await searched(published, asked, today);
      const agency = agencies.find(({ id }) => id === asked.agency)?.name;
      const props: ListPageProps = {
        context: pageContext(request),
        typed: asked.q,
        ...page,
        narrowed: [asked.region === undefined ? undefined : regionName(asked.region), agency, asked.theme].filter(
          (part) => part !== undefined,
        ),
        tabs: tabsOf(asked),
        person: asked.for === 'legal' ? [] : choices(asked, facets.person, 'theme'),
        legal: asked.for === 'person' ? [] : choices(asked, facets.legal, 'theme'),
        agencies: choices(asked, facets.agencies, 'agency'),
        regions: choices(
          asked,
          facets.regions.map((facet) => ({ ...facet, title: regionName(facet.value) })),
          'region',
        ),
        kept: asked.region === undefined ? {} : { region: asked.region },
      };
      return reply.type('text/html; charset=utf-8').send(renderPage(createElement(ListPage, props)));
    },
  );
}

const tabsOf = (asked: Asked): ListPageProps['tabs'] => {
  const { all, forPerson, forLegal } = pageText.list;
  const isFor = asked.q === '' ? (asked.for ?? 'all') : undefined;
  return [
    { title: all, href: hrefOf({ region: asked.region }), current: isFor === 'all' },
    { title: forPerson, href: hrefOf({ region: asked.region, for: 'person' }), current: isFor === 'person' },
    { title: forLegal, href: hrefOf({ region: asked.region, for: 'legal' }), current: isFor === 'legal' },
  ];
};

/** Ways on from here, each narrowing the list by one more thing. */
const choices = (asked: Asked, facets: readonly Facet[], key: 'theme' | 'agency' | 'region'): readonly Choice[] =>
  facets.map(({ value, title, items }) => ({ href: hrefOf({ ...asked, q: '' }, { [key]: value }), title, items }));
