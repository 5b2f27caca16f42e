import { workingDays } from '../clock/limit.ts';
import { defineProcess } from './define.ts';

/** A licence application as most counties run it, with every feature a process can have; tests draw and export it. */
export const sampleProcess = defineProcess({
  kind: 'sample-application',
  title: '食品经营许可（新办）',
  initial: 'draft',
  states: {
    draft: { title: '填写申请', holder: { subject: true } },
    submitted: { title: '材料审核', holder: { role: 'receptionist' } },
    correcting: { title: '待补正', holder: { subject: true } },
    accepted: { title: '审查', holder: { role: 'examiner' } },
    special: { title: '现场核查', holder: { role: 'inspector' } },
    deciding: { title: '决定', holder: { role: 'decider' } },
    making: { title: '制证送达', holder: { role: 'deliverer' } },
    delivered: { title: '已办结', closed: true },
    refused: { title: '不予受理', closed: true },
    rejected: { title: '不予许可', closed: true },
    withdrawn: { title: '已撤回', closed: true },
  },
  actions: {
    submit: { title: '提交申请', from: ['draft'], to: 'submitted', by: ['subject'] },
    tellMissing: {
      title: '一次性告知补正',
      from: ['submitted'],
      to: 'correcting',
      by: ['receptionist'],
      law: '行政许可法 第三十二条第一款第四项',
    },
    resubmit: { title: '提交补正材料', from: ['correcting'], to: 'submitted', by: ['subject'] },
    accept: { title: '受理', from: ['submitted'], to: 'accepted', by: ['receptionist'], law: '行政许可法 第三十二条' },
    deemAccepted: {
      title: '视为受理',
      from: ['submitted'],
      to: 'accepted',
      by: ['system'],
      law: '行政许可法 第三十二条第一款第四项',
    },
    refuse: {
      title: '不予受理',
      from: ['submitted'],
      to: 'refused',
      by: ['receptionist'],
      law: '行政许可法 第三十二条',
    },
    inspect: {
      title: '安排现场核查',
      from: ['accepted'],
      to: 'special',
      by: ['examiner'],
      law: '行政许可法 第四十五条',
    },
    reportBack: { title: '核查完成', from: ['special'], to: 'accepted', by: ['inspector'], quorum: { atLeast: 2 } },
    propose: { title: '提出审查意见', from: ['accepted'], to: 'deciding', by: ['examiner'] },
    returnToExaminer: { title: '退回重审', from: ['deciding'], to: 'accepted', by: ['decider'] },
    extend: { title: '批准延长', from: ['deciding'], to: 'deciding', by: ['head'], law: '行政许可法 第四十二条' },
    grant: { title: '准予许可', from: ['deciding'], to: 'making', by: ['decider'], law: '行政许可法 第三十八条' },
    reject: { title: '不予许可', from: ['deciding'], to: 'rejected', by: ['decider'], law: '行政许可法 第三十八条' },
    deliver: { title: '送达证件', from: ['making'], to: 'delivered', by: ['deliverer'] },
    withdraw: {
      title: '撤回申请',
      from: ['submitted', 'correcting', 'accepted', 'special', 'deciding'],
      to: 'withdrawn',
      by: ['subject'],
    },
  },
  clocks: {
    notice: {
      title: '受理期限',
      law: '行政许可法 第三十二条第一款第四项',
      limit: workingDays(5),
      startsOn: [{ act: 'submit' }, { act: 'resubmit' }],
      endsOn: ['tellMissing', 'accept', 'refuse'],
      onLapse: 'deemAccepted',
    },
    decision: {
      title: '法定期限',
      law: '行政许可法 第四十二条第一款',
      limit: workingDays(20),
      startsOn: [{ act: 'accept' }, { act: 'deemAccepted', from: 'notice' }],
      endsOn: ['grant', 'reject'],
      suspendedIn: ['special'],
      extension: { on: 'extend', limit: workingDays(10), atMost: 1 },
    },
    promise: {
      title: '承诺期限',
      law: '本机关公开承诺',
      limit: workingDays(10),
      startsOn: [{ act: 'accept' }, { act: 'deemAccepted', from: 'notice' }],
      endsOn: ['grant', 'reject'],
      suspendedIn: ['special'],
    },
    delivery: {
      title: '送达期限',
      law: '行政许可法 第四十四条',
      limit: workingDays(10),
      startsOn: [{ act: 'grant' }],
      endsOn: ['deliver'],
    },
  },
});

/** What the roles of {@link sampleProcess} are called. */
export const sampleRoles: Readonly<Record<string, string>> = {
  receptionist: '窗口受理人员',
  examiner: '审查人员',
  inspector: '核查人员',
  decider: '分管负责人',
  head: '机关负责人',
  deliverer: '制证人员',
};
