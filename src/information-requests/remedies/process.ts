import {
  calendarDays,
  defineProcess,
  type Guard,
  type Limit,
  type MatterKind,
  workingDays,
} from '../../kernel/index.ts';
import { complaintKind } from './complaint-process.ts';
import { stateTitles } from './text.ts';

const LEGAL = 'legal-reviewer';
const OFFICE = 'request-officer';
const RESPONDS = [LEGAL, OFFICE] as const;
const LEAST_WORDS = 5;

/**
 * One case against a reply: answered within its days, decided by somebody else; what was set aside is done again and
 * learnt from. The authority's own limit is no clock of ours: nobody here is late when it is.
 *
 * @law W-35, M-043; 政府信息公开条例 第五十一条; 行政复议法 第四十八条、第五十四条; 行政诉讼法 第六十七条
 */
const disputeProcess = (kind: string, title: string, answer: { readonly limit: Limit; readonly law: string }) =>
  defineProcess({
    kind,
    title,
    initial: 'unregistered',
    states: {
      unregistered: { title: '未登记' },
      defending: { title: stateTitles.defending, holder: { role: LEGAL } },
      awaiting: { title: stateTitles.awaiting, holder: { role: LEGAL } },
      // The new reply is the office's; that the term of the decision is kept is for who answers for the case.
      redoing: { title: stateTitles.redoing, holder: { role: LEGAL } },
      learning: { title: stateTitles.learning, holder: { role: LEGAL } },
      closed: { title: stateTitles.closed, closed: true },
    },
    actions: {
      register: { title: '登记案件', from: ['unregistered'], to: 'defending', by: RESPONDS },
      answer: {
        title: '提交答复或者答辩',
        from: ['defending'],
        to: 'awaiting',
        by: RESPONDS,
        guards: ['says-what'],
        law: answer.law,
      },
      uphold: {
        title: '登记结果：维持',
        from: ['defending', 'awaiting'],
        to: 'closed',
        by: RESPONDS,
        guards: ['says-what'],
      },
      correct: {
        title: '登记结果：纠正，责令重新处理',
        from: ['defending', 'awaiting'],
        to: 'redoing',
        by: RESPONDS,
        guards: ['says-what'],
      },
      // Found unlawful, and nothing is to be done again.
      'correct-only': {
        title: '登记结果：纠正，不需要重新答复',
        from: ['defending', 'awaiting'],
        to: 'learning',
        by: RESPONDS,
        guards: ['says-what'],
      },
      'end-otherwise': {
        title: '登记结果：其他',
        from: ['defending', 'awaiting'],
        to: 'closed',
        by: RESPONDS,
        guards: ['says-what'],
      },
      redo: {
        title: '已重新处理',
        from: ['redoing'],
        to: 'learning',
        by: [...RESPONDS, 'system'],
        guards: ['says-what'],
      },
      learn: { title: '总结', from: ['learning'], to: 'closed', by: RESPONDS, guards: ['says-what'] },
    },
    clocks: {
      answer: {
        title: '提交答复或者答辩',
        law: answer.law,
        limit: answer.limit,
        startsOn: [{ act: 'register' }],
        endsOn: ['answer', 'uphold', 'correct', 'correct-only', 'end-otherwise'],
      },
      // The decision names the term; without one the limit of a reply applies.
      redo: {
        title: '重新作出处理',
        law: '政府信息公开条例 第三十三条第二款',
        limit: workingDays(20),
        choice: { least: 1, most: 60 },
        startsOn: [{ act: 'correct' }],
        endsOn: ['redo'],
      },
    },
  });

const reconsideration = { limit: workingDays(10), law: '行政复议法 第四十八条' };

export const disputeProcesses = {
  reconsideration: disputeProcess('reconsideration', '行政复议', reconsideration),
  summary: disputeProcess('reconsideration', '行政复议（简易程序）', {
    limit: workingDays(5),
    law: '行政复议法 第五十四条',
  }),
  lawsuit: disputeProcess('lawsuit', '行政诉讼', { limit: calendarDays(15), law: '行政诉讼法 第六十七条' }),
  // The law names no days: the city's own promise.
  complaint: disputeProcess('disclosure-complaint', '信息公开投诉举报', {
    limit: workingDays(15),
    law: '政府信息公开条例 第五十一条',
  }),
} as const;

export type DisputeAct = Exclude<keyof (typeof disputeProcesses)['lawsuit']['actions'], 'register'>;

const saysWhat: Guard = ({ facts }) =>
  typeof facts.note === 'string' && facts.note.trim().length >= LEAST_WORDS ? null : 'remedies/says-nothing';

const kindOf = (kind: string, title: string, prefix: string): MatterKind => ({
  kind,
  title,
  prefix,
  guards: { 'says-what': saysWhat },
  page: '/disputes',
  read: 'remedies.see',
});

export const disputeKinds: readonly MatterKind[] = [
  kindOf('reconsideration', '行政复议', 'FY'),
  kindOf('lawsuit', '行政诉讼', 'SS'),
  kindOf('disclosure-complaint', '信息公开投诉举报', 'TS'),
  complaintKind,
];
