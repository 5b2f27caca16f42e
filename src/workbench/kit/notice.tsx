import type { ReactNode } from 'react';
import { sentenceOf } from '../call.ts';
import { fieldsOf, isProblem } from '../problem.ts';
import { text } from '../text.ts';
import { Button } from './button.tsx';

/** Something the person should know; what is wrong is read aloud at once. */
export const Notice = ({
  tone = 'info',
  children,
}: {
  readonly tone?: 'info' | 'wrong' | 'warn' | 'good';
  readonly children: ReactNode;
}) => (
  <div className={`notice ${tone}`} role={tone === 'wrong' ? 'alert' : tone === 'good' ? 'status' : undefined}>
    {children}
  </div>
);

/** What the server refused, and the way on. */
export const Failed = ({
  error,
  retry,
  retryTitle = text.retry,
}: {
  readonly error: unknown;
  readonly retry?: () => void;
  readonly retryTitle?: string;
}) => (
  <Notice tone="wrong">
    <p>{sentenceOf(error)}</p>
    {fieldsOf(error).length > 0 && (
      <ul>
        {fieldsOf(error).map(({ path, message }) => (
          <li key={path + message}>
            {message} <span className="soft">{path}</span>
          </li>
        ))}
      </ul>
    )}
    {isProblem(error) && error.status >= 500 && error.requestId && (
      <p className="soft">{text.problems.requestId(error.requestId)}</p>
    )}
    {retry && (
      <div className="row">
        <Button onClick={retry}>{retryTitle}</Button>
      </div>
    )}
  </Notice>
);

export const Loading = () => (
  <p className="loading" role="status">
    {text.loading}
  </p>
);

export const Empty = ({ children }: { readonly children: ReactNode }) => <div className="empty">{children}</div>;
