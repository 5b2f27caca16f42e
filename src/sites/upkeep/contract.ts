import { z } from 'zod';
import { UpkeepRule } from './rules.ts';

// What crosses the wire to the workbench. Browser-safe.

export const UpkeepRow = z.object({
  key: z.string(),
  name: z.string(),
  agency: z.string(),
  daily: z.object({
    every: z.int(),
    latestOn: z.string().nullable(),
    silent: z.int().nullable(),
    state: z.enum(['fresh', 'today', 'late']),
    days: z.array(z.object({ on: z.string(), count: z.int() })),
  }),
  missing: z.array(z.object({ key: z.string(), name: z.string(), basis: z.string(), mend: z.string() })),
  news: z.object({ total: z.int(), news: z.int(), percent: z.number(), warns: z.boolean() }),
});
export type UpkeepRow = z.output<typeof UpkeepRow>;

export const readUpkeep = {
  method: 'GET',
  path: '/api/site-upkeep',
  response: z.object({ sites: z.array(UpkeepRow), parts: z.int(), rule: UpkeepRule, maySet: z.boolean() }),
} as const;
export const upkeepCsv = { method: 'GET', path: '/api/site-upkeep.csv' } as const;
export const putUpkeepRule = {
  method: 'PUT',
  path: '/api/site-upkeep/rule',
  body: UpkeepRule,
  response: UpkeepRule,
} as const;
