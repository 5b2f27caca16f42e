import { useQueryClient } from '@tanstack/react-query';
import { readSession, type Session } from './session.ts';

/** Where the client keeps who is signed in. */
export const SESSION: readonly string[] = [readSession.path];

/** Who is signed in; screens are only shown to somebody who is. */
export function useSession(): Session | null {
  return useQueryClient().getQueryData<Session | null>(SESSION) ?? null;
}

/** Whether the person holds a permission somewhere at least: what a screen offers. The server decides. */
export const usePermission = (permission: string): boolean => useSession()?.permissions.includes(permission) ?? false;
