import { z } from 'zod';

const Days = z.int().min(1).max(120);

/** The statutory limits of a request, in working days: P-01, P-02. @law 政府信息公开条例 第三十条、第三十二条至第三十四条 */
export const Limits = z.strictObject({
  /** Until the reply. */
  reply: Days,
  /** By how much it may be extended at most. */
  extension: Days,
  /** Until the one notice of correction. */
  correctionNotice: Days,
  /** Until a third party or another agency has answered. */
  opinion: Days,
});
export type Limits = z.output<typeof Limits>;

/** Those of the regulation as revised in 2019. */
export const STATUTORY: Limits = { reply: 20, extension: 20, correctionNotice: 7, opinion: 15 };
