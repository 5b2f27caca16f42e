import type { ComponentProps } from 'react';

type Props = Omit<ComponentProps<'button'>, 'className'> & {
  readonly kind?: 'plain' | 'main' | 'danger' | 'quiet';
  /** Work is under way: it cannot be pressed again, so that a double click does one thing. */
  readonly busy?: boolean;
  readonly wide?: boolean;
};

export const Button = ({ kind = 'plain', busy = false, wide = false, type = 'button', ...rest }: Props) => (
  <button
    {...rest}
    type={type}
    className={`button ${kind}${wide ? ' wide' : ''}`}
    disabled={busy || rest.disabled}
    aria-busy={busy || undefined}
  />
);
