/** A way to somewhere, with what it is called. */
export type Link = { readonly href: string; readonly title: string };
