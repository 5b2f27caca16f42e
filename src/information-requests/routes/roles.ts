import { roleText } from '../../identity/index.ts';

/** The names of roles, for charts. */
export const roleTitles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(roleText).map(([role, { title }]) => [role, title]),
);
