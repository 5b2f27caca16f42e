import { z } from 'zod';

// What the workbench asks of sites that moved in. Browser-safe.

const Id = z.coerce.number().int().positive();

export const NOTE_VIEWS = ['todo', 'held', 'files', 'look', 'skipped', 'same', 'settled', 'all'] as const;
export type NoteView = (typeof NOTE_VIEWS)[number];

const Asked = z.object({
  view: z.enum(NOTE_VIEWS).default('todo'),
  q: z.string().trim().max(200).optional(),
  site: z.string().max(300).optional(),
});

const Row = z.object({
  id: z.int(),
  /** The page of the old site. */
  address: z.string(),
  kind: z.enum(['skipped', 'held', 'file-left', 'file-aside', 'inferred', 'unread', 'same']),
  /** What is to be done, in a sentence. */
  sentence: z.string(),
  agency: z.string(),
  /** What became of the page here. */
  title: z.string().nullable(),
  index: z.string().nullable(),
  draftId: z.int().nullable(),
  hasFile: z.boolean(),
  notedOn: z.iso.date(),
  settledOn: z.iso.date().nullable(),
  settledBy: z.string().nullable(),
  /** The one who asks may say that it is done. */
  mayWrite: z.boolean(),
});
export type NoteRow = z.output<typeof Row>;

export const listNotes = {
  method: 'GET',
  path: '/api/disclosure/import-notes',
  query: Asked.extend({ before: Id.optional() }),
  response: z.object({
    rows: z.array(Row),
    counts: z.record(z.enum(NOTE_VIEWS), z.int()),
    sites: z.array(z.object({ base: z.string(), published: z.int(), held: z.int() })),
    next: z.int().nullable(),
  }),
} as const;

export const notesCsv = { method: 'GET', path: '/api/disclosure/import-notes.csv', query: Asked } as const;

export const settleNote = {
  method: 'POST',
  path: '/api/disclosure/import-notes/:id/settled',
  params: z.object({ id: Id }),
  body: z.object({ settled: z.boolean() }),
} as const;

export const noteFile = {
  method: 'GET',
  path: '/api/disclosure/import-notes/:id/file',
  params: z.object({ id: Id }),
} as const;
