import { defineProcess, workingDays } from '../kernel/index.ts';

const OFFICE = 'request-officer';
const HEAD = 'decider';

/** 转为主动公开: several people asked for the same; somebody decides whether everybody may have it. @law 政府信息公开条例 第四十四条 */
export const conversion = defineProcess({
  kind: 'request-conversion',
  title: '依申请公开转主动公开',
  initial: 'counting',
  states: {
    counting: { title: '统计' },
    proposed: { title: '待提出意见', holder: { role: OFFICE } },
    deciding: { title: '待审定', holder: { role: HEAD } },
    publishing: { title: '待发布', holder: { role: OFFICE } },
    published: { title: '已主动公开', closed: true },
    declined: { title: '不转主动公开', closed: true },
  },
  actions: {
    propose: { title: '提出建议', from: ['counting'], to: 'proposed', by: ['system', OFFICE] },
    recommend: { title: '提出办理意见', from: ['proposed'], to: 'deciding', by: [OFFICE], guards: ['has-reason'] },
    approve: { title: '同意主动公开', from: ['deciding'], to: 'publishing', by: [HEAD], separatedFrom: ['recommend'] },
    decline: { title: '不转主动公开', from: ['deciding'], to: 'declined', by: [HEAD], guards: ['has-reason'] },
    publish: { title: '发布', from: ['publishing'], to: 'published', by: [OFFICE], guards: ['answer-complete'] },
  },
  clocks: {
    // “及时” without a number: the city's own promise.
    decision: {
      title: '研究转主动公开',
      law: '政府信息公开条例 第四十四条',
      limit: workingDays(20),
      startsOn: [{ act: 'propose' }],
      endsOn: ['publish', 'decline'],
    },
  },
});
