import type { PageProps } from '../../ui/index.ts';

/** What every page is given by its request. */
export type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
