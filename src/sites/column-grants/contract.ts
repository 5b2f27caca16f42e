import { z } from 'zod';

// Browser-safe.

/** In which columns of a site somebody may draft and publish; null: in all of them. */
export const ColumnGrant = z.object({
  site: z.string().max(60),
  personId: z.int().positive(),
  columns: z.array(z.string().max(30)).max(60).nullable(),
});
export type ColumnGrant = z.output<typeof ColumnGrant>;

const Drafter = z.object({
  personId: z.number(),
  name: z.string(),
  roles: z.array(z.enum(['liaison', 'editor'])),
  columns: z.array(z.string()).nullable(),
  /** Since when that stands, and who said so; null where nobody has limited anything. */
  since: z.string().nullable(),
  by: z.string().nullable(),
});
export const GrantSite = z.object({
  key: z.string(),
  name: z.string(),
  columns: z.array(z.object({ key: z.string(), title: z.string() })),
  people: z.array(Drafter),
});
export type GrantSite = z.output<typeof GrantSite>;

export const readColumnGrants = {
  method: 'GET',
  path: '/api/column-grants',
  query: z.object({ q: z.string().trim().max(60).optional(), after: z.string().max(60).optional() }),
  response: z.object({ rows: z.array(GrantSite), next: z.string().nullable() }),
} as const;
export const putColumnGrant = {
  method: 'PUT',
  path: '/api/column-grants/:site/:person',
  params: z.object({ site: ColumnGrant.shape.site, person: z.coerce.number().int().positive() }),
  body: ColumnGrant.pick({ columns: true }),
  response: GrantSite,
} as const;
