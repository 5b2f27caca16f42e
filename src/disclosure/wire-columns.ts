import { z } from 'zod';
import { AXES, GENRES } from './contract.ts';

// Browser-safe.

/** Where an article of one kind may stand, for whoever is limited to some columns of his agency's site. */
export const readOwnColumns = {
  method: 'GET',
  path: '/api/disclosure/own-columns',
  query: z.object({
    agency: z.coerce.number().int().positive(),
    genre: z.enum(GENRES),
    node: z.string().max(60).optional(),
    axis: z.enum(AXES).optional(),
  }),
  response: z.object({
    /** Titles of the columns; null: nobody has limited him. */
    given: z.array(z.string()).nullable(),
    /** Entries of the catalogue under which it would stand in one of them. */
    nodes: z.array(z.string()),
    /** The column that the entry asked for leads to, and whether it is his. */
    column: z.string().nullable(),
    isGiven: z.boolean(),
  }),
} as const;
