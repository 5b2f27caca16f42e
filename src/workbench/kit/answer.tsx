import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isSignedOut } from '../problem.ts';
import { Failed, Loading } from './notice.tsx';

type Props<T> = {
  readonly of: UseQueryResult<T>;
  /** Heads the page while there is no answer that brings its own heading. */
  readonly title?: string;
  readonly children: (data: T) => ReactNode;
};

/** Shows what a question was answered, or that it is on its way, or why it was refused. */
export function Answer<T>({ of, title, children }: Props<T>) {
  if (of.data !== undefined) return children(of.data);
  const isRefused = of.error !== null && !isSignedOut(of.error);
  return (
    <div className="stack">
      {title !== undefined && isRefused && <h1>{title}</h1>}
      {isRefused ? <Failed error={of.error} retry={() => void of.refetch()} /> : <Loading />}
    </div>
  );
}
