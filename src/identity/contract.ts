import { z } from 'zod';

/** What crosses the wire; browser-safe. */

export const SignInBody = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
});

const Grant = z.object({ role: z.string(), roleTitle: z.string(), agencyId: z.int(), agency: z.string(), delegatedBy: z.string().nullable() });

/** Who is signed in, for the workbench. */
export const SessionView = z.object({
  person: z.object({ id: z.int(), name: z.string(), kind: z.enum(['staff', 'citizen', 'enterprise']) }),
  grants: z.array(Grant),
  /** Permissions held for some object at least: what the navigation shows. */
  permissions: z.array(z.string()),
  actingFor: z.int().nullable(),
  principals: z.array(z.object({ id: z.int(), name: z.string() })),
  mustChangePassword: z.boolean(),
  expiresAt: z.iso.datetime(),
});

export const PasswordBody = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });
