import { z } from 'zod';
import { GENRES } from '../contract.ts';

const Target = z.object({ node: z.string().min(1).max(60), genre: z.enum(GENRES) });

/**
 * How a site is read whose pages do not say everything themselves, and where its columns belong in the catalogue.
 */
export const Mapping = z.object({
  /** What the site is called in the report and the ledger. */
  site: z.string().trim().min(1).max(200),
  /** The address it had, e.g. `https://www.x.gov.cn/`. */
  base: z.url({ protocol: /^https?$/u }),
  /** Key of the agency in whose name the pages stand here. */
  agency: z.string().min(1).max(60),
  /** Where what belongs to no column of the list goes. */
  usual: Target,
  /** By the name of the column, as the pages have it. */
  columns: z.record(z.string(), Target).default({}),
  /** Elements that hold the text of an article, by `id` or `class`; tried before the usual ones. */
  body: z
    .array(z.string().regex(/^[\w-]{1,60}$/u))
    .max(20)
    .default([]),
  /** Names of other meta tags than the national ones. */
  tags: z.object({ title: z.string(), date: z.string(), source: z.string(), column: z.string() }).partial().default({}),
});
export type Mapping = z.output<typeof Mapping>;

export type Target = z.output<typeof Target>;

export const targetOf = ({ columns, usual }: Mapping, column: string): Target => columns[column] ?? usual;
