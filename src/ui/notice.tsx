import type { ReactNode } from 'react';
import { fieldId } from './field-id.ts';
import { text } from './text.ts';

export type NoticeKind = 'info' | 'success' | 'warning' | 'error';

/** Something to be noticed in the page; says what to do where something is wrong. */
export const Notice = (props: {
  readonly kind?: NoticeKind | undefined;
  readonly title?: string | undefined;
  /** Read out at once when the page is loaded: for the answer to what a person has just done. */
  readonly announced?: boolean | undefined;
  readonly children?: ReactNode;
}) => {
  const kind = props.kind ?? 'info';
  return (
    <div className={`notice ${kind}`} role={props.announced ? (kind === 'error' ? 'alert' : 'status') : undefined}>
      <p className="notice-title">{props.title ?? text.notice[kind]}</p>
      {props.children !== undefined && <div>{props.children}</div>}
    </div>
  );
};

/** The heading of a page that says something was taken in, with what to do now. */
export const Taken = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className="notice success taken" role="status">
    <h1>{title}</h1>
    <p>{children}</p>
  </div>
);

/** All that has to be put right, first in the page, each with a link to its field. Nothing when nothing is wrong. */
export const ErrorSummary = (props: {
  readonly errors: readonly { readonly path: string; readonly message: string }[];
  readonly title?: string | undefined;
}) =>
  props.errors.length > 0 && (
    <div
      className="notice error"
      id="error-summary"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: the person has just sent the form and must hear first that it was not taken
      autoFocus
    >
      <h2 className="notice-title">{props.title ?? text.errors.title}</h2>
      <ul>
        {props.errors.map(({ path, message }) => (
          <li key={path}>
            <a href={`#${fieldId(path)}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
