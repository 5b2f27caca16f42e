import { defineProcess, type Process, workingDays } from '../kernel/index.ts';

/** Within how many working days of its formation something is told, unless another law says otherwise. */
export const USUAL_WORKDAYS = 20;
/** Licences and penalties. */
export const RESULT_WORKDAYS = 7;
/** A penalty that was changed or annulled leaves the public within so many. */
export const WITHDRAW_WORKDAYS = 3;
/** For how long feedback is gathered; set by the city. */
const FEEDBACK_WORKDAYS = 20;

const drafters = ['liaison', 'editor', 'above:disclosure-officer'] as const;
const office = ['above:disclosure-officer'] as const;

/** The first gate is the agency's own, the second the disclosure office's, the third is for secrets and lawfulness. */
export const GATES = ['department', 'office', 'secrecy'] as const;
export type Gate = (typeof GATES)[number];

/**
 * How something comes to be public: planned, its item and form settled, reviewed at three gates, published, feedback
 * gathered, archived.
 *
 * @param limit working days from formation to publication
 * @param law where the limit stands
 * @law 政府信息公开条例 第十七条, 第二十六条
 */
export const publicationProcess = (
  limit: number = USUAL_WORKDAYS,
  law = '政府信息公开条例 第二十六条',
): Process<PublicationState, PublicationAct, 'publish' | 'feedback', PublicationGuard> =>
  defineProcess({
    kind: 'publication',
    title: '主动公开',
    initial: 'new',
    states: {
      new: { title: '待立项' },
      drafting: { title: '起草', holder: { role: 'liaison' } },
      department: { title: '本单位审核', holder: { role: 'decider' } },
      office: { title: '政务公开办预审', holder: { role: 'above:disclosure-officer' } },
      secrecy: { title: '保密审查', holder: { role: 'secrecy-reviewer' } },
      cleared: { title: '待发布', holder: { role: 'above:disclosure-officer' } },
      scheduled: { title: '定时发布', holder: { system: true } },
      published: { title: '已公开，收集反馈', holder: { role: 'liaison' } },
      assessed: { title: '待归档', holder: { system: true } },
      archived: { title: '已归档', closed: true },
      withheld: { title: '不向社会主动公开', closed: true },
      stopped: { title: '已终止', closed: true },
    },
    actions: {
      plan: { title: '列入公开计划', from: ['new'], to: 'drafting', by: drafters },
      begin: { title: '登记待公开信息', from: ['new'], to: 'drafting', by: drafters },
      form: { title: '登记形成日期', from: ['drafting'], to: 'drafting', by: drafters },
      submit: { title: '提交审核', from: ['drafting'], to: 'department', by: drafters, guards: ['complete'] },
      drop: { title: '终止起草', from: ['drafting'], to: 'stopped', by: drafters, guards: ['has-reason'] },
      'pass-department': {
        title: '本单位审核通过',
        from: ['department'],
        to: 'office',
        by: ['decider', 'leader'],
        separatedFrom: ['submit'],
        guards: ['same-text'],
      },
      'return-department': {
        title: '本单位退回',
        from: ['department'],
        to: 'drafting',
        by: ['decider', 'leader'],
        guards: ['has-reason'],
      },
      'pass-office': {
        title: '政务公开办预审通过',
        from: ['office'],
        to: 'secrecy',
        by: office,
        separatedFrom: ['submit', 'pass-department'],
        guards: ['same-text'],
      },
      'return-office': {
        title: '政务公开办退回',
        from: ['office'],
        to: 'drafting',
        by: office,
        guards: ['has-reason'],
      },
      'pass-secrecy': {
        title: '保密审查通过',
        from: ['secrecy'],
        to: 'cleared',
        by: ['secrecy-reviewer', 'above:secrecy-reviewer'],
        separatedFrom: ['submit', 'pass-department', 'pass-office'],
        guards: ['same-text'],
        law: '政府信息公开条例 第十七条',
      },
      'return-secrecy': {
        title: '保密审查退回',
        from: ['secrecy'],
        to: 'drafting',
        by: ['secrecy-reviewer', 'above:secrecy-reviewer'],
        guards: ['has-reason'],
      },
      'stop-secrecy': {
        title: '涉密，停止公开',
        from: ['secrecy'],
        to: 'stopped',
        by: ['secrecy-reviewer', 'above:secrecy-reviewer'],
        guards: ['has-reason'],
        law: '政府信息公开条例 第十四条',
      },
      recall: {
        title: '收回修改',
        from: ['department', 'office', 'secrecy', 'cleared', 'scheduled'],
        to: 'drafting',
        by: drafters,
        guards: ['has-reason'],
      },
      schedule: {
        title: '定时发布',
        from: ['cleared'],
        to: 'scheduled',
        by: office,
        guards: ['gates-passed', 'is-public'],
      },
      unschedule: { title: '取消定时', from: ['scheduled'], to: 'cleared', by: [...office, 'system'] },
      publish: {
        title: '发布',
        from: ['cleared', 'scheduled'],
        to: 'published',
        by: [...office, 'system'],
        guards: ['gates-passed', 'is-public'],
      },
      withhold: {
        title: '确认不主动公开',
        from: ['cleared'],
        to: 'withheld',
        by: office,
        guards: ['gates-passed', 'is-not-public'],
        law: '政府信息公开条例 第十四条至第十六条',
      },
      feedback: {
        title: '登记反馈',
        from: ['published'],
        to: 'assessed',
        by: drafters,
        guards: ['has-reason'],
      },
      'no-feedback': { title: '没有收到反馈', from: ['published'], to: 'assessed', by: ['system'] },
      archive: { title: '归档', from: ['assessed'], to: 'archived', by: [...office, 'system'] },
    },
    clocks: {
      publish: {
        title: '主动公开',
        law,
        limit: workingDays(limit),
        startsOn: [{ act: 'begin' }, { act: 'form' }],
        endsOn: ['publish', 'withhold'],
      },
      feedback: {
        title: '收集反馈',
        law: '本市政务公开制度',
        limit: workingDays(FEEDBACK_WORKDAYS),
        startsOn: [{ act: 'publish' }],
        endsOn: ['feedback'],
        onLapse: 'no-feedback',
      },
    },
  });

export type PublicationState =
  | 'new'
  | 'drafting'
  | 'department'
  | 'office'
  | 'secrecy'
  | 'cleared'
  | 'scheduled'
  | 'published'
  | 'assessed'
  | 'archived'
  | 'withheld'
  | 'stopped';

export type PublicationAct =
  | 'plan'
  | 'begin'
  | 'form'
  | 'submit'
  | 'drop'
  | `pass-${Gate}`
  | `return-${Gate}`
  | 'stop-secrecy'
  | 'recall'
  | 'schedule'
  | 'unschedule'
  | 'publish'
  | 'withhold'
  | 'feedback'
  | 'no-feedback'
  | 'archive';

export type PublicationGuard = 'complete' | 'has-reason' | 'same-text' | 'gates-passed' | 'is-public' | 'is-not-public';

/**
 * What stands in public is withdrawn, or its validity ends or comes back.
 *
 * @law 行政处罚法 第四十八条 (withdrawal within three working days)
 */
export const changeProcess = defineProcess({
  kind: 'publication-change',
  title: '公开内容的撤回与效力变更',
  initial: 'new',
  states: {
    new: { title: '待提出' },
    proposed: { title: '待政务公开办办理', holder: { role: 'above:disclosure-officer' } },
    done: { title: '已办理', closed: true },
    refused: { title: '不予变更', closed: true },
  },
  actions: {
    propose: {
      title: '提出',
      from: ['new'],
      to: 'proposed',
      by: [...drafters, 'decider', 'leader', 'system'],
    },
    carry: { title: '办理', from: ['proposed'], to: 'done', by: [...office, 'system'] },
    refuse: { title: '不予变更', from: ['proposed'], to: 'refused', by: office, guards: ['has-note'] },
  },
  clocks: {
    carry: {
      title: '撤回、变更公开内容',
      law: '行政处罚法 第四十八条；其他内容参照',
      limit: workingDays(WITHDRAW_WORKDAYS),
      startsOn: [{ act: 'propose' }],
      endsOn: ['carry', 'refuse'],
    },
  },
});

/**
 * The catalogue grows: somebody proposes an entry with the agencies that owe it, the office decides, and it is done when
 * something stands there.
 *
 * @law 政府信息公开条例 第二十二条
 */
export const entryProcess = defineProcess({
  kind: 'catalogue-entry',
  title: '目录扩展',
  initial: 'new',
  states: {
    new: { title: '待提出' },
    proposed: { title: '待审定', holder: { role: 'above:disclosure-officer' } },
    filling: { title: '已列入目录，待发布内容', holder: { role: 'liaison' } },
    filled: { title: '已发布内容', closed: true },
    refused: { title: '不列入', closed: true },
  },
  actions: {
    propose: {
      title: '提出目录条目',
      from: ['new'],
      to: 'proposed',
      by: [...drafters, 'decider', 'leader'],
    },
    adopt: { title: '列入目录并分派单位', from: ['proposed'], to: 'filling', by: office },
    refuse: { title: '不列入', from: ['proposed'], to: 'refused', by: office, guards: ['has-note'] },
    fill: { title: '核对已经发布', from: ['filling'], to: 'filled', by: [...office, 'system'], guards: ['is-filled'] },
  },
  clocks: {
    fill: {
      title: '发布新增条目的内容',
      law: '政府信息公开条例 第二十六条',
      limit: workingDays(USUAL_WORKDAYS),
      startsOn: [{ act: 'adopt' }],
      endsOn: ['fill'],
    },
  },
});
