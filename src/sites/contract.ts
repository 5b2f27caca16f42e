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
