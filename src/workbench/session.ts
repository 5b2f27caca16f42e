import { z } from 'zod';

/** Who is signed in, as the identity module answers. */
export const Session = z.object({
  personId: z.number().int(),
  name: z.string(),
  kind: z.enum(['staff', 'citizen', 'enterprise']),
  posts: z.array(z.object({ title: z.string(), agencyId: z.number().int(), agencyName: z.string(), roles: z.array(z.string()) })),
  mustChangePassword: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const readSession = { method: 'GET', path: '/api/session', response: Session } as const;
export const signIn = { method: 'POST', path: '/api/session', body: z.object({ account: z.string(), password: z.string() }) } as const;
export const signOut = { method: 'DELETE', path: '/api/session' } as const;

/** Every role somebody holds somewhere, by post. */
export const rolesOf = (session: Session): ReadonlySet<string> => new Set(session.posts.flatMap((post) => post.roles));
