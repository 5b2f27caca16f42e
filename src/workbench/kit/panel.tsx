import { type ReactNode, useId } from 'react';

/** A part of a page under its own heading. */
export function Panel({
  title,
  aside,
  children,
  className,
}: {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  const id = useId();
  return (
    <section className={className === undefined ? 'panel' : `panel ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}

/** Facts as term and value; what is absent is left out. */
export const Facts = ({ facts }: { readonly facts: readonly (readonly [string, ReactNode] | null)[] }) => (
  <dl className="facts">
    {facts.map(
      (fact) =>
        fact &&
        fact[1] !== null &&
        fact[1] !== undefined &&
        fact[1] !== '' && [<dt key={`${fact[0]}-t`}>{fact[0]}</dt>, <dd key={`${fact[0]}-d`}>{fact[1]}</dd>],
    )}
  </dl>
);
