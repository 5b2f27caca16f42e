import { defineProcess, type Limit } from '../kernel/index.ts';
import { stateTitles } from './text.ts';

/** How long each step of an incident may take; the city's own figures, from its register. */
export type IncidentLimits = {
  readonly firstReport: Limit;
  readonly report: Limit;
  readonly review: Limit;
};

const admins = ['system-admin', 'security-admin'] as const;
const reporters = ['security-admin', 'system-admin', 'above:disclosure-officer', 'above:leader'] as const;

/**
 * 安全事件: detected, graded, isolated, restored, reported, reviewed. A drill takes the same way.
 *
 * The first word goes out at once and from wherever the handling stands; the written report follows when the service is
 * restored. Whose personal data got out is told, and so is the authority.
 *
 * @law S-99, W-74; 网络安全法 第二十七条; 个人信息保护法 第五十七条
 */
export const incidentProcess = (limits: IncidentLimits) =>
  defineProcess({
    kind: 'incident',
    title: '安全事件',
    initial: 'unnoticed',
    states: {
      unnoticed: { title: '未登记' },
      detected: { title: stateTitles.detected, holder: { role: 'security-admin' } },
      graded: { title: stateTitles.graded, holder: { role: 'system-admin' } },
      isolated: { title: stateTitles.isolated, holder: { role: 'system-admin' } },
      restored: { title: stateTitles.restored, holder: { role: 'security-admin' } },
      reported: { title: stateTitles.reported, holder: { role: 'above:leader' } },
      reviewed: { title: stateTitles.reviewed, closed: true },
      dismissed: { title: stateTitles.dismissed, closed: true },
    },
    actions: {
      detect: { title: '发现并登记', from: ['unnoticed'], to: 'detected', by: ['system', ...admins] },
      dismiss: { title: '确认误报', from: ['detected'], to: 'dismissed', by: admins, guards: ['says-what'] },
      grade: { title: '定级', from: ['detected'], to: 'graded', by: admins, guards: ['has-grade'] },
      regrade: { title: '调整定级', from: ['graded'], to: 'graded', by: admins, guards: ['has-grade'] },
      'first-report': { title: '初报', from: ['graded'], to: 'graded', by: reporters, guards: ['says-what'] },
      isolate: { title: '隔离', from: ['graded'], to: 'isolated', by: ['system-admin'], guards: ['says-what'] },
      'late-first-report': { title: '初报', from: ['isolated'], to: 'isolated', by: reporters, guards: ['says-what'] },
      restore: { title: '恢复', from: ['isolated'], to: 'restored', by: ['system-admin'], guards: ['says-what'] },
      notify: {
        title: '通知主管部门和个人',
        from: ['restored'],
        to: 'restored',
        by: reporters,
        guards: ['says-what'],
        law: '个人信息保护法 第五十七条',
      },
      report: {
        title: '书面报告',
        from: ['restored'],
        to: 'reported',
        by: reporters,
        guards: ['says-what', 'persons-were-told'],
        law: '网络安全法 第二十七条',
      },
      review: {
        title: '总结',
        from: ['reported'],
        to: 'reviewed',
        by: ['above:leader', 'security-admin'],
        guards: ['says-what'],
        separatedFrom: ['isolate', 'restore'],
      },
    },
    clocks: {
      'first-report': {
        title: '初报期限',
        law: '本市应急预案（可配置）',
        limit: limits.firstReport,
        startsOn: [{ act: 'detect' }],
        endsOn: ['first-report', 'late-first-report', 'report', 'dismiss'],
      },
      report: {
        title: '书面报告期限',
        law: '本市应急预案（可配置）',
        limit: limits.report,
        startsOn: [{ act: 'restore' }],
        endsOn: ['report'],
      },
      review: {
        title: '总结期限',
        law: '本市应急预案（可配置）',
        limit: limits.review,
        startsOn: [{ act: 'report' }],
        endsOn: ['review'],
      },
    },
  });

/** One drill is owed in each year. @law S-99, W-74; 网络安全法 第二十七条, 第五十五条 */
export const drillDutyProcess = (until: Limit) =>
  defineProcess({
    kind: 'drill-duty',
    title: '年度应急演练',
    initial: 'not-yet',
    states: {
      'not-yet': { title: '未到' },
      owed: { title: '应当演练', holder: { role: 'system-admin' } },
      held: { title: '已演练', closed: true },
    },
    actions: {
      owe: { title: '列入计划', from: ['not-yet'], to: 'owed', by: ['system'] },
      hold: { title: '完成演练', from: ['owed'], to: 'held', by: ['system'] },
    },
    clocks: {
      drill: {
        title: '演练期限',
        law: '本市应急预案（可配置）',
        limit: until,
        startsOn: [{ act: 'owe' }],
        endsOn: ['hold'],
      },
    },
  });

export type IncidentAct =
  | 'dismiss'
  | 'grade'
  | 'regrade'
  | 'first-report'
  | 'isolate'
  | 'late-first-report'
  | 'restore'
  | 'notify'
  | 'report'
  | 'review';
