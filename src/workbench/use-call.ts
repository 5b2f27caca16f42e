import {
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call, type Endpoint, type Input, type Output } from './call.ts';
import { isProblem, isSignedOut } from './problem.ts';

/** Where the client remembers that the session ended while somebody was at work. */
export const EXPIRED = ['session-expired'];

export function newClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error) => noteExpiry(client, error) }),
    mutationCache: new MutationCache({ onError: (error) => noteExpiry(client, error) }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // A refusal is an answer; only a server that is away is asked again.
        retry: (times, error) => times < 2 && isProblem(error) && (error.status === 0 || error.status >= 502),
      },
    },
  });
  return client;
}

function noteExpiry(client: QueryClient, error: unknown): void {
  if (isSignedOut(error)) client.setQueryData(EXPIRED, true);
}

export const keyOf = (endpoint: Endpoint, input?: unknown): readonly unknown[] =>
  input === undefined ? [endpoint.path] : [endpoint.path, input];

type Options = {
  readonly enabled?: boolean;
  /** Asks again quietly, so often. */
  readonly everyMs?: number;
  /** Keeps showing the last answer while the next is on its way. */
  readonly keep?: boolean;
};

/** The answer to a question, kept and asked again when it may have changed. */
export const useCall = <E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  { enabled = true, everyMs, keep = false }: Options = {},
) =>
  useQuery<Output<E>>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, signal),
    enabled,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });

/** Something done on the server; afterwards everything on the page that may have changed is asked again. */
export function useSend<E extends Endpoint>(endpoint: E, onDone?: (answer: Output<E>) => void) {
  const client = useQueryClient();
  return useMutation<Output<E>, Error, Input<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: async (answer) => {
      onDone?.(answer);
      await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== EXPIRED[0] });
    },
  });
}
