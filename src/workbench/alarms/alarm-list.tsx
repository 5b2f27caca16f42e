import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { listOverdue, listProvisional } from '../../workbench-api/contract.ts';
import { call } from '../call.ts';
import '../inbox/inbox.css';
import { MatterTable } from '../inbox/matter-table.tsx';
import { useRowKeys } from '../inbox/walk.ts';
import { More } from '../kit/more.tsx';
import { Empty, Failed, Loading } from '../kit/notice.tsx';

type Props = {
  readonly endpoint: typeof listOverdue | typeof listProvisional;
  readonly title: string;
  readonly intro: string;
  readonly empty: string;
  readonly aside?: ReactNode;
};

/** A list of matters something is wrong with, page by page. */
export function AlarmList({ endpoint, title, intro, empty, aside }: Props) {
  const list = useInfiniteQuery({
    queryKey: [endpoint.path],
    queryFn: ({ pageParam, signal }) => call(endpoint, { query: { cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const more = (): void => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  useRowKeys(more);
  const rows = list.data?.pages.flatMap((page) => page.rows);
  return (
    <div className="stack">
      <header>
        <h1>{title}</h1>
        {aside}
      </header>
      <p className="soft">{intro}</p>
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {!rows && !list.error && <Loading />}
      {rows?.length === 0 && <Empty>{empty}</Empty>}
      {rows && rows.length > 0 && (
        <div className="panel flush">
          <MatterTable rows={rows} caption={title} />
        </div>
      )}
      {list.hasNextPage && <More onMore={more} busy={list.isFetchingNextPage} />}
    </div>
  );
}
