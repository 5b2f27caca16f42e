import { z } from 'zod';

// What crosses the wire to the workbench. Browser-safe.

export const GazetteItem = z.object({ part: z.string().trim().min(1).max(30), index: z.string().min(1).max(100) });
export type GazetteItem = z.output<typeof GazetteItem>;

/** One document as it stands in an issue, for good. */
export const GazetteEntry = GazetteItem.extend({
  title: z.string(),
  documentNumber: z.string().nullable(),
  agency: z.string(),
  publishedOn: z.string(),
  path: z.string(),
  html: z.string(),
});
export type GazetteEntry = z.output<typeof GazetteEntry>;

const Id = z.object({ id: z.coerce.number().int().positive() });
export const GazetteView = z.object({
  id: z.number(),
  seq: z.number(),
  name: z.string(),
  label: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  note: z.string(),
  items: z.array(GazetteItem.extend({ title: z.string() })),
  issuedAt: z.string().nullable(),
  mayAct: z.boolean(),
});
export type GazetteView = z.output<typeof GazetteView>;

export const readGazettes = {
  method: 'GET',
  path: '/api/gazettes',
  response: z.object({
    issues: z.array(GazetteView),
    agencies: z.array(z.object({ id: z.number(), name: z.string() })),
  }),
} as const;
export const beginGazette = {
  method: 'POST',
  path: '/api/gazettes',
  body: z.object({ agencyId: z.int(), name: z.string().trim().min(2).max(60) }),
  response: GazetteView,
} as const;
export const readGazette = { method: 'GET', path: '/api/gazettes/:id', params: Id, response: GazetteView } as const;
export const changeGazette = {
  method: 'PUT',
  path: '/api/gazettes/:id',
  params: Id,
  body: z.object({ seenSeq: z.int(), items: z.array(GazetteItem).max(300), note: z.string().max(2000) }),
  response: GazetteView,
} as const;
export const issueGazette = {
  method: 'POST',
  path: '/api/gazettes/:id/issue',
  params: Id,
  body: z.object({ seenSeq: z.int() }),
  response: GazetteView,
} as const;
export const findForGazette = {
  method: 'GET',
  path: '/api/gazette-documents',
  query: z.object({ q: z.string().trim().min(1).max(100) }),
  response: z.object({
    rows: z.array(z.object({ index: z.string(), title: z.string(), agency: z.string(), on: z.string() })),
  }),
} as const;
