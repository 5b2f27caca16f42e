import type { PageProps } from '../../ui/index.ts';

/** What every page of this module is given besides its own content. */
export type Context = Pick<PageProps, 'site' | 'preferences' | 'path' | 'account'>;
