import { useInfiniteQuery } from '@tanstack/react-query';
import { figureCsv, listFigureRows } from '../../workbench-api/contract.ts';
import { call, urlOf } from '../call.ts';
import { More } from '../kit/more.tsx';
import { Empty, Failed, Loading } from '../kit/notice.tsx';
import { Table } from '../kit/table.tsx';
import { BASE, Link } from '../router.tsx';
import type { PageProps } from '../screen.ts';
import { periodIn } from './period.ts';
import { figureText } from './text.ts';

/** The rows one side of a figure is made of. */
export function Page({ params, query }: PageProps) {
  const id = params.id ?? '';
  const side = params.side === 'denominator' ? 'denominator' : 'numerator';
  const period = periodIn(query, new Date());
  const list = useInfiniteQuery({
    queryKey: [listFigureRows.path, id, side, period],
    queryFn: ({ pageParam, signal }) =>
      call(listFigureRows, { params: { id }, query: { ...period, side, after: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const first = list.data?.pages[0];
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="stack">
      <header>
        <h1>{first ? figureText.rows(first.title, first.label) : figureText.title}</h1>
        <div className="row no-print">
          <a className="button" download href={urlOf(figureCsv, { params: { id }, query: { ...period, side } })}>
            {figureText.csv}
          </a>
          <Link className="button" to={urlOf({ path: '/figures' }, { query: period })}>
            {figureText.title}
          </Link>
        </div>
      </header>
      {list.error && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {list.data && rows.length === 0 && <Empty>{figureText.noRows}</Empty>}
      {rows.length > 0 && (
        <div className="panel flush">
          <Table
            caption={first ? figureText.rows(first.title, first.label) : figureText.title}
            rows={rows}
            keyOf={(row) => row.ref}
            columns={[
              { title: figureText.rowColumns.ref, cell: (row) => <Where url={row.url}>{row.ref}</Where> },
              { title: figureText.rowColumns.label, cell: (row) => row.label },
              {
                title: figureText.rowColumns.quantity,
                cell: (row) => <span className="number">{row.quantity}</span>,
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

/** A row may lead into the workbench or to a public page; anything else is shown as text. */
const Where = ({ url, children }: { readonly url: string | null; readonly children: string }) => {
  if (url?.startsWith(`${BASE}/`)) return <Link to={url.slice(BASE.length)}>{children}</Link>;
  return url?.startsWith('/') && !url.startsWith('//') ? <a href={url}>{children}</a> : children;
};
