import { z } from 'zod';

/** What no law fixes of requests: the city's own, or an agency's. */
export const Settings = z.object({
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
  /** How to reach whoever handles requests, as letters say it behind the name of the office. */
  contact: z.string().trim().max(200).default(''),
});
export type Settings = z.output<typeof Settings>;
