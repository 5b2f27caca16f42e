import { defineProcess, workingDays } from '../kernel/index.ts';

/**
 * 乡镇（街道）初审: the township looks at the household and gives its opinion before the county decides. A matter of its
 * own under the application, so that its time and its delay are the township's.
 *
 * @law 行政许可法 第四十三条 (twenty working days), 第三十五条 (nothing may be asked for a second time), 第三十四条第三款 (two people)
 */
export const firstReview = defineProcess({
  kind: 'first-review',
  title: '乡镇（街道）初审',
  initial: 'opening',
  states: {
    opening: { title: '转交乡镇（街道）' },
    visiting: { title: '入户调查', holder: { role: 'township-reviewer' } },
    concluding: { title: '出具初审意见', holder: { role: 'township-reviewer' } },
    concluded: { title: '初审完成', closed: true },
    dropped: { title: '申请已撤回，初审终止', closed: true },
  },
  actions: {
    open: { title: '转交初审', from: ['opening'], to: 'visiting', by: ['system', 'window-clerk'] },
    'record-visit': {
      title: '记录入户调查',
      from: ['visiting'],
      to: 'concluding',
      by: ['township-reviewer'],
      guards: ['says-what-was-found'],
      quorum: { atLeast: 2 },
      law: '行政许可法 第三十四条第三款',
    },
    conclude: {
      title: '提出初审意见',
      from: ['concluding'],
      to: 'concluded',
      by: ['township-reviewer'],
      guards: ['has-reason'],
      law: '行政许可法 第四十三条',
    },
    drop: { title: '终止初审', from: ['visiting', 'concluding'], to: 'dropped', by: ['system'] },
  },
  clocks: {
    review: {
      title: '初审',
      law: '行政许可法 第四十三条',
      limit: workingDays(20),
      startsOn: [{ act: 'open' }],
      endsOn: ['conclude'],
    },
  },
});

/** 咨询: somebody asks how a thing is done; the first person asked owns the question until it is answered (首问负责). */
export const consultation = defineProcess({
  kind: 'consultation',
  title: '办事咨询',
  initial: 'asking',
  states: {
    asking: { title: '提问', holder: { subject: true } },
    asked: { title: '等待答复', holder: { role: 'window-clerk' } },
    answered: { title: '已答复', closed: true },
  },
  actions: {
    ask: { title: '提出咨询', from: ['asking'], to: 'asked', by: ['subject', 'window-clerk'] },
    answer: {
      title: '答复',
      from: ['asked'],
      to: 'answered',
      by: ['window-clerk'],
      guards: ['has-reason'],
      tellsSubject: true,
    },
  },
  clocks: {
    // No law sets this limit: it is the city's own promise.
    answer: {
      title: '答复咨询',
      law: '本市咨询答复规则',
      limit: workingDays(5),
      startsOn: [{ act: 'ask' }],
      endsOn: ['answer'],
    },
  },
});
