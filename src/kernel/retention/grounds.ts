/** Why personal data is erased, with the article that asks for it. */
export const GROUNDS = {
  /** The purpose is reached, cannot be reached, or the data is not needed for it any more. */
  'purpose-reached': '个人信息保护法 第四十七条第一款第一项',
  /** The service has ended, or the time for keeping is over. */
  'period-over': '个人信息保护法 第四十七条第一款第二项',
  /** The person took back his consent. */
  'consent-withdrawn': '个人信息保护法 第四十七条第一款第三项',
  /** It was handled against the law or an agreement. */
  unlawful: '个人信息保护法 第四十七条第一款第四项',
  /** Another law or regulation asks for it. */
  'other-law': '个人信息保护法 第四十七条第一款第五项',
} as const satisfies Readonly<Record<string, string>>;

export type Ground = keyof typeof GROUNDS;

export const isGround = (text: string): text is Ground => Object.hasOwn(GROUNDS, text);
