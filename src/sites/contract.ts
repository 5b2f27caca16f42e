import { z } from 'zod';

// Shapes of the registers and of what crosses the wire to the workbench. Browser-safe.

const words = (most: number) => z.string().trim().min(1).max(most);

/** How often a column has to be updated. */
export const UpdateRule = z.object({
  title: words(60),
  n: z.int().positive().max(1000),
  unit: z.enum(['days', 'months']),
  /** How an inspection counts it: news and notices together, everything else apart. */
  class: z.enum(['news', 'notices', 'interactive', 'other']),
  law: words(200),
  /** Whether the figure was seen in a published score card; else it is remembered. */
  checked: z.boolean(),
});
export type UpdateRule = z.output<typeof UpdateRule>;

/** Whose publications a column takes: its own agency's, its region's, those of the region and below, or only below. */
export const SCOPES = ['own', 'region', 'below', 'under'] as const;

export const Column = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,29}$/u),
  title: words(30),
  description: words(200),
  keywords: words(200),
  type: words(30),
  scope: z.enum(SCOPES),
  genres: z.array(z.string()).default([]),
  axes: z.array(z.string()).default([]),
  nodes: z.array(z.string()).default([]),
  /** Takes whatever has files to be saved. */
  attachments: z.boolean().default(false),
  /** A second place only: what stands here stands under what it is, too. */
  second: z.boolean().default(false),
  /** Takes what no other column of the site takes. */
  rest: z.boolean().default(false),
  rule: UpdateRule.nullable().default(null),
  /** Who keeps it, by name of the post; the liaison of the agency unless said. */
  maintainer: z.string().max(60).nullable().default(null),
});
export type Column = z.output<typeof Column>;

export const TEMPLATES = ['portal', 'government', 'department', 'business', 'township'] as const;

/** A site with its columns: one entry of the register. */
export const Site = z.object({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/u),
  name: words(60),
  template: z.enum(TEMPLATES),
  agencyId: z.int(),
  region: z.string(),
  domain: z.string().regex(/^[a-z0-9.-]+\.gov\.cn$/u),
  /** 网站标识码. @law 国办发〔2017〕47号 */
  idCode: z.string().regex(/^(\d{10}|bm\d{8})$/u),
  organiser: words(60),
  undertaker: words(60).nullable(),
  contact: words(60),
  /** ICP备案编号; the number of the ministry's register. */
  icp: words(60),
  /** 公安机关备案标识 with the page of its record. */
  police: z.object({ title: words(60), href: z.url({ protocol: /^https?$/u }) }),
  /** 党政机关网站标识 and the certificate behind it. */
  badgeHref: z.url({ protocol: /^https?$/u }),
  columns: z.array(Column).min(1),
});
export type Site = z.output<typeof Site>;

const Finding = z.object({ id: z.string(), name: z.string(), points: z.number(), says: z.string() });
const ColumnHealth = z.object({
  key: z.string(),
  title: z.string(),
  count: z.number(),
  latestAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  rule: z.string().nullable(),
  state: z.enum(['blank', 'late', 'soon', 'fresh', 'free']),
});
export const SiteHealthRow = z.object({
  key: z.string(),
  name: z.string(),
  passed: z.boolean(),
  score: z.number().nullable(),
  vetoes: z.array(Finding),
  deductions: z.array(Finding),
  columns: z.array(ColumnHealth),
  bonus: z.number(),
  /** Items that a person has to judge and nobody has in the last months. */
  manual: z.array(z.string()),
  judged: z.array(
    z.object({
      item: z.string(),
      times: z.array(z.number()),
      note: z.string(),
      by: z.string().nullable(),
      at: z.string(),
    }),
  ),
  mayJudge: z.boolean(),
  /** The looks of the last days, the latest first. */
  days: z.array(z.object({ on: z.string(), passed: z.boolean(), score: z.number().nullable() })),
  links: z.array(
    z.object({
      page: z.string(),
      pageTitle: z.string(),
      href: z.string(),
      title: z.string(),
      fault: z.string(),
      foreign: z.boolean(),
      checkedAt: z.string(),
    }),
  ),
});
export type SiteHealthRow = z.output<typeof SiteHealthRow>;

export const readSiteHealth = {
  method: 'GET',
  path: '/api/site-health',
  response: z.object({
    sites: z.array(SiteHealthRow),
    /** Items of which something is left for people to look at. */
    items: z.array(
      z.object({
        id: z.string(),
        group: z.string(),
        name: z.string(),
        most: z.number(),
        rules: z.array(z.object({ text: z.string(), points: z.number(), counted: z.boolean() })),
      }),
    ),
    document: z.string(),
    alarms: z.array(
      z.object({
        at: z.string(),
        path: z.string(),
        file: z.string(),
        fault: z.enum(['changed', 'missing', 'added', 'register']),
        restoredAt: z.string().nullable(),
        incidentId: z.number().nullable(),
      }),
    ),
  }),
} as const;

export const JudgeBody = z.object({
  item: z.string().max(10),
  times: z.array(z.int().min(0).max(1000)).max(20),
  note: z.string().max(1000),
});
export type JudgeBody = z.output<typeof JudgeBody>;

export const judgeSite = {
  method: 'POST',
  path: '/api/site-health/:site/judgements',
  params: z.object({ site: z.string().max(60) }),
  body: JudgeBody,
} as const;
