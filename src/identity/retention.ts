import type { RetentionDefault } from '../kernel/index.ts';

/**
 * How long this module's personal data is kept unless the register `retention-rules` says otherwise: from where somebody
 * signed in as long as the law wants logs kept, and no longer; requests about one's own data for the time in which they
 * can be disputed.
 */
export const retention: readonly RetentionDefault[] = [
  ...(['account', 'gate'] as const).map((kind) => ({
    kind,
    months: 6,
    from: 'written' as const,
    action: 'erase' as const,
    law: '网络安全法 第二十三条第三项',
    earlier: false,
    automatic: true,
    isLog: true,
  })),
  {
    kind: 'data-request',
    years: 3,
    from: 'closed',
    action: 'erase',
    law: '民法典 第一百八十八条',
    earlier: false,
    automatic: true,
  },
];
