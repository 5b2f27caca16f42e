import { z } from 'zod';

// Shapes of enforcement as they cross the wire and stand in registers. Browser-safe.

/** The ten kinds of administrative power that a result comes of. */
export const RESULT_KINDS = [
  'licence',
  'penalty',
  'compulsion',
  'levy',
  'payment',
  'inspection',
  'confirmation',
  'reward',
  'ruling',
  'other',
] as const;
export type ResultKind = (typeof RESULT_KINDS)[number];

/** Kinds of penalty. @law 行政处罚法 第九条 */
export const PENALTIES = [
  'warning',
  'criticism',
  'fine',
  'confiscation',
  'suspended-licence',
  'lowered-grade',
  'revoked-licence',
  'restricted-business',
  'suspended-business',
  'closure',
  'restricted-practice',
  'detention',
  'other',
] as const;
export type Penalty = (typeof PENALTIES)[number];

/** Whom it is about: of a natural person nothing but the masked name is shown. */
export const PARTY_KINDS = ['organisation', 'business', 'person'] as const;
export type PartyKind = (typeof PARTY_KINDS)[number];

const Day = z.iso.date();
const words = (least: number, most: number) => z.string().trim().min(least).max(most);
const Fen = z.int().min(0).max(100_000_000_000_000);

/** A decision with its fixed fields. */
export const Result = z.object({
  kind: z.enum(RESULT_KINDS),
  /** 决定书文号. */
  documentNumber: words(3, 80),
  /** What it is about: 案件名称, 许可事项. */
  subject: words(2, 200),
  partyKind: z.enum(PARTY_KINDS),
  party: words(2, 120),
  /** 统一社会信用代码; none of a person. */
  partyCode: z.string().trim().max(18).nullable().default(null),
  facts: z.string().trim().max(4000).default(''),
  basis: words(2, 1000),
  content: words(2, 2000),
  penalties: z.array(z.enum(PENALTIES)).max(PENALTIES.length).default([]),
  fineFen: Fen.default(0),
  confiscatedFen: Fen.default(0),
  decidedOn: Day,
  validFrom: Day.nullable().default(null),
  validUntil: Day.nullable().default(null),
  /** Until when business or practice is restricted, where it is. */
  restrictedUntil: Day.nullable().default(null),
  /** Numbers of the certificates that were shown. */
  officers: z.array(z.string().trim().min(4).max(40)).max(10).default([]),
});
export type Result = z.output<typeof Result>;

/** The organ that enforces, and what anybody has to know to turn to it. */
export const Subject = z.object({
  agency: z.string().min(1).max(40),
  nature: z.enum(['statutory', 'authorised', 'entrusted']),
  /** Who entrusts it, where it is entrusted. */
  entrustedBy: z.string().trim().max(100).default(''),
  scope: words(2, 500),
  basis: words(2, 500),
  procedure: z.string().trim().max(2000).default(''),
  remedy: words(2, 500),
  complaintPhone: words(3, 40),
});
export type Subject = z.output<typeof Subject>;

/** A certificate of an officer. */
export const Officer = z.object({
  agency: z.string().min(1).max(40),
  name: words(2, 40),
  field: words(2, 100),
  issuer: words(2, 100),
  /** The last day on which it is valid by itself. */
  validUntil: Day,
  state: z.enum(['valid', 'suspended', 'cancelled']).default('valid'),
});
export type Officer = z.output<typeof Officer>;

/** A power of an organ. */
export const Power = z.object({
  agency: z.string().min(1).max(40),
  kind: z.enum(RESULT_KINDS),
  name: words(2, 200),
  basis: words(2, 1000),
  department: z.string().trim().max(100).default(''),
});
export type Power = z.output<typeof Power>;

/** How an organ uses its discretion: what for which circumstances. @law 行政处罚法 第三十四条 */
export const Benchmark = z.object({
  agency: z.string().min(1).max(40),
  name: words(2, 200),
  basis: words(2, 1000),
  /** The document that lays it down. */
  document: z.string().trim().max(200).default(''),
  steps: z
    .array(z.object({ circumstance: words(2, 500), measure: words(2, 500) }))
    .min(1)
    .max(20),
});
export type Benchmark = z.output<typeof Benchmark>;

export const PARTS = ['subjects', 'officers', 'powers', 'benchmarks'] as const;
export type Part = (typeof PARTS)[number];
