import { roleHolders } from '../../identity/index.ts';
import {
  type Actor,
  act,
  type Day,
  dayOf,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  system,
  tell,
  yearOf,
} from '../../kernel/index.ts';
import { clusterOf, siteOf } from '../cluster.ts';
import type { Site } from '../contract.ts';
import { yearRows } from './contract.ts';
import { countedOf, sitesRunningIn, sitesWithYear, type Values, type YearRow, yearTableById } from './repo.ts';
import { yearTableText as text } from './text.ts';

/** In which months the table of the year before is opened for a site that has none. */
const LAST_OPENING_MONTH = 3;

/**
 * Opens the table of the year that is over for each site that was running in it, once; answers how many.
 *
 * @law 国办发〔2017〕47号 政府网站发展指引
 */
export async function openYearTables(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  if (Number(today.slice(5, 7)) > LAST_OPENING_MONTH) return 0;
  const year = yearOf(today) - 1;
  const [{ sites }, known, running] = await Promise.all([
    clusterOf(kernel),
    sitesWithYear(kernel.pool, year),
    sitesRunningIn(kernel.published.pool, year),
  ]);
  let opened = 0;
  for (const site of sites) {
    if (known.has(site.key) || !running.has(site.key)) continue;
    await openYearTable(kernel, site, year, at);
    opened += 1;
  }
  return opened;
}

/** The table of one site for one year; who keeps the site is told. */
export async function openYearTable(kernel: Kernel, site: Site, year: number, at: Date): Promise<number> {
  const { key, name, agencyId, region } = site;
  const holders = await roleHolders(kernel, [agencyId], dayOf(at));
  const { id: opened } = await openMatter(kernel, {
    kind: 'site-year-table',
    act: 'open',
    title: `${name} ${text.ofYear(year)}`,
    ...{ region, agencyId, actor: system, at },
    on: `${year}-12-31` as Day,
    facts: { site: key, year },
    write: async (tx, id) => {
      await tx.client.query('insert into sites.year_table (matter_id, site, agency_id, year) values ($1, $2, $3, $4)', [
        ...[id, key, agencyId, year],
      ]);
      const params = { site: name, year, due: `${year + 1}-01-31` };
      const told = new Set(holders.filter(({ role }) => role === 'liaison').map(({ personId }) => personId));
      for (const personId of told)
        await tell(tx.client, { personId, matterId: id, code: 'sites.year-owed', params, at });
    },
  });
  return opened;
}

/** What the program says of a site's year by itself: its own entry, and what is counted in public. */
export async function countedValues(kernel: Kernel, row: YearRow): Promise<Values> {
  const site = await siteOf(kernel, row.site);
  const counted = await countedOf(kernel.published.pool, row.site, row.agencyId, row.year);
  return {
    name: site.name,
    domain: site.domain,
    organiser: site.organiser,
    template: text.templates[site.template],
    idCode: site.idCode,
    icp: site.icp,
    police: site.police.title,
    ...Object.fromEntries(Object.entries(counted).map(([key, count]) => [key, String(count)])),
  };
}

const isEntered = ({ from }: (typeof yearRows)[number]): boolean =>
  from === 'count' || from === 'yes' || from === 'words';

/** What somebody still has to fill in; words may stay empty. */
export const missingOf = (entered: Values): readonly string[] =>
  yearRows.filter((row) => isEntered(row) && row.from !== 'words' && !entered[row.key]).map(({ title }) => title);

/** @throws Refusal sites/year-row-unknown, sites/year-not-counted, sites/year-not-yes (422) */
function checked(entered: Values): Values {
  const rows = new Map(yearRows.filter(isEntered).map((row) => [row.key, row]));
  for (const [key, value] of Object.entries(entered)) {
    const row = rows.get(key);
    if (!row) throw refuse('sites/year-row-unknown', { key }, 422);
    if (value === '') continue;
    if (row.from === 'count' && !/^\d{1,12}$/u.test(value))
      throw refuse('sites/year-not-counted', { title: row.title }, 422);
    if (row.from === 'yes' && value !== text.yes && value !== text.no)
      throw refuse('sites/year-not-yes', { title: row.title }, 422);
  }
  return entered;
}

/** @throws Refusal sites/year-not-found (404), access/forbidden (403) */
export async function yearTable(kernel: Kernel, id: number, actor: Actor): Promise<YearRow> {
  const row = await yearTableById(kernel.pool, id);
  if (!row) throw refuse('sites/year-not-found', {}, 404);
  kernel.access.check(actor, 'sites.answer-errors', { agencyId: row.agencyId });
  return row;
}

type Doing = { readonly id: number; readonly actor: Actor; readonly at: Date; readonly seenSeq: number };

/** Keeps what a person fills in. @throws Refusal those of `checked` and of an act */
export async function fillYearTable(kernel: Kernel, { id, ...doing }: Doing, entered: Values): Promise<void> {
  await yearTable(kernel, id, doing.actor);
  const values = checked(entered);
  await act(kernel, {
    ...doing,
    matter: await matterById(kernel, id),
    act: 'fill',
    facts: { entered: Object.keys(values).length },
    write: async (tx) => {
      await tx.client.query('update sites.year_table set entered = $2 where matter_id = $1', [
        id,
        JSON.stringify(values),
      ]);
    },
  });
}

/** Fixes the whole table, and shows it to everybody. @throws Refusal sites/year-incomplete (422) and those of an act */
export async function publishYearTable(kernel: Kernel, { id, ...doing }: Doing): Promise<void> {
  const row = await yearTable(kernel, id, doing.actor);
  const missing = missingOf(row.entered);
  if (missing.length > 0)
    throw refuse('sites/year-incomplete', { count: missing.length, titles: missing.slice(0, 5).join('、') }, 422);
  const figures = { ...(await countedValues(kernel, row)), ...row.entered };
  await act(kernel, {
    ...doing,
    matter: await matterById(kernel, id),
    act: 'publish',
    facts: { ...figures },
    write: async (tx) => {
      await tx.client.query('update sites.year_table set figures = $2, published_at = $3 where matter_id = $1', [
        ...[id, JSON.stringify(figures), doing.at],
      ]);
    },
  });
}
