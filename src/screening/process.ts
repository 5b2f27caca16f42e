import { defineProcess, type MatterKind, workingDays } from '../kernel/index.ts';

/** How long an agency has to put a document right; set by the city. */
const RECTIFY_WITHIN = workingDays(2);

/** 隐私信息整改: a published document holds personal data; its agency masks or removes it, the disclosure office checks. */
const privacyTicket = defineProcess({
  kind: 'privacy-ticket',
  title: '隐私信息整改',
  initial: 'new',
  states: {
    new: { title: '待登记' },
    found: { title: '待整改', holder: { role: 'liaison' } },
    rectified: { title: '待核验', holder: { role: 'above:disclosure-officer' } },
    settled: { title: '已销号', closed: true },
    dismissed: { title: '不属于个人信息', closed: true },
  },
  actions: {
    report: { title: '自查发现', from: ['new'], to: 'found', by: ['system'] },
    assign: { title: '上级交办', from: ['new'], to: 'found', by: ['above:disclosure-officer'] },
    rectify: {
      title: '整改完成',
      from: ['found'],
      to: 'rectified',
      by: ['liaison', 'editor'],
      guards: ['is-clean'],
      law: '个人信息保护法 第二十五条',
    },
    return: {
      title: '退回重新整改',
      from: ['rectified'],
      to: 'found',
      by: ['above:disclosure-officer'],
      guards: ['has-privacy-reason'],
    },
    verify: {
      title: '核验销号',
      from: ['rectified'],
      to: 'settled',
      by: ['above:disclosure-officer'],
      separatedFrom: ['rectify'],
    },
    dismiss: {
      title: '认定不属于个人信息',
      from: ['found'],
      to: 'dismissed',
      by: ['above:disclosure-officer'],
      guards: ['has-privacy-reason'],
    },
  },
  clocks: {
    rectification: {
      title: '整改',
      law: '本市政府信息公开隐私排查规则',
      limit: RECTIFY_WITHIN,
      startsOn: [{ act: 'report' }, { act: 'assign' }, { act: 'return' }],
      endsOn: ['rectify', 'dismiss'],
    },
  },
});

export const privacyTicketKind: MatterKind<'is-clean' | 'has-privacy-reason'> = {
  kind: 'privacy-ticket',
  title: '隐私信息整改',
  prefix: 'YS',
  process: privacyTicket,
  guards: {
    'is-clean': ({ facts }) => (facts.undecided === 0 ? null : 'screening/not-decided'),
    'has-privacy-reason': ({ facts }) =>
      typeof facts.reason === 'string' && facts.reason.trim().length >= 5 ? null : 'screening/no-reason',
  },
  read: 'screening.read',
  page: '/workbench/screening/tickets/{id}',
};
