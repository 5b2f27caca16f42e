import { type Agency, type Directory, directoryOf } from '../identity/index.ts';
import { day, type Kernel } from '../kernel/index.ts';
import { forgetCluster, PORTAL, siteRegister } from './cluster.ts';
import { Column, Site, UpdateRule } from './contract.ts';
import templates from './data/templates.json' with { type: 'json' };
import rules from './data/update-rules.json' with { type: 'json' };

type Template = Site['template'];

/** The columns of a template, each with its rule written out: from then on the site's entry in the register holds. */
export function columnsOf(template: Template, siteName: string): readonly Column[] {
  const known: Readonly<Record<string, unknown>> = rules;
  return templates[template].map((column) =>
    Column.parse({
      description: `${siteName}${column.title}`,
      ...column,
      rule: 'rule' in column ? UpdateRule.parse(known[column.rule ?? '']) : null,
    }),
  );
}

/** Agencies of this line serve enterprises more than citizens: their sites have the columns of a business site. */
const BUSINESS_LINES: ReadonlySet<string> = new Set(['SC', 'HG', 'SW']);
const NO_SITE: ReadonlySet<string> = new Set(['committee']);

function templateOf({ line, kind, region }: Agency, city: string): Template {
  if (line === 'ZF') return region === city ? 'portal' : region.length === 6 ? 'government' : 'township';
  return kind === 'vertical' || BUSINESS_LINES.has(line ?? '') ? 'business' : 'department';
}

/**
 * A site for every agency, county and township of the demo city that has none yet.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引 (one site for each unit)
 */
export async function seedSites(kernel: Kernel, at: Date): Promise<void> {
  const directory = await directoryOf(kernel);
  const city = directory.cityGovernment();
  const sites = directory.agencies
    .filter(({ kind }) => !NO_SITE.has(kind))
    .map((agency, i) => siteOfAgency(agency, directory, city, i));
  await siteRegister.putFirst(
    kernel.pool,
    sites.map((site) => ({
      key: site.key,
      validFrom: day('2024-01-01'),
      value: site,
      source: '虚构的示例城市',
      changedBy: null,
      at,
    })),
  );
  forgetCluster(kernel);
}

function siteOfAgency(agency: Agency, directory: Directory, city: Agency, place: number): Site {
  const template = templateOf(agency, city.region);
  const key = template === 'portal' ? PORTAL : agency.key.toLowerCase();
  const name = template === 'portal' ? '明堂市人民政府门户网站' : agency.name;
  const area = agency.region.slice(0, 6);
  const office = directory.regionName(agency.region);
  return Site.parse({
    key,
    name,
    template,
    agencyId: agency.id,
    region: agency.region,
    domain: template === 'portal' ? 'www.mingtang.gov.cn' : `${key}.mingtang.gov.cn`,
    idCode: `${area}${String(place + 1).padStart(4, '0')}`,
    organiser: template === 'portal' ? '明堂市人民政府办公室' : agency.name,
    undertaker: template === 'department' || template === 'business' ? null : `${office}政务公开办公室`,
    contact: agency.phone ?? '12345',
    icp: '岚ICP备00000001号',
    police: { title: '岚公网安备 59090002000001号', href: 'https://beian.mps.gov.cn/' },
    badgeHref: 'https://bszs.conac.cn/',
    columns: columnsOf(template, name),
  });
}
