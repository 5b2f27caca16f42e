import { ENTERED_KEYS } from '../../../src/information-requests/annual-report/contract.ts';
import { publishReport, saveReport, submitReport } from '../../../src/information-requests/annual-report/operations.ts';
import { agencyReport, untilEndOf } from '../../../src/information-requests/annual-report/process.ts';
import { insertReport } from '../../../src/information-requests/annual-report/repo.ts';
import { registerDispute, takeStep } from '../../../src/information-requests/remedies/operations.ts';
import type { DisputeAct } from '../../../src/information-requests/remedies/process.ts';
import { day, matterById, openMatter, system } from '../../../src/kernel/index.ts';
import { agencyAt, colleague, type Seen, type Setting, seen } from './setting.ts';

const words = '依法公开，按期答复';
export const reportTexts = { general: words, problems: words, assessment: words, other: '' };
export const reportFigures = Object.fromEntries(ENTERED_KEYS.map((key) => [key, { value: '1', source: '台账' }]));

/** Annual reports of the agency and cases against its replies, in every state. */
export async function prepareReports(setting: Setting, replied: Seen) {
  return { reports: await prepareAnnual(setting), disputes: await prepareDisputes(setting, replied) };
}

async function prepareAnnual(setting: Setting) {
  const { kernel, at } = setting;
  const officer = await colleague(setting, 'request-officer');
  const head = await colleague(setting, 'decider');
  const filled = async (year: number): Promise<Seen> => {
    const { id, seq } = await owed(setting, year);
    await saveReport(kernel, {
      id,
      actor: officer,
      at,
      seenSeq: seq,
      texts: reportTexts,
      entered: reportFigures,
    });
    return seen(setting, id);
  };
  const submitted = async (year: number): Promise<Seen> => {
    const { id, seq } = await filled(year);
    await submitReport(kernel, { id, actor: officer, at, seenSeq: seq }, {});
    return seen(setting, id);
  };
  const published = await submitted(2023);
  await publishReport(kernel, { id: published.id, actor: head, at, seenSeq: published.seq });
  return {
    drafting: await filled(2025),
    submitted: await submitted(2026),
    published: await seen(setting, published.id),
  };
}

/** The duty of one agency for one year, as the program enters it for all of them when the year is over. */
async function owed(setting: Setting, year: number): Promise<Seen> {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const dueOn = day('2026-06-30');
  const process = agencyReport(untilEndOf(dueOn, at));
  const { id } = await openMatter(kernel, {
    kind: process.kind,
    process,
    act: 'owe',
    title: `${year}年年度报告`,
    region: '590902',
    agencyId,
    actor: system,
    at,
    facts: { year, covers: 'agency' },
    write: async (tx, matterId) => insertReport(tx.client, { id: matterId, agencyId, year, covers: 'agency', dueOn }),
  });
  return seen(setting, id);
}

async function prepareDisputes(setting: Setting, { number }: Seen) {
  const { kernel, at } = setting;
  const agencyId = await agencyAt(setting, 'o');
  const actor = await colleague(setting, 'legal-reviewer');
  const after = async (...steps: readonly DisputeAct[]): Promise<Seen> => {
    const { id } = await registerDispute(kernel, {
      kind: 'reconsideration',
      agencyId,
      request: number,
      afterId: null,
      afterReconsideration: false,
      authority: '明德区人民政府',
      caseNumber: '明政复〔2026〕12号',
      ground: '认为不予公开没有依据',
      acceptedOn: day('2026-04-27'),
      servedOn: day('2026-04-28'),
      summary: false,
      actor,
      at,
    });
    for (const act of steps) {
      const { seq } = await matterById(kernel, id);
      await takeStep(kernel, { id, act, actor, at, seenSeq: seq, note: '已经按程序办理完毕' });
    }
    return seen(setting, id);
  };
  return {
    defending: await after(),
    // The first has its reply made anew; the others wait for the same reply and say by hand that it was made.
    remade: await after('correct'),
    redoing: await after('correct'),
    learning: await after('correct', 'redo'),
  };
}
