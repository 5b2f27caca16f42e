import { defineProcess, type MatterKind, workingDays } from '../kernel/index.ts';

/** How long an agency has to explain a matter that ran late; set by the city. */
const EXPLAIN_WITHIN = workingDays(3);

/** 督办卡: a matter ran past its date; its agency explains, and whoever supervises it accepts or returns the explanation. */
export const supervisionCard = defineProcess({
  kind: 'supervision-card',
  title: '超时督办',
  initial: 'new',
  states: {
    new: { title: '待签发' },
    issued: { title: '待说明', holder: { role: 'decider' } },
    explained: { title: '待核查', holder: { role: 'above:supervisor' } },
    closed: { title: '已销号', closed: true },
  },
  actions: {
    issue: { title: '签发督办卡', from: ['new'], to: 'issued', by: ['system', 'above:supervisor'] },
    explain: {
      title: '说明原因',
      from: ['issued'],
      to: 'explained',
      by: ['decider'],
      guards: ['has-explanation'],
      law: '优化营商环境条例 第三十六条',
    },
    return: {
      title: '退回重新说明',
      from: ['explained'],
      to: 'issued',
      by: ['above:supervisor'],
      guards: ['has-explanation'],
    },
    close: { title: '销号', from: ['explained'], to: 'closed', by: ['above:supervisor'] },
  },
  clocks: {
    explanation: {
      title: '说明原因',
      law: '本市电子监察规则',
      limit: EXPLAIN_WITHIN,
      startsOn: [{ act: 'issue' }, { act: 'return' }],
      endsOn: ['explain'],
    },
  },
});

export const supervisionKind: MatterKind<'has-explanation'> = {
  kind: 'supervision-card',
  title: '超时督办',
  prefix: 'DB',
  process: supervisionCard,
  guards: {
    'has-explanation': ({ facts }) =>
      typeof facts.explanation === 'string' && facts.explanation.trim().length >= 5
        ? null
        : 'supervision/no-explanation',
  },
  page: '/matters',
};
