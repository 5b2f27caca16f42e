import { defineProcess, type Guard, type MatterKind } from '../../kernel/index.ts';
import { ruleText } from './text.ts';

export const RULE_CHANGE = 'request-rule-change';

/** Proposed by one and approved by another, who leads the agency; the city's own by two people of the disclosure office. */
const changeProcess = (proposers: readonly string[], approvers: readonly string[], holder: string) =>
  defineProcess({
    kind: RULE_CHANGE,
    title: ruleText.change,
    initial: 'new',
    states: {
      new: { title: '待提出' },
      proposed: { title: '待审定', holder: { role: holder } },
      approved: { title: '已生效或者将生效', closed: true },
      declined: { title: '未同意', closed: true },
      'taken-back': { title: '已收回', closed: true },
    },
    actions: {
      propose: { title: '提出变更', from: ['new'], to: 'proposed', by: proposers },
      approve: {
        title: '同意变更',
        from: ['proposed'],
        to: 'approved',
        by: approvers,
        separatedFrom: ['propose'],
        guards: ['not-overtaken'],
      },
      decline: {
        title: '不同意变更',
        from: ['proposed'],
        to: 'declined',
        by: approvers,
        separatedFrom: ['propose'],
        guards: ['has-reason'],
      },
      'take-back': { title: '收回', from: ['proposed'], to: 'taken-back', by: proposers },
    },
    clocks: {},
  });

const OFFICE = 'above:disclosure-officer';
export const changeProcesses = {
  city: changeProcess([OFFICE], [OFFICE], OFFICE),
  agency: changeProcess(['request-officer'], ['decider'], 'decider'),
} as const;

export const ruleChangeKind: MatterKind = {
  kind: RULE_CHANGE,
  title: ruleText.change,
  prefix: 'XZ',
  page: '/workbench/request-rules/{id}',
  guards: {
    'has-reason': ({ facts }) =>
      typeof facts.reason === 'string' && facts.reason.trim().length >= 2 ? null : 'information-requests/no-reason',
    'not-overtaken': ({ facts }) => (facts.isOvertaken === false ? null : 'request-rules/changed'),
  } satisfies Readonly<Record<string, Guard>>,
};
