import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { call, type Endpoint, type Input } from '../../call.ts';

/** Where the next page begins; what stands before it was seen. */
type Cursor = string | number;
type ListPage = { readonly rows: readonly unknown[]; readonly next: Cursor | null };
type ListEndpoint<P extends ListPage> = Endpoint & { readonly response: z.ZodType<P> };

type Options<P> = {
  readonly enabled?: boolean;
  /** Asks again quietly, so often; that may follow from what was answered. */
  readonly everyMs?: number | ((first: P | undefined) => number);
};

/** A list that was turned far is not fetched again as a whole every time. */
const REFRESHED_PAGES = 3;

/** Rows that are fetched page by page, each page from the last row of the one before it. */
export type List<P extends ListPage = ListPage> = {
  readonly rows: readonly P['rows'][number][];
  /** What the first page brought besides rows: counts, choices. */
  readonly first: P | undefined;
  readonly error: unknown;
  readonly refreshedAt: number;
  readonly isRefreshing: boolean;
  readonly refresh: () => void;
  readonly hasMore: boolean;
  readonly isTurning: boolean;
  readonly more: () => void;
};

/** Asks for a list; `input` says what is asked, given where the page begins. The last answer stays until the next is there. */
export function useList<P extends ListPage, E extends ListEndpoint<P>>(
  endpoint: E & ListEndpoint<P>,
  input: (from: NonNullable<P['next']> | undefined) => Input<E>,
  { enabled = true, everyMs }: Options<P> = {},
): List<P> {
  const found = useInfiniteQuery({
    queryKey: [endpoint.path, 'list', input(undefined)],
    queryFn: async ({ pageParam, signal }): Promise<P> => (await call(endpoint, input(pageParam), signal)) as P,
    initialPageParam: undefined as NonNullable<P['next']> | undefined,
    getNextPageParam: (page: P) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      if (everyMs === undefined || pages.length > REFRESHED_PAGES) return false;
      return typeof everyMs === 'number' ? everyMs : everyMs(pages[0]);
    },
  });
  return {
    rows: found.data?.pages.flatMap(({ rows }) => rows) ?? [],
    first: found.data?.pages[0],
    error: found.error,
    refreshedAt: found.dataUpdatedAt,
    isRefreshing: found.isRefetching,
    refresh: () => void found.refetch(),
    hasMore: found.hasNextPage,
    isTurning: found.isFetchingNextPage,
    more: () => {
      if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
    },
  };
}
