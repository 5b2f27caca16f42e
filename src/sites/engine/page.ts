/** What a page is to its visitors. */
export type PageKind = 'home' | 'column' | 'article' | 'withdrawn' | 'feed' | 'sitemap' | 'asset';

/** A page as it was rendered, to be published at its address. */
export type RenderedPage = {
  /** Begins with `/`; one that ends with `/` is the index of its folder. */
  readonly path: string;
  readonly site: string;
  readonly kind: PageKind;
  readonly mediaType: string;
  readonly body: string | Buffer;
  /** The frame it was made with; absent for what has none, a feed say. */
  readonly frame?: string;
  /** 410: what stood here was withdrawn, and the page says so. */
  readonly status?: 200 | 410;
};

export const HTML = 'text/html; charset=utf-8';
