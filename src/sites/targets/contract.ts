import { z } from 'zod';
import { Column, SCOPES, Site, TEMPLATES } from '../contract.ts';

// What crosses the wire to the workbench. Browser-safe.

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

/** A place outside the city's own sites where something is published. */
export const Target = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/u),
  name: z.string().trim().min(2).max(60),
  kind: z.enum(['board', 'external']),
});
export type Target = z.output<typeof Target>;

export const readTargets = {
  method: 'GET',
  path: '/api/publishing-targets',
  query: z.object({ from: Day, to: Day, agency: z.coerce.number().int().positive().optional() }),
  response: z.object({
    counts: z.array(z.object({ key: z.string(), name: z.string(), kind: z.string(), count: z.number() })),
    total: z.number(),
    targets: z.array(Target),
    agencies: z.array(z.object({ id: z.number(), name: z.string() })),
    mayAdd: z.boolean(),
  }),
} as const;
export const addTarget = { method: 'POST', path: '/api/publishing-targets', body: Target, response: Target } as const;
export const noteDelivery = {
  method: 'POST',
  path: '/api/publishing-targets/:key/deliveries',
  params: z.object({ key: z.string().max(40) }),
  body: z.object({
    agencyId: z.int(),
    index: z.string().trim().max(100).optional(),
    title: z.string().trim().min(1).max(300),
    on: Day,
    receipt: z.string().trim().max(500).optional(),
  }),
  response: z.object({ id: z.number() }),
} as const;

/** Keys of the rules by which a column may have to be kept fresh; the figures stand in the data of the module. */
export const COLUMN_RULES = ['news', 'notices', 'interpretation', 'yearly', 'quarterly', 'replies'] as const;

/** What a new column takes in, and how often it has to be updated. */
export const NewColumn = z.object({
  genres: z.array(z.string().max(40)).max(20),
  nodes: z.array(z.string().max(60)).max(100),
  scope: z.enum(SCOPES),
  rule: z.enum(COLUMN_RULES).nullable(),
});
export type NewColumn = z.output<typeof NewColumn>;

export const EditableSite = z.object({
  key: z.string(),
  name: z.string().trim().min(2).max(60),
  template: z.enum(TEMPLATES),
  contact: z.string().trim().min(1).max(60),
  organiser: z.string().trim().min(1).max(60),
  undertaker: z.string().trim().max(60).nullable(),
  /** What an inspection reads at the foot of every page. */
  ...Site.pick({ domain: true, idCode: true, icp: true, police: true, badgeHref: true }).shape,
  columns: z
    .array(
      z.object({
        key: Column.shape.key,
        title: z.string().trim().min(1).max(30),
        maintainer: z.string().trim().max(60).nullable(),
        /** How much stands in it. */
        count: z.int().default(0),
        /** It takes what no other column takes. */
        rest: z.boolean().default(false),
        /** Only for one that is new. */
        takes: NewColumn.optional(),
      }),
    )
    .min(1),
});
export type EditableSite = z.output<typeof EditableSite>;
export const readEditableSites = {
  method: 'GET',
  path: '/api/sites',
  response: z.object({ sites: z.array(EditableSite) }),
} as const;
export const changeSite = {
  method: 'PUT',
  path: '/api/sites/:key',
  params: z.object({ key: z.string().max(60) }),
  /** `seen`: the columns that were there when it was opened. Those of them that are not among `columns` are removed. */
  body: EditableSite.omit({ key: true }).extend({ seen: z.array(z.string()).min(1) }),
  response: EditableSite,
} as const;
