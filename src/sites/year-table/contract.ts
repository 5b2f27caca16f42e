import { z } from 'zod';
import table from '../data/year-table.json' with { type: 'json' };

// Browser-safe.

/** What stands at a row: counted by the program, of the site's own entry, or entered by a person. */
export type YearRow = {
  readonly key: string;
  readonly title: string;
  readonly from: 'site' | 'live' | 'count' | 'yes' | 'words';
};
export const yearSections = table.sections as readonly { readonly title: string; readonly rows: readonly YearRow[] }[];
export const yearRows = yearSections.flatMap(({ rows }) => rows);

const Values = z.record(z.string().max(40), z.string().trim().max(500));
export const YearTable = z.object({
  id: z.number(),
  number: z.string(),
  seq: z.number(),
  site: z.string(),
  siteName: z.string(),
  year: z.number(),
  state: z.enum(['owed', 'published']),
  dueOn: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** What is counted now, or was when it was published. */
  counted: Values,
  entered: Values,
  missing: z.number(),
  mayWrite: z.boolean(),
});
export type YearTable = z.output<typeof YearTable>;

export const listYearTables = {
  method: 'GET',
  path: '/api/site-years',
  query: z.object({ which: z.enum(['open', 'all']).default('open'), before: z.coerce.number().int().optional() }),
  response: z.object({
    rows: z.array(YearTable.omit({ counted: true, entered: true, mayWrite: true })),
    next: z.number().nullable(),
  }),
} as const;
const params = z.object({ id: z.coerce.number().int().positive() });
export const readYearTable = { method: 'GET', path: '/api/site-years/:id', params, response: YearTable } as const;
export const saveYearTable = {
  method: 'PUT',
  path: '/api/site-years/:id',
  params,
  body: z.object({ entered: Values, seenSeq: z.int() }),
  response: YearTable,
} as const;
export const publishYearTable = {
  method: 'POST',
  path: '/api/site-years/:id/publish',
  params,
  body: z.object({ seenSeq: z.int() }),
  response: YearTable,
} as const;
