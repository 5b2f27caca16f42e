import type { ComponentType } from 'react';

export type PageProps = { readonly params: Readonly<Record<string, string>>; readonly query: URLSearchParams };
/** What somebody works on, in the order of the navigation. */
export const NAV_GROUPS = [
  'work',
  'open',
  'requests',
  'enforcement',
  'upward',
  'boards',
  'sites',
  'watch',
  'manage',
] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

/** A screen that a module brings; its code is fetched when it is first opened. */
export type Screen = {
  /** Below the base, `:name` for parts that vary. */
  readonly path: string;
  readonly title: string;
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps> }>;
  /** Where it stands in the navigation, and for whom; screens that are reached from others have none. */
  readonly nav?: { readonly group: NavGroup; readonly may?: string };
};

/** Whether the navigation shows a screen to somebody with these permissions; the server decides what is really allowed. */
export const isOffered = (screen: Screen, permissions: ReadonlySet<string>): boolean =>
  screen.nav !== undefined && (screen.nav.may === undefined || permissions.has(screen.nav.may));
