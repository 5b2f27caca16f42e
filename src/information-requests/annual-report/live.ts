import { directoryOf } from '../../identity/index.ts';
import { type Kernel, refuse } from '../../kernel/index.ts';
import { type Violation, violationsOf } from './checks.ts';
import { ENTERED_KEYS } from './contract.ts';
import { cells3, cells4, type ReportScope, section3, section4 } from './counts.ts';
import { type ProactiveSources, proactiveFigures } from './proactive.ts';

/** `agency`: one agency's own report; `government`: it, all below it and all that it oversees. */
export type Covers = 'agency' | 'government';

export type LiveReport = {
  readonly agency: { readonly id: number; readonly key: string; readonly name: string };
  readonly year: number;
  readonly covers: Covers;
  readonly agencies: number;
  /** null: this program cannot know it; it is entered by hand in the report. */
  readonly section2: Readonly<Record<string, number | null>>;
  readonly section3: Awaited<ReturnType<typeof section3>>;
  readonly section4: Awaited<ReturnType<typeof section4>>;
  /** Empty by construction; told all the same. */
  readonly violations: readonly Violation[];
};

/**
 * The figures of a report as they stand now.
 *
 * @param agency id or key of the agency
 * @throws Refusal identity/agency-not-found (404), annual-report/bad-year (422)
 * @law 政府信息公开条例 第四十九条, 第五十条
 */
export async function liveReport(
  kernel: Kernel,
  asked: { readonly agency: number; readonly year: number; readonly covers: Covers },
  sources: ProactiveSources = {},
): Promise<LiveReport> {
  const scope = await scopeOf(kernel, asked);
  const { id, key, name } = (await directoryOf(kernel)).agencyById(asked.agency);
  const [two, three, four] = await Promise.all([
    proactiveFigures(kernel.db, sources, scope),
    section3(kernel.db, scope),
    section4(kernel.db, scope),
  ]);
  return {
    agency: { id, key, name },
    year: asked.year,
    covers: asked.covers,
    agencies: scope.agencyIds?.length ?? 0,
    section2: Object.fromEntries(ENTERED_KEYS.map((key) => [key, two[key] ?? null])),
    section3: three,
    section4: four,
    violations: violationsOf(cells3(three), cells4(four)),
  };
}

/** Which requests a report counts. @throws Refusal identity/agency-not-found (404), annual-report/bad-year (422) */
export async function scopeOf(
  kernel: Kernel,
  { agency, year, covers }: { readonly agency: number; readonly year: number; readonly covers: Covers },
): Promise<ReportScope> {
  if (!Number.isInteger(year) || year < 2008 || year > 2100) throw refuse('annual-report/bad-year', {}, 422);
  const directory = await directoryOf(kernel);
  const { id } = directory.agencyById(agency);
  return { year, agencyIds: covers === 'agency' ? [id] : [...directory.agenciesBelow(id)] };
}

/**
 * `report requests-annual --year Y --agency A [--government]`: the figures as JSON.
 *
 * @throws Refusal cli/bad-options, identity/agency-not-found, annual-report/bad-year
 */
export async function annualReportCommand(
  kernel: Kernel,
  argv: readonly string[],
  sources: ProactiveSources = {},
): Promise<{ readonly human: string; readonly json: LiveReport; readonly exitCode: number }> {
  const option = (name: string): string | undefined => {
    const at = argv.indexOf(`--${name}`);
    return at < 0 ? undefined : argv[at + 1];
  };
  const [year, named] = [option('year'), option('agency')];
  if (year === undefined || named === undefined || !/^\d{4}$/u.test(year)) throw refuse('cli/bad-options', {}, 422);
  const directory = await directoryOf(kernel);
  const agency =
    directory.agencyByKey(named) ??
    directory.agencies.find(({ id, name, shortName }) => String(id) === named || name === named || shortName === named);
  if (!agency) throw refuse('identity/agency-not-found', {}, 404);
  const covers = argv.includes('--government') ? 'government' : 'agency';
  const report = await liveReport(kernel, { agency: agency.id, year: Number(year), covers }, sources);
  return { human: reportLines(report), json: report, exitCode: report.violations.length === 0 ? 0 : 1 };
}

/** The table as columns of plain text. */
function reportLines({ agency, year, section2: two, section3: three, section4: four }: LiveReport): string {
  return [
    `${agency.name} ${year}`,
    ...Object.entries(two).map(([key, value]) => `${key}\t${value ?? '-'}`),
    ...Object.entries(three).map(([row, cells]) => [row, ...Object.values(cells)].join('\t')),
    ...Object.entries(four).map(([group, cells]) => [group, ...Object.values(cells)].join('\t')),
  ].join('\n');
}
