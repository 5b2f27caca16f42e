/**
 * Text with its own marks, as an editor wrote it. The only place where HTML that is not ours is put into a page: it must
 * have passed the sanitiser, and the policy of every page runs nothing that stands in it.
 */
export const RichText = ({ html }: { readonly html: string }) => (
  <div className="rich" dangerouslySetInnerHTML={{ __html: html }} />
);
