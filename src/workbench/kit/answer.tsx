import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isSignedOut } from '../problem.ts';
import { Failed, Loading } from './notice.tsx';

/** Shows what a question was answered, or that it is on its way, or why it was refused. */
export function Answer<T>({
  of,
  children,
}: {
  readonly of: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return children(of.data);
  if (of.error && !isSignedOut(of.error)) return <Failed error={of.error} retry={() => void of.refetch()} />;
  return <Loading />;
}
