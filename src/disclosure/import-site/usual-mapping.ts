import { type Directory, directoryOf } from '../../identity/index.ts';
import { dayOf, type Kernel, refuse } from '../../kernel/index.ts';
import { nodesHolding } from '../catalogue.ts';
import type { Genre } from '../contract.ts';
import { decodeText } from '../editor/convert/decode.ts';
import type { Mapping } from './mapping.ts';
import { metaTags } from './page.ts';
import { folderSource, type SiteSource } from './sources.ts';
import { sitemapSource } from './web-source.ts';

/** So many pages are asked what their site is called and where it is. */
const ASKED = 40;
/** A folder does not say where its pages stood; they are read from here until they have said it. */
const NOWHERE = 'http://nowhere.invalid/';

/**
 * How a site is read that keeps to the national tags, when nobody has written a mapping: it says its name and address
 * itself, its columns go to the entries of the catalogue of the same name, and it stands in the name of the agency it is
 * called after, else of the city's government.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引 附件
 * @throws Refusal disclosure/no-mapping (422) when the pages do not say where they stood
 */
export async function usualMapping(kernel: Kernel, place: string): Promise<Mapping> {
  const isSitemap = /^https?:\/\//u.test(place);
  const said = await saidOfSite(isSitemap ? sitemapSource(place) : folderSource(place, NOWHERE));
  const base = isSitemap ? `${new URL(place).origin}/` : said.base;
  if (base === null) throw refuse('disclosure/no-mapping', {}, 422);
  const { key, nodes } = await agencyFor(kernel, said.name);
  const usual = USUAL.map((word) => nodes.find(({ name }) => word.test(name))).find((node) => node !== undefined);
  const first = usual ?? nodes[0];
  if (!first) throw refuse('disclosure/no-mapping', {}, 422);
  return {
    site: said.name || new URL(base).host,
    base,
    agency: key,
    usual: { node: first.key, genre: genreOf(first.name) },
    columns: Object.fromEntries(nodes.map(({ key: node, name }) => [name, { node, genre: genreOf(name) }])),
    body: [],
    tags: {},
  };
}

/** Where what belongs to no column goes: not to a column of tenders or examinations, which is named after notices, too. */
const USUAL = [
  /^通知公告|^公告公示/u,
  /^(?!.*(?:采购|招标|中标|投标|招考|招聘|拍卖|出让)).*(?:通知|公告|公示|通告)/u,
  /文件|政策/u,
  /其他|其它/u,
];

const genreOf = (name: string): Genre => {
  if (/通知|公告|公示|通告/u.test(name)) return 'announcement';
  if (/动态|要闻|新闻/u.test(name)) return 'news';
  return /规划|计划/u.test(name) ? 'plan' : 'other';
};

type SaidOfSite = { readonly name: string; readonly base: string | null };

async function saidOfSite(source: SiteSource): Promise<SaidOfSite> {
  let name = '';
  let asked = 0;
  for await (const address of source.addresses()) {
    asked += 1;
    if (asked > ASKED) break;
    const page = await source.fetch(address);
    const tags = 'missing' in page ? new Map<string, string>() : metaTags(decodeText(page.bytes, page.charset));
    name ||= tags.get('sitename') ?? '';
    const base = baseOf(tags);
    if (name !== '' && base !== null) return { name, base };
    if (base !== null && asked === ASKED) return { name, base };
  }
  return { name, base: null };
}

/** `www.x.gov.cn`, with or without its scheme; else the host of the page's own address. */
function baseOf(tags: ReadonlyMap<string, string>): string | null {
  const own = tags.get('url') ?? '';
  const domain = tags.get('sitedomain') ?? '';
  const scheme = own.startsWith('https:') ? 'https' : 'http';
  const said = domain === '' ? own : /^https?:\/\//iu.test(domain) ? domain : `${scheme}://${domain}`;
  if (!/^https?:\/\//iu.test(said) || !URL.canParse(said)) return null;
  return `${new URL(said).origin}/`;
}

async function agencyFor(kernel: Kernel, site: string) {
  const directory = await directoryOf(kernel);
  const on = dayOf(kernel.now());
  for (const { id, key } of candidates(directory, site)) {
    const nodes = await nodesHolding(kernel, id, on);
    if (nodes.length > 0) return { key, nodes };
  }
  throw refuse('disclosure/no-mapping', {}, 422);
}

/** The agency with the longest name that the site is called after, then the government and its office. */
function candidates(directory: Directory, site: string) {
  const called = directory.agencies
    .filter(({ name }) => site.includes(name))
    .toSorted((a, b) => b.name.length - a.name.length);
  const government = directory.cityGovernment();
  const office = directory.agencyByLine(government.region, 'ZFB');
  return [...called.slice(0, 3), ...(office ? [office] : []), government];
}
