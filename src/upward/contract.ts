import { z } from 'zod';

// What crosses the wire, in shapes that several calls share. Browser-safe.

export const SOURCES = ['published', 'written', 'forwarded'] as const;
export type SourceKind = (typeof SOURCES)[number];

export const MOST_CHARACTERS = 20_000;
export const Title = z.string().trim().min(4).max(200);
export const Body = z.string().trim().min(10).max(MOST_CHARACTERS);
export const Words = z.string().trim().max(500);
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/u);
/** A month or a year. */
export const Period = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/u);

/** What a unit did in a period. Every figure is of rows that can be shown. */
export const UnitCount = z.object({
  agencyId: z.int(),
  agency: z.string(),
  /** Reported for the first time in the period. */
  sent: z.int(),
  /** Decided in the period, and of these adopted. */
  decided: z.int(),
  adopted: z.int(),
  /** Scores of what was adopted in the period. */
  points: z.int(),
  /** Published in the period and not withdrawn, and of these mere news. */
  published: z.int(),
  news: z.int(),
  /** Place by points, then adopted, then sent; the same figures share a place. */
  place: z.int(),
});
export type UnitCount = z.output<typeof UnitCount>;

export const COUNTED = ['sent', 'adopted', 'declined', 'published'] as const;
export type Counted = (typeof COUNTED)[number];

/** A row that a figure is made of. */
export const CountedRow = z.object({
  what: z.enum(COUNTED),
  ref: z.string(),
  title: z.string(),
  agencyId: z.int(),
  on: z.iso.date(),
  score: z.int(),
  usedWhere: z.string(),
  news: z.boolean(),
});
export type CountedRow = z.output<typeof CountedRow>;

export const SITE_LEVELS = ['nation', 'province', 'city', 'county'] as const;
const SiteLevel = z.enum(SITE_LEVELS);
export type SiteLevel = z.output<typeof SiteLevel>;

/** 示范点: a unit whose openness others learn from. */
export const DemonstrationSite = z.object({
  name: z.string().trim().min(2).max(60),
  agencyId: z.int(),
  level: SiteLevel,
});
export type DemonstrationSite = z.output<typeof DemonstrationSite>;

/** Everything that a bulletin says, and the rows behind it. */
export const BulletinContent = z.object({
  units: z.array(UnitCount),
  sites: z.array(
    z.object({
      name: z.string(),
      level: SiteLevel,
      agency: z.string(),
      sent: z.int(),
      adopted: z.int(),
      published: z.int(),
    }),
  ),
  rows: z.array(CountedRow),
});
export type BulletinContent = z.output<typeof BulletinContent>;
