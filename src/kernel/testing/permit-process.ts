import { calendarDays, workingDays } from '../clock/index.ts';
import type { MatterKind } from '../matter/kinds.ts';
import { defineProcess } from '../process/define.ts';

/** A process with everything the kernel knows: deemed acts, suspension, extension, quorum, separation, children. */
export const permit = defineProcess({
  kind: 'test-permit',
  title: '测试许可',
  initial: 'draft',
  states: {
    draft: { title: '草稿', holder: { subject: true } },
    submitted: { title: '已收件', holder: { role: 'clerk' } },
    waiting: { title: '等待下级', holder: { system: true } },
    examining: { title: '审查', holder: { role: 'examiner' } },
    visiting: { title: '核查', holder: { role: 'examiner' } },
    done: { title: '办结', closed: true },
  },
  actions: {
    submit: { title: '提交', from: ['draft'], to: 'submitted', by: ['subject'] },
    accept: { title: '受理', from: ['submitted'], to: 'examining', by: ['clerk'], tellsSubject: true },
    delegate: { title: '转下级', from: ['submitted'], to: 'waiting', by: ['clerk'] },
    'children-done': {
      title: '下级办完',
      from: ['waiting'],
      to: 'examining',
      by: ['system'],
      whenChildrenClosed: true,
    },
    'deem-accepted': { title: '视为受理', from: ['submitted'], to: 'examining', by: ['system'] },
    visit: { title: '开始核查', from: ['examining'], to: 'visiting', by: ['examiner'] },
    'visit-done': { title: '核查完成', from: ['visiting'], to: 'examining', by: ['examiner'], quorum: { atLeast: 2 } },
    extend: { title: '延期', from: ['examining'], to: 'examining', by: ['examiner'] },
    decide: {
      title: '决定',
      from: ['examining'],
      to: 'done',
      by: ['examiner'],
      guards: ['has-reason'],
      separatedFrom: ['accept'],
    },
  },
  clocks: {
    notice: {
      title: '受理',
      law: '行政许可法 第三十二条',
      limit: workingDays(5),
      startsOn: [{ act: 'submit' }],
      endsOn: ['accept', 'delegate'],
      onLapse: 'deem-accepted',
    },
    decision: {
      title: '决定',
      law: '行政许可法 第四十二条',
      limit: workingDays(20),
      startsOn: [{ act: 'accept' }, { act: 'delegate' }, { act: 'deem-accepted', from: 'notice' }],
      endsOn: ['decide'],
      suspendedIn: ['visiting'],
      extension: { on: 'extend', limit: workingDays(10), atMost: 1 },
    },
  },
});

/** What a lower agency does for a permit. */
export const review = defineProcess({
  kind: 'test-review',
  title: '测试初审',
  initial: 'draft',
  states: {
    draft: { title: '草稿' },
    open: { title: '初审', holder: { role: 'reviewer' } },
    closed: { title: '完成', closed: true },
  },
  actions: {
    open: { title: '开始', from: ['draft'], to: 'open', by: ['system'] },
    close: { title: '完成', from: ['open'], to: 'closed', by: ['reviewer'] },
  },
  clocks: {
    review: { title: '初审', law: '测试', limit: calendarDays(30), startsOn: [{ act: 'open' }], endsOn: ['close'] },
  },
});

export const permitKind: MatterKind<'has-reason'> = {
  kind: 'test-permit',
  title: '测试许可',
  prefix: 'CS',
  process: permit,
  guards: { 'has-reason': ({ facts }) => (facts.reason ? null : 'test/no-reason') },
};

export const reviewKind: MatterKind = {
  kind: 'test-review',
  title: '测试初审',
  prefix: 'CR',
  process: review,
  guards: {},
};
