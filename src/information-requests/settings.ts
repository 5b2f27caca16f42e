import { z } from 'zod';
import { type Day, defineRegister, type Kernel } from '../kernel/index.ts';

const Settings = z.object({
  /** How both sides confirm what comes by web or fax: see `rules/receipt.ts`. */
  confirmation: z.enum(['both', 'agency', 'automatic']).default('agency'),
  /** How many different applicants for the same make a proposal to publish it, within how many months. P-03 */
  conversionApplicants: z.int().min(2).max(100).default(2),
  conversionMonths: z.int().min(1).max(120).default(12),
  /** What the notice of correction gives when it names no other term, in working days. */
  correctionDays: z.int().min(5).max(60).default(15),
  /** Within how many working days a complaint is answered: no law names them, the city promises them. */
  complaintDays: z.int().min(5).max(60).default(15),
  /** From how many requests of one applicant in a calendar month on staff are told that reasons may be asked for. */
  manyRequests: z.int().min(2).max(1000).default(10),
  /** Where reconsideration is applied for, as letters say it. */
  reconsideration: z.string().min(1).max(200).default('本级人民政府'),
  /** The court that letters name. */
  court: z.string().min(1).max(200).default('有管辖权的人民法院'),
});
export type Settings = z.output<typeof Settings>;

/** 依申请公开参数: the city's own (key `city`), or an agency's by its number. What no law fixes stands here. */
export const settingsRegister = defineRegister<Settings>('information-request-settings', (value) =>
  Settings.parse(value),
);

/** What is in force for an agency on a day. */
export async function settingsOf(kernel: Pick<Kernel, 'pool'>, agencyId: number, on: Day): Promise<Settings> {
  const own = await settingsRegister.inForce(kernel.pool, String(agencyId), on);
  const entry = own ?? (await settingsRegister.inForce(kernel.pool, 'city', on));
  return entry?.value ?? Settings.parse({});
}
