import { z } from 'zod';

// What the workbench is shown beside a publication on its way. Browser-safe.

/** Once something was turned back for what it lacked. */
export const TurnedBackView = z.object({
  act: z.enum(['submit', 'pass-office']),
  code: z.string(),
  by: z.string().nullable(),
  at: z.iso.datetime(),
});

/** While it is looked at for secrets: what is answered for, and the marks that were found. */
export const SecrecyView = z.object({
  checks: z.array(z.object({ key: z.string(), name: z.string(), followed: z.string().optional() })),
  terms: z.array(z.object({ term: z.string(), around: z.string(), document: z.string(), part: z.string() })),
});
