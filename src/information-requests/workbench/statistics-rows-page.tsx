import { useInfiniteQuery } from '@tanstack/react-query';
import { call, urlOf } from '../../workbench/call.ts';
import { More } from '../../workbench/kit/more.tsx';
import { Empty, Failed, Loading } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { BASE, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { statisticsRows } from '../statistics/contract.ts';
import { statisticsText as text } from '../statistics/text.ts';
import { askedIn } from './statistics-page.tsx';

/** The requests behind one figure of the statistics. */
export function Page({ query }: PageProps) {
  const asked = askedIn(query);
  const key = query.get('key');
  const figure = { ...asked, measure: query.get('measure') ?? '', ...(key === null ? {} : { key }) };
  const list = useInfiniteQuery({
    queryKey: [statisticsRows.path, figure],
    queryFn: ({ pageParam, signal }) =>
      call(statisticsRows, { query: { ...figure, side: 'numerator', after: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const title = list.data?.pages[0]?.title ?? text.title;
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{title}</h1>
        <Link className="button no-print" to={urlOf({ path: '/information-requests/statistics' }, { query: asked })}>
          {text.back}
        </Link>
      </header>
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && <Empty>{text.noRows}</Empty>}
      {rows.length > 0 && (
        <div className="panel flush">
          <Table
            caption={title}
            rows={rows}
            keyOf={({ ref }) => ref}
            columns={[
              {
                title: text.rowColumns.ref,
                cell: ({ ref, url }) =>
                  url?.startsWith(`${BASE}/`) ? (
                    <Link to={url.slice(BASE.length)} className="number">
                      {ref}
                    </Link>
                  ) : (
                    ref
                  ),
              },
              { title: text.rowColumns.label, cell: ({ label }) => label },
              {
                title: text.rowColumns.quantity,
                cell: ({ quantity }) => <span className="number">{quantity}</span>,
                right: true,
              },
            ]}
          />
        </div>
      )}
      {list.hasNextPage && (
        <More busy={list.isFetchingNextPage} onMore={() => void (list.isFetchingNextPage || list.fetchNextPage())} />
      )}
    </div>
  );
}
