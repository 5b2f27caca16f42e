import { type Day, defineProcess, hours, instant, type Limit, type MatterKind } from '../../kernel/index.ts';
import { stateTitles } from './text.ts';

/** The office of the government stands above its departments, and answers for the report of the government itself. */
const DISCLOSURE = 'above:disclosure-officer';
const OFFICE = ['request-officer', DISCLOSURE] as const;

/**
 * The duty to publish the report of a year: written, submitted with its figures frozen, published by somebody else.
 *
 * @law 政府信息公开条例 第四十九条
 */
const reportProcess = (kind: string, title: string, [holder, publisher]: readonly [string, string], limit: Limit) =>
  defineProcess({
    kind,
    title,
    initial: 'not-yet',
    states: {
      'not-yet': { title: '未到' },
      drafting: { title: stateTitles.drafting, holder: { role: holder } },
      submitted: { title: stateTitles.submitted, holder: { role: publisher } },
      published: { title: stateTitles.published, closed: true },
    },
    actions: {
      owe: { title: '开始编制', from: ['not-yet'], to: 'drafting', by: ['system'], law: '政府信息公开条例 第四十九条' },
      save: { title: '保存', from: ['drafting'], to: 'drafting', by: OFFICE },
      submit: { title: '送审', from: ['drafting'], to: 'submitted', by: OFFICE, guards: ['report-complete'] },
      'send-back': {
        title: '退回修改',
        from: ['submitted'],
        to: 'drafting',
        by: ['decider', ...OFFICE],
        guards: ['says-what'],
      },
      publish: {
        title: '公布',
        from: ['submitted'],
        to: 'published',
        by: ['decider', DISCLOSURE],
        // Of this edition: who submitted an earlier one may publish what another has corrected.
        guards: ['another-submitted'],
        law: '政府信息公开条例 第四十九条',
      },
      reopen: {
        title: '更正',
        from: ['published'],
        to: 'drafting',
        by: ['decider', ...OFFICE],
        guards: ['says-what'],
        law: '政府信息公开条例 第四十九条',
      },
    },
    clocks: {
      publication: {
        title: '公布年度报告',
        law: '政府信息公开条例 第四十九条',
        limit,
        startsOn: [{ act: 'owe' }],
        endsOn: ['publish'],
      },
    },
  });

export const agencyReport = (limit: Limit) =>
  reportProcess('annual-report', '政府信息公开工作年度报告', ['request-officer', 'decider'], limit);
export const governmentReport = (limit: Limit) =>
  reportProcess('government-annual-report', '政府的政府信息公开工作年度报告', [DISCLOSURE, DISCLOSURE], limit);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Until the end of a day: the law names the day itself, so it does not move to the next workday. */
export const untilEndOf = (on: Day, at: Date): Limit =>
  hours(Math.floor((instant(on).getTime() + DAY_MS - at.getTime()) / HOUR_MS));

export const reportKinds: readonly MatterKind[] = [
  { kind: 'annual-report', title: '政府信息公开工作年度报告', prefix: 'NB' },
  { kind: 'government-annual-report', title: '政府的政府信息公开工作年度报告', prefix: 'NZ' },
].map((kind) => ({
  ...kind,
  guards: {
    'report-complete': ({ facts }) => (facts.missing === 0 ? null : 'annual-report/incomplete'),
    'another-submitted': ({ facts }) => (facts.isSubmitter === true ? 'matter/same-person' : null),
    'says-what': ({ facts }) =>
      typeof facts.note === 'string' && facts.note.trim().length >= 5 ? null : 'annual-report/says-nothing',
  },
  page: '/annual-reports',
  read: 'annual-report.see',
  // A report that a department owes and has not published is late before the office that is in charge of disclosure.
  oversee: 'annual-report.oversee',
}));
