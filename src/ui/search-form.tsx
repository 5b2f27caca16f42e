import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { text } from './text.ts';

/** One line to search with; further choices (scope, period) stand under it. */
export const SearchForm = (props: {
  readonly action: string;
  /** Must be unique in the page when it holds more than one search. */
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly children?: ReactNode;
}) => {
  const id = props.id ?? 'search';
  return (
    <form
      className="search"
      role="search"
      method="get"
      action={props.action}
      aria-label={props.label ?? text.searchLabel}
    >
      <label className="unseen" htmlFor={id}>
        {props.label ?? text.searchLabel}
      </label>
      <div className="search-line">
        <input
          id={id}
          type="search"
          name={props.name ?? 'q'}
          defaultValue={props.value}
          placeholder={props.placeholder}
          maxLength={100}
          enterKeyHint="search"
        />
        <Button>{text.search}</Button>
      </div>
      {props.children}
    </form>
  );
};
