import { type Agency, type Directory, directoryOf, roleHolders } from '../../identity/index.ts';
import { type Actor, addDays, type Day, day, dayOf, inTransaction, type Kernel, tell } from '../../kernel/index.ts';
import { clusterOf } from '../cluster.ts';
import type { Site } from '../contract.ts';
import usual from '../data/upkeep.json' with { type: 'json' };
import { sitesWithContent } from '../repo/lists.ts';
import { agencyCounts, newsCounts, saidOf, toldOfSilence, updatesSince, warnedIn } from './repo.ts';
import { type Daily, dailyOf, hasPart, type News, newsOf, Part, UpkeepRule } from './rules.ts';

const KEY = 'sites.upkeep';
const DAYS_SHOWN = 30;
export const parts: readonly Part[] = usual.parts.map((part) => Part.parse(part));

/** What this city asks of its sites from day to day: its own setting, or what comes along. */
export async function upkeepRule({ pool }: Pick<Kernel, 'pool'>): Promise<UpkeepRule> {
  const { rows } = await pool.query<{ value: unknown }>('select value from kernel.setting where key = $1', [KEY]);
  return UpkeepRule.parse(rows[0]?.value ?? { daily: usual.daily, newsShare: usual.newsShare });
}

/**
 * Sets it for the whole city.
 *
 * @throws Refusal access/forbidden (403) for whoever does not answer for the sites of the whole city
 */
export async function setUpkeepRule(kernel: Kernel, rule: UpkeepRule, actor: Actor): Promise<void> {
  kernel.access.check(actor, 'sites.edit', { agencyId: (await directoryOf(kernel)).cityGovernment().id });
  await inTransaction(kernel.pool, (tx) =>
    tx.client.query(
      'insert into kernel.setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
      [KEY, JSON.stringify(rule)],
    ),
  );
}

export type SitePart = { readonly key: string; readonly name: string; readonly basis: string; readonly mend: string };
export type Upkeep = {
  readonly site: Site;
  readonly agency: string;
  readonly daily: Daily;
  readonly missing: readonly SitePart[];
  readonly news: News;
};

const monthOf = (on: Day): { readonly period: string; readonly first: Day } => ({
  period: on.slice(0, 7),
  first: day(`${on.slice(0, 7)}-01`),
});

/** The organ in whose name an office acts: it keeps guide and catalogue for it. */
function organOf(directory: Directory, id: number): Agency {
  let at = directory.agencyById(id);
  while ((at.uscc === null || at.kind === 'committee') && at.parentId !== null) at = directory.agencyById(at.parentId);
  return at;
}

/**
 * How the sites an official sees are kept: whether they are updated in their rhythm, what a visitor looks for and does not
 * find, and how much of this month's publications is plain news.
 *
 * @law 政府信息公开条例 第十二条, 第二十条; 国办秘函〔2019〕19号 检查指标
 */
export async function upkeepOfSites(
  kernel: Kernel,
  maySee: (site: Site) => boolean,
  at: Date,
): Promise<readonly Upkeep[]> {
  const today = dayOf(at);
  const { pool } = kernel.published;
  const open = new Set(await sitesWithContent(pool));
  const sites = (await clusterOf(kernel)).sites.filter((site) => open.has(site.key) && maySee(site));
  const keys = sites.map(({ key }) => key);
  const titled = parts.flatMap(({ look }) => ('flow' in look ? look.flow : []));
  const [directory, rule, updates, guides, institutions, counts, news] = await Promise.all([
    directoryOf(kernel),
    upkeepRule(kernel),
    updatesSince(pool, keys, addDays(today, 1 - DAYS_SHOWN)),
    saidOf(pool, 'guide', today),
    saidOf(pool, 'institution', today),
    agencyCounts(pool, today, titled),
    newsCounts(pool, monthOf(today).first, today),
  ]);
  return sites.map((site) => {
    const organ = organOf(directory, site.agencyId);
    const seen = updates.get(site.key);
    const found = {
      guide: guides.get(organ.key) ?? null,
      institution: institutions.get(organ.key) ?? null,
      told: Math.max(counts.get(organ.id)?.told ?? 0, counts.get(site.agencyId)?.told ?? 0),
      charts: Math.max(counts.get(organ.id)?.charts ?? 0, counts.get(site.agencyId)?.charts ?? 0),
    };
    const own = news.find(({ agencyId }) => agencyId === site.agencyId);
    return {
      site,
      agency: organ.name,
      daily: dailyOf(rule.daily[site.template] ?? 14, seen?.days ?? [], seen?.latestOn ?? null, today, DAYS_SHOWN),
      missing: parts
        .filter((part) => !hasPart(part, found))
        .map(({ key, name, basis, mend }) => ({ key, name, basis, mend: mend.replace('{agency}', String(organ.id)) })),
      news: newsOf(own?.total ?? 0, own?.news ?? 0, rule.newsShare),
    };
  });
}

const TOLD: ReadonlySet<string> = new Set(['liaison', 'disclosure-officer']);

/**
 * Warns who publishes for a unit, once for each of its months, that most of what it tells is plain news. Answers how many
 * were told.
 */
export async function warnOfNews(kernel: Kernel, at: Date): Promise<number> {
  const today = dayOf(at);
  const { period, first } = monthOf(today);
  const { newsShare } = await upkeepRule(kernel);
  const padded = (await newsCounts(kernel.published.pool, first, today))
    .map(({ agencyId, total, news }) => ({ agencyId, ...newsOf(total, news, newsShare) }))
    .filter(({ warns }) => warns);
  if (padded.length === 0) return 0;
  const ids = padded.map(({ agencyId }) => agencyId);
  const [directory, holders, warned] = await Promise.all([
    directoryOf(kernel),
    roleHolders(kernel, ids, today),
    warnedIn(kernel.pool, period),
  ]);
  let count = 0;
  for (const { agencyId, total, news, percent } of padded) {
    const mine = holders.filter((holder) => holder.agencyId === agencyId && TOLD.has(holder.role));
    for (const personId of new Set(mine.map((holder) => holder.personId))) {
      if (warned.has(`${personId} ${agencyId}`)) continue;
      const params = { agency: directory.agencyName(agencyId), agencyId, period, total, news, percent };
      await tell(kernel.pool, { personId, matterId: null, code: 'sites.news-share', params, at });
      count += 1;
    }
  }
  return count;
}

/**
 * Tells who publishes for the unit that keeps a site that the site is silent for longer than it may be: once for each lapse,
 * that is until something comes up on it and it falls silent again. Where a unit has nobody who publishes, the people above
 * it are told. Answers how many were told.
 *
 * @law 国办发〔2017〕47号 (content is kept up); 国办秘函〔2019〕19号 检查指标 (columns and front page updated in time)
 */
export async function remindOfSilence(kernel: Kernel, at: Date): Promise<number> {
  const late = (await upkeepOfSites(kernel, () => true, at)).filter(({ daily }) => daily.state === 'late');
  if (late.length === 0) return 0;
  const today = dayOf(at);
  const directory = await directoryOf(kernel);
  const lines = late.map((one) => ({ ...one, units: lineAbove(directory, one.site.agencyId) }));
  const [holders, told] = await Promise.all([
    roleHolders(kernel, [...new Set(lines.flatMap(({ units }) => units))], today),
    toldOfSilence(
      kernel.pool,
      late.map(({ site }) => site.key),
    ),
  ]);
  let count = 0;
  for (const { site, daily, units } of lines) {
    const since = daily.latestOn ?? '';
    const people = units
      .map((unit) => holders.filter((holder) => holder.agencyId === unit && TOLD.has(holder.role)))
      .find((some) => some.length > 0);
    for (const personId of new Set((people ?? []).map((holder) => holder.personId))) {
      if (told.has(`${personId} ${site.key} ${since}`)) continue;
      const params = { site: site.name, key: site.key, since, silent: daily.silent ?? 0, every: daily.every };
      const code = daily.latestOn === null ? 'sites.never-updated' : 'sites.silent';
      await tell(kernel.pool, { personId, matterId: null, code, params, to: '/disclosure/new', at });
      count += 1;
    }
  }
  return count;
}

/** A unit and those above it, the nearest first. */
function lineAbove(directory: Directory, id: number): readonly number[] {
  const line = [id];
  for (let at = directory.agencyById(id); at.parentId !== null; ) {
    at = directory.agencyById(at.parentId);
    line.push(at.id);
  }
  return line;
}
