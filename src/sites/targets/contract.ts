import { z } from 'zod';
import { Site, TEMPLATES } from '../contract.ts';

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

export const EditableSite = z.object({
  key: z.string(),
  name: z.string().trim().min(2).max(60),
  template: z.enum(TEMPLATES),
  contact: z.string().trim().min(1).max(60),
  organiser: z.string().trim().min(1).max(60),
  undertaker: z.string().trim().max(60).nullable(),
  /** What an inspection reads at the foot of every page. */
  ...Site.pick({ domain: true, idCode: true, icp: true, police: true, badgeHref: true }).shape,
  columns: z.array(
    z.object({
      key: z.string(),
      title: z.string().trim().min(1).max(30),
      maintainer: z.string().trim().max(60).nullable(),
    }),
  ),
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
  body: EditableSite.omit({ key: true }),
  response: EditableSite,
} as const;
