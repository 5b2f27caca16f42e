import { defineProcess, workingDays } from '../kernel/index.ts';

const writers = ['liaison', 'editor', 'disclosure-officer'] as const;
const heads = ['decider', 'leader', 'above:leader'] as const;
const guardians = ['secrecy-reviewer', 'above:secrecy-reviewer'] as const;

/** Within how many working days a superior says what becomes of something; set by the city. */
const DECIDE_WORKDAYS = 10;

/** Whose inbox it stands in: a disclosure office has no liaison and no decider of its own. */
export type Holders = { readonly writer: 'liaison' | 'disclosure-officer'; readonly head: 'decider' | 'above:leader' };

/**
 * Information for a superior. What is published has passed its gates; what is written for the superior alone is reviewed
 * by its own agency and looked at for secrets, by different people, before it can be sent.
 */
export const reportProcess = ({ writer, head }: Holders = { writer: 'liaison', head: 'decider' }) =>
  defineProcess({
    kind: 'upward-report',
    title: '信息报送',
    initial: 'new',
    states: {
      new: { title: '待登记' },
      drafting: { title: '起草', holder: { role: writer } },
      department: { title: '本单位审核', holder: { role: head } },
      secrecy: {
        title: '保密审查',
        holder: { role: writer === 'liaison' ? 'secrecy-reviewer' : 'above:secrecy-reviewer' },
      },
      ready: { title: '待报送', holder: { role: writer } },
      sent: { title: '已报送，待上级签收', holder: { system: true } },
      received: { title: '上级已签收', holder: { system: true } },
      returned: { title: '上级退回', holder: { role: writer } },
      adopted: { title: '已采用', closed: true },
      declined: { title: '未采用', closed: true },
      stopped: { title: '已终止', closed: true },
    },
    actions: {
      write: { title: '撰写报送信息', from: ['new'], to: 'drafting', by: writers },
      take: { title: '选定报送信息', from: ['new'], to: 'ready', by: writers },
      revise: { title: '修改', from: ['drafting'], to: 'drafting', by: writers },
      submit: { title: '提交审核', from: ['drafting'], to: 'department', by: writers },
      'pass-department': {
        title: '本单位审核通过',
        from: ['department'],
        to: 'secrecy',
        by: heads,
        separatedFrom: ['submit'],
        guards: ['same-text'],
      },
      'return-department': {
        title: '本单位退回',
        from: ['department'],
        to: 'drafting',
        by: heads,
        guards: ['has-reason'],
      },
      'pass-secrecy': {
        title: '保密审查通过',
        from: ['secrecy'],
        to: 'ready',
        by: guardians,
        separatedFrom: ['submit', 'pass-department'],
        guards: ['same-text'],
      },
      'return-secrecy': {
        title: '保密审查退回',
        from: ['secrecy'],
        to: 'drafting',
        by: guardians,
        guards: ['has-reason'],
      },
      'stop-secrecy': {
        title: '涉密，停止报送',
        from: ['secrecy'],
        to: 'stopped',
        by: guardians,
        guards: ['has-reason'],
      },
      recall: {
        title: '收回修改',
        from: ['department', 'secrecy', 'ready'],
        to: 'drafting',
        by: writers,
        guards: ['is-written', 'has-reason'],
      },
      send: { title: '报送上级', from: ['ready'], to: 'sent', by: writers },
      receive: { title: '上级签收', from: ['sent'], to: 'received', by: ['system'] },
      adopt: { title: '上级采用', from: ['sent', 'received'], to: 'adopted', by: ['system'] },
      decline: { title: '上级未采用', from: ['sent', 'received'], to: 'declined', by: ['system'] },
      return: { title: '上级退回', from: ['sent', 'received'], to: 'returned', by: ['system'] },
      rework: { title: '修改后再报', from: ['returned'], to: 'drafting', by: writers, guards: ['is-written'] },
      retake: { title: '按现行版本再报', from: ['returned'], to: 'ready', by: writers, guards: ['is-not-written'] },
      drop: {
        title: '不再报送',
        from: ['drafting', 'ready', 'returned'],
        to: 'stopped',
        by: writers,
        guards: ['has-reason'],
      },
    },
    clocks: {},
  });

/** What a subordinate reported, at the superior: signed for, then adopted, declined or sent back. */
export const receivedProcess = defineProcess({
  kind: 'report-received',
  title: '下级报送信息',
  initial: 'new',
  states: {
    new: { title: '待送达' },
    arrived: { title: '待签收', holder: { role: 'disclosure-officer' } },
    received: { title: '待采用', holder: { role: 'disclosure-officer' } },
    adopted: { title: '已采用', closed: true },
    declined: { title: '未采用', closed: true },
    returned: { title: '已退回', closed: true },
  },
  actions: {
    arrive: { title: '送达', from: ['new'], to: 'arrived', by: ['system'] },
    receive: { title: '签收', from: ['arrived'], to: 'received', by: ['disclosure-officer'] },
    adopt: {
      title: '采用',
      from: ['received'],
      to: 'adopted',
      by: ['disclosure-officer'],
      guards: ['has-use'],
    },
    decline: {
      title: '不采用',
      from: ['received'],
      to: 'declined',
      by: ['disclosure-officer'],
      guards: ['has-reason'],
    },
    return: {
      title: '退回',
      from: ['arrived', 'received'],
      to: 'returned',
      by: ['disclosure-officer'],
      guards: ['has-reason'],
    },
  },
  clocks: {
    decide: {
      title: '签收并采用',
      law: '本市政务公开制度',
      limit: workingDays(DECIDE_WORKDAYS),
      startsOn: [{ act: 'arrive' }],
      endsOn: ['adopt', 'decline', 'return'],
    },
  },
});

const office = ['disclosure-officer'] as const;
const approvers = ['above:leader', 'above:decider'] as const;

/** 月度信息通报: compiled from what is there, handed in as a frozen edition, approved by somebody above the office, issued. */
export const bulletinProcess = defineProcess({
  kind: 'monthly-bulletin',
  title: '月度信息通报',
  initial: 'new',
  states: {
    new: { title: '待编制' },
    drafting: { title: '编制', holder: { role: 'disclosure-officer' } },
    review: { title: '待签发', holder: { role: 'above:leader' } },
    approved: { title: '已签发，待印发', holder: { role: 'disclosure-officer' } },
    publishing: { title: '按公开程序发布中', holder: { role: 'disclosure-officer' } },
    issued: { title: '已印发', closed: true },
    stopped: { title: '已终止', closed: true },
  },
  actions: {
    compile: { title: '编制通报', from: ['new'], to: 'drafting', by: office },
    edit: { title: '修改前言', from: ['drafting'], to: 'drafting', by: office },
    submit: { title: '送签', from: ['drafting'], to: 'review', by: office, guards: ['is-over'] },
    approve: { title: '签发', from: ['review'], to: 'approved', by: approvers, separatedFrom: ['submit'] },
    return: { title: '退回修改', from: ['review'], to: 'drafting', by: approvers, guards: ['has-reason'] },
    issue: { title: '内部印发', from: ['approved'], to: 'issued', by: office },
    publish: { title: '转入公开发布', from: ['approved'], to: 'publishing', by: office },
    published: { title: '已公开发布', from: ['publishing'], to: 'issued', by: ['system'] },
    'issue-instead': {
      title: '改为内部印发',
      from: ['publishing'],
      to: 'issued',
      by: office,
      guards: ['has-reason'],
    },
    stop: { title: '终止', from: ['drafting', 'approved'], to: 'stopped', by: office, guards: ['has-reason'] },
  },
  clocks: {},
});
