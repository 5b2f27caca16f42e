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
  /** What has become of it since, where it is not what it was: told by the view, never kept. */
  fate: z.enum(['withdrawn', 'abolished', 'lapsed']).optional(),
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
  version: z.int(),
  /** It was cancelled: since when, why, and what is there instead. */
  cancelled: z
    .object({ at: z.string(), note: z.string(), by: z.object({ id: z.int(), title: z.string() }).nullable() })
    .nullable(),
  /** Documents whose text is another now than in the issue, or that are no longer public. */
  stale: z.array(z.object({ index: z.string(), title: z.string(), why: z.enum(['withdrawn', 'other-text']) })),
  versions: z.array(z.object({ version: z.int(), change: z.string(), note: z.string().nullable(), at: z.string() })),
  /** A correction or a cancellation that waits for another to confirm it. */
  open: z.object({ id: z.int(), number: z.string() }).nullable(),
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

const Note = z.string().trim().min(5).max(500);
/** Asks that an issue be corrected or cancelled; another confirms it. */
export const proposeGazetteChange = {
  method: 'POST',
  path: '/api/gazettes/:id/changes',
  params: Id,
  body: z.discriminatedUnion('change', [
    z.object({
      change: z.literal('correct'),
      seenVersion: z.int().positive(),
      items: z.array(GazetteItem).min(1).max(300),
      issueNote: z.string().max(2000),
      note: Note,
    }),
    z.object({
      change: z.literal('cancel'),
      seenVersion: z.int().positive(),
      replacedBy: z.int().positive().nullable(),
      note: Note,
    }),
  ]),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

const Told = z.object({ index: z.string(), title: z.string(), part: z.string() });
export const GazetteChangeView = z.object({
  id: z.int(),
  seq: z.int(),
  number: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  change: z.enum(['correct', 'cancel']),
  note: z.string(),
  issue: z.object({ id: z.int(), title: z.string(), version: z.int() }),
  replacedBy: z.object({ id: z.int(), title: z.string() }).nullable(),
  /** What comes in, goes out, or says something else. */
  added: z.array(Told),
  removed: z.array(Told),
  changed: z.array(Told),
  isReordered: z.boolean(),
  mayDecide: z.boolean(),
  /** Whoever proposed it cannot confirm it. */
  isOwn: z.boolean(),
});
export type GazetteChangeView = z.output<typeof GazetteChangeView>;
export const readGazetteChange = {
  method: 'GET',
  path: '/api/gazette-changes/:id',
  params: Id,
  response: GazetteChangeView,
} as const;
export const decideGazetteChange = {
  method: 'POST',
  path: '/api/gazette-changes/:id/decision',
  params: Id,
  body: z.object({ seenSeq: z.int(), decision: z.enum(['confirm', 'refuse']), words: z.string().trim().max(500) }),
  response: GazetteChangeView,
} as const;
