import { createHash } from 'node:crypto';
import { directoryOf } from '../../identity/index.ts';
import {
  type Acted,
  type Actor,
  act,
  canonical,
  type Day,
  day,
  dayOf,
  indexDocument,
  inTransaction,
  type Json,
  type Kernel,
  matterById,
  openMatter,
  publishRecord,
  refuse,
  system,
  type Transaction,
  yearOf,
} from '../../kernel/index.ts';
import { carryViolations, type Violation, violationsOf } from './checks.ts';
import { ENTERED_KEYS, type Entered, type EnteredKey, type ReportContent, type Texts } from './contract.ts';
import { cells3, cells4, freezeDisputes, freezeRequests, type ReportScope, section3, section4 } from './counts.ts';
import { type Covers, scopeOf } from './live.ts';
import { freezeProactive, type ProactiveFigures, type ProactiveSources, proactiveFigures } from './proactive.ts';
import { agencyReport, governmentReport, untilEndOf } from './process.ts';
import {
  feesIn,
  freezeReport,
  insertReport,
  markPublished,
  nextEdition,
  reportById,
  reportOf,
  type StoredReport,
  saveTexts,
  thawReport,
} from './repo.ts';
import { enteredLabels, reportText } from './text.ts';

/** Until when the report of a year is published. @law 政府信息公开条例 第四十九条 */
const dueDay = (year: number, covers: Covers): Day => day(`${year + 1}-${covers === 'agency' ? '01-31' : '03-31'}`);

const isOfLevel = (region: string): boolean => /^\d{6}$/u.test(region);

/**
 * Enters the reports on last year that are owed: by departments of city and counties until 31 January, by their
 * governments until 31 March. Doing it twice changes nothing; what was over before the program began is not owed anew.
 *
 * @law 政府信息公开条例 第四十九条
 */
export async function oweReports(kernel: Kernel, at: Date): Promise<void> {
  const today = dayOf(at);
  const year = yearOf(today) - 1;
  for (const { id, kind, region } of (await directoryOf(kernel)).agencies) {
    if (!isOfLevel(region)) continue;
    const duties: readonly Covers[] = kind === 'government' ? ['government'] : kind === 'department' ? ['agency'] : [];
    for (const covers of duties) if (today <= dueDay(year, covers)) await owe(kernel, { id, region }, year, covers, at);
  }
}

async function owe(
  kernel: Kernel,
  agency: { readonly id: number; readonly region: string },
  year: number,
  covers: Covers,
  at: Date,
): Promise<void> {
  const duty = { agencyId: agency.id, year, covers };
  if (await reportOf(kernel.pool, duty)) return;
  const dueOn = dueDay(year, covers);
  const process = (covers === 'agency' ? agencyReport : governmentReport)(untilEndOf(dueOn, at));
  const name = (await directoryOf(kernel)).agencyName(agency.id);
  await inTransaction(kernel.pool, async (within) => {
    // Two copies of the program look at the same moment: one of them finds the duty there.
    await within.client.query('select pg_advisory_xact_lock(5909, 18)');
    if (await reportOf(within.client, duty)) return;
    await openMatter(kernel, {
      kind: process.kind,
      process,
      act: 'owe',
      title: reportText.title(name, year),
      region: agency.region,
      agencyId: agency.id,
      actor: system,
      at,
      facts: { year, covers },
      within,
      write: async (tx, id) => insertReport(tx.client, { id, ...duty, dueOn }),
    });
  });
}

/** @throws Refusal annual-report/not-found (404) */
export async function existing(kernel: Pick<Kernel, 'pool'>, id: number): Promise<StoredReport> {
  const report = await reportById(kernel.pool, id);
  if (!report) throw refuse('annual-report/not-found', {}, 404);
  return report;
}

const scopeOfReport = (kernel: Kernel, { agencyId, year, covers }: StoredReport): Promise<ReportScope> =>
  scopeOf(kernel, { agency: agencyId, year, covers });

/** The report as it was frozen, else with its figures as they stand now. */
export async function contentOf(
  kernel: Kernel,
  report: StoredReport,
  sources: ProactiveSources,
): Promise<ReportContent> {
  if (report.frozen) return report.frozen;
  const scope = await scopeOfReport(kernel, report);
  const [three, four, fees, proactive] = await Promise.all([
    section3(kernel.db, scope),
    section4(kernel.db, scope),
    feesIn(kernel.pool, scope.agencyIds, report.year),
    proactiveFigures(kernel.db, sources, scope),
  ]);
  return contentWith(kernel, report, scope, { section3: three, section4: four, fees, proactive });
}

async function contentWith(
  kernel: Kernel,
  { agencyId, year, covers, texts, entered, correction }: StoredReport,
  { agencyIds }: ReportScope,
  figures: Pick<ReportContent, 'section3' | 'section4' | 'fees' | 'proactive'>,
): Promise<ReportContent> {
  const name = (await directoryOf(kernel)).agencyName(agencyId);
  return {
    agency: { id: agencyId, name },
    year,
    covers,
    agencies: agencyIds?.length ?? 0,
    texts,
    entered,
    ...(correction === null ? {} : { correction }),
    ...figures,
  };
}

/**
 * Checks of the report; with the frozen report of the year before also what was carried over. A letter that was entered
 * after that one was frozen, with an earlier day of receipt, shows here.
 */
export async function violationsIn(
  kernel: Kernel,
  report: StoredReport,
  content: ReportContent,
): Promise<readonly Violation[]> {
  const before = await reportOf(kernel.pool, { ...report, year: report.year - 1 });
  return [
    ...violationsOf(cells3(content.section3), cells4(content.section4)),
    ...(before?.frozen ? carryViolations(cells3(before.frozen.section3), cells3(content.section3)) : []),
  ];
}

/** What a report still lacks before it can be submitted, in words: texts, and figures that nobody counts or entered. */
export function missingIn(
  { texts, entered, covers }: Pick<StoredReport, 'texts' | 'entered' | 'covers'>,
  proactive: ProactiveFigures,
): readonly string[] {
  const needed =
    covers === 'government' ? (['general', 'problems', 'assessment'] as const) : (['general', 'problems'] as const);
  const isKnown = (key: EnteredKey): boolean => entered[key] !== undefined || proactive[key] !== undefined;
  return [
    ...needed.filter((key) => (texts[key] ?? '') === '').map((key) => reportText.missing[key]),
    ...ENTERED_KEYS.filter((key) => !isKnown(key)).map((key) => enteredLabels[key]),
  ];
}

type Step = { readonly id: number; readonly actor: Actor; readonly at: Date; readonly seenSeq: number };

export type EnteredFigure = { readonly value: string; readonly source: string };

/**
 * Keeps texts and entered figures; each figure that changed says where it comes from, who entered it and when. One that
 * is taken away is counted by the program again.
 *
 * @throws Refusal annual-report/not-found (404), annual-report/whole-number (422) and those of `act`
 */
export async function saveReport(
  kernel: Kernel,
  {
    id,
    texts,
    entered,
    ...who
  }: Step & {
    readonly texts: Texts;
    readonly entered: Readonly<Partial<Record<EnteredKey, EnteredFigure | null | undefined>>>;
  },
): Promise<Acted> {
  const report = await existing(kernel, id);
  const kept: Entered = { ...report.entered };
  const changed: Record<string, string | null> = {};
  for (const key of ENTERED_KEYS) {
    const figure = entered[key];
    const before = report.entered[key];
    if (figure === null && before) {
      delete kept[key];
      changed[key] = null;
    }
    if (!figure || (figure.value === before?.value && figure.source === before.source)) continue;
    if (key !== 'charges' && figure.value.includes('.')) throw refuse('annual-report/whole-number', {}, 422);
    kept[key] = { ...figure, by: who.actor.name, at: who.at.toISOString() };
    changed[key] = figure.value;
  }
  const merged = { ...report.texts, ...texts };
  return act(kernel, {
    matter: id,
    act: 'save',
    ...who,
    facts: { figures: changed, texts: digest(merged).toString('hex') },
    write: async (tx) => saveTexts(tx.client, id, merged, kept),
  });
}

const digest = (value: Json): Buffer => createHash('sha256').update(canonical(value)).digest();

/**
 * Submits a report: everything it counts is kept with it, the figures are counted from that, and the whole is hashed into
 * the ledger.
 *
 * @throws Refusal annual-report/not-found (404), annual-report/incomplete and those of `act`
 */
export async function submitReport(kernel: Kernel, { id, ...who }: Step, sources: ProactiveSources): Promise<Acted> {
  const report = await existing(kernel, id);
  const scope = await scopeOfReport(kernel, report);
  return inTransaction(kernel.pool, async (within) => {
    // If the act is refused below, all of this is undone with it.
    await thawReport(within, report);
    const proactive = await freezeProactive(within, report, sources, scope);
    const missing = missingIn(report, proactive);
    if (missing.length > 0) throw refuse('annual-report/incomplete', { missing: missing.join('、') });
    const requests = await freezeRequests(within, report, scope);
    const disputes = await freezeDisputes(within, report, scope);
    const content = await contentWith(kernel, report, scope, {
      section3: requests.figures,
      section4: disputes.figures,
      fees: await feesIn(within.client, scope.agencyIds, report.year),
      proactive,
    });
    const hash = digest(content);
    return act(kernel, {
      matter: await matterById(kernel, id, within.client),
      act: 'submit',
      ...who,
      facts: {
        hash: hash.toString('hex'),
        edition: report.edition,
        requests: requests.count,
        requestsHash: requests.hash,
        disputes: disputes.count,
        disputesHash: disputes.hash,
      },
      evidence: { missing: missing.length },
      within,
      write: async (tx) => freezeReport(tx.client, id, { content, hash, at: who.at, by: who.actor.personId }),
    });
  });
}

/** Takes a submitted report back for correction. @throws Refusal annual-report/says-nothing and those of `act` */
export async function sendBackReport(
  kernel: Kernel,
  { id, note = '', ...who }: Step & { readonly note?: string },
): Promise<Acted> {
  const report = await existing(kernel, id);
  return act(kernel, {
    matter: id,
    act: 'send-back',
    ...who,
    facts: { note },
    evidence: { note },
    write: async (tx) => thawReport(tx, report),
  });
}

/**
 * Takes a published report up again because something in it is wrong: what was published stays readable with its hash
 * and its rows until the corrected edition is published, and after it.
 *
 * @throws Refusal annual-report/says-nothing and those of `act`
 */
export async function reopenReport(
  kernel: Kernel,
  { id, note = '', ...who }: Step & { readonly note?: string },
): Promise<Acted> {
  const report = await existing(kernel, id);
  return act(kernel, {
    matter: id,
    act: 'reopen',
    ...who,
    facts: { note, edition: report.edition + 1, corrects: report.hash ?? '' },
    evidence: { note },
    write: async (tx) => nextEdition(tx, id, note.trim()),
  });
}

/** So much of the first section stands under a hit. */
const SUMMARY = 120;

/** Publishes what was frozen, as a record of the city. @throws those of `act` @law 政府信息公开条例 第四十九条 */
export async function publishReport(kernel: Kernel, { id, ...who }: Step): Promise<Acted> {
  const report = await existing(kernel, id);
  const { frozen } = report;
  const { region } = await matterById(kernel, id);
  return act(kernel, {
    matter: id,
    act: 'publish',
    ...who,
    facts: { hash: report.hash ?? '', edition: report.edition },
    evidence: { isSubmitter: report.frozenBy !== null && report.frozenBy === who.actor.personId },
    write: async (tx: Transaction) => {
      if (!frozen) throw new Error('a report that is not frozen was published');
      await markPublished(tx.client, id, dayOf(who.at));
      await publishRecord(tx, {
        kind: 'annual-report',
        key: String(id),
        note: report.correction,
        title: reportText.title(frozen.agency.name, frozen.year),
        agencyId: report.agencyId,
        region,
        content: frozen,
        at: who.at,
      });
      const { general = '', problems = '', other = '' } = frozen.texts;
      await indexDocument(tx.client, {
        kind: 'annual-report',
        ref: String(id),
        title: reportText.title(frozen.agency.name, frozen.year),
        url: `/annual-reports/${id}`,
        summary: general.slice(0, SUMMARY),
        text: `${general}\n${problems}\n${other}`,
        agencyId: report.agencyId,
        region,
        publishedOn: dayOf(who.at),
      });
    },
  });
}
