import type { ReactNode } from 'react';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet';

/** A button that sends the form it stands in. One `primary` on a page: the thing most people came to do. */
export const Button = (props: {
  readonly children: ReactNode;
  readonly kind?: ButtonKind | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  /** The id of the form, when the button stands outside it. */
  readonly form?: string | undefined;
  /** What it is called where the text alone is ambiguous: 删除家庭成员 2. */
  readonly label?: string | undefined;
}) => (
  <button
    type="submit"
    className={`button ${props.kind ?? 'primary'}`}
    name={props.name}
    value={props.value}
    form={props.form}
    aria-label={props.label}
  >
    {props.children}
  </button>
);

/** A link that looks like a button: it leads somewhere and changes nothing. */
export const LinkButton = (props: {
  readonly href: string;
  readonly children: ReactNode;
  readonly kind?: ButtonKind | undefined;
}) => (
  <a className={`button ${props.kind ?? 'primary'}`} href={props.href}>
    {props.children}
  </a>
);

/** Buttons side by side, stacked on a phone. */
export const Actions = ({ children }: { readonly children: ReactNode }) => <div className="actions">{children}</div>;
