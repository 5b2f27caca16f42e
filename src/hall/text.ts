import type { RatingLevel } from './rules.ts';

/** Every sentence of the hall. */
export const sentences: Readonly<Record<string, string>> = {
  'hall/not-finished': '这件事还没有办结，办结后就可以评价。',
  'hall/rated-already': '您已经评价过这件事，谢谢。每件事只评价一次。',
  'hall/too-late-to-rate': '评价期限已过，这件事不能再评价。',
  'hall/no-such-level': '请从“非常满意”到“非常不满意”中选一个。',
};

export const levelTitles: Readonly<Record<RatingLevel, string>> = {
  5: '非常满意',
  4: '满意',
  3: '基本满意',
  2: '不满意',
  1: '非常不满意',
};

export const text = {
  title: '评价这次办事',
  intro: '评价完全自愿。办理您这件事的人看不到是谁评价的。不满意也请如实告诉我们，会有专人核实、整改。',
  level: '您对这次办事',
  comment: '还想说点什么（可以不填）',
  commentHint: '请不要写身份证号码、电话等个人信息。',
  send: '提交评价',
  thanks: '谢谢您的评价',
  thanksBad: '您的意见已经收到，会有专人核实并与您联系。',
  thanksGood: '您的评价已经计入办件数据。',
  back: '返回办件进度',
  matter: '办件',
} as const;
