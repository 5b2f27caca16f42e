import type { z } from 'zod';
import { CodeBody, PasswordBody, SessionView, SignInBody } from '../identity/contract.ts';

/** Who is signed in, and what they may do somewhere at least. */
export type Session = z.infer<typeof SessionView>;

export const readSession = { method: 'GET', path: '/api/session', response: SessionView } as const;
export const signIn = { method: 'POST', path: '/api/session', body: SignInBody, response: SessionView } as const;
export const enterCode = { method: 'POST', path: '/api/session/code', body: CodeBody, response: SessionView } as const;
export const signOut = { method: 'DELETE', path: '/api/session' } as const;
export const changePassword = { method: 'POST', path: '/api/session/password', body: PasswordBody } as const;

/** One line for each agency somebody works at, with everything they are there. */
export function placesOf(session: Session): readonly { readonly agency: string; readonly roles: readonly string[] }[] {
  const places = new Map<string, string[]>();
  for (const { agency, roleTitle } of session.grants) places.set(agency, [...(places.get(agency) ?? []), roleTitle]);
  return [...places].map(([agency, roles]) => ({ agency, roles: [...new Set(roles)] }));
}
