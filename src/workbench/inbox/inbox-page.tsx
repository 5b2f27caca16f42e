import { useInfiniteQuery } from '@tanstack/react-query';
import { countInbox, type InboxFilter, inboxCsv, Light as LightName, listInbox } from '../../workbench-api/contract.ts';
import { call, urlOf } from '../call.ts';
import { Button } from '../kit/button.tsx';
import { legalTime } from '../kit/day.tsx';
import { Light } from '../kit/light.tsx';
import { More } from '../kit/more.tsx';
import { Empty, Failed, Loading } from '../kit/notice.tsx';
import { isSignedOut } from '../problem.ts';
import { go } from '../router.tsx';
import type { PageProps } from '../screen.ts';
import { text } from '../text.ts';
import { useCall } from '../use-call.ts';
import './inbox.css';
import { MatterTable } from './matter-table.tsx';
import { useRowKeys } from './walk.ts';

const EVERY_MS = 60_000;
const PAGE_ROWS = 50;
/** A list that was turned far is not fetched again as a whole every minute. */
const REFRESHED_PAGES = 3;

/** What waits for me, nearest due date first. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query);
  const list = useInfiniteQuery({
    queryKey: [listInbox.path, filter],
    queryFn: ({ pageParam, signal }) =>
      call(listInbox, { query: { ...filter, cursor: pageParam, limit: PAGE_ROWS } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: (state) => ((state.state.data?.pages.length ?? 0) <= REFRESHED_PAGES ? EVERY_MS : false),
  });
  const more = (): void => {
    if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  useRowKeys(more);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <div className="stack">
      <header>
        <h1>{text.inbox.title}</h1>
        <div className="row no-print">
          {list.dataUpdatedAt > 0 && (
            <span className="soft">
              {text.inbox.refreshed(legalTime(new Date(list.dataUpdatedAt).toISOString()).slice(11))}
            </span>
          )}
          <Button onClick={() => void list.refetch()} busy={list.isRefetching}>
            {text.inbox.refresh}
          </Button>
          <a className="button" href={urlOf(inboxCsv, { query: filter })} download>
            {text.inbox.csv}
          </a>
          <Button onClick={() => window.print()}>{text.inbox.print}</Button>
        </div>
      </header>
      <Filters filter={filter} />
      {list.error && !isSignedOut(list.error) && <Failed error={list.error} retry={() => void list.refetch()} />}
      {list.data ? (
        <Rows rows={rows} isFiltered={filter.kind !== undefined || filter.light !== undefined} />
      ) : (
        !list.error && <Loading />
      )}
      {list.hasNextPage && <More onMore={more} busy={list.isFetchingNextPage} />}
    </div>
  );
}

const Rows = ({
  rows,
  isFiltered,
}: {
  readonly rows: Parameters<typeof MatterTable>[0]['rows'];
  readonly isFiltered: boolean;
}) =>
  rows.length > 0 ? (
    <div className="panel flush">
      <MatterTable rows={rows} caption={text.inbox.table} />
    </div>
  ) : (
    <Empty>
      <p>{isFiltered ? text.inbox.emptyFiltered : text.inbox.empty}</p>
      {isFiltered && (
        <p>
          <Button kind="quiet" onClick={() => go('/')}>
            {text.inbox.clear}
          </Button>
        </p>
      )}
    </Empty>
  );

/** Chips for lights and a choice of kinds; the choice stands in the address, so that it can be kept and sent. */
function Filters({ filter }: { readonly filter: InboxFilter }) {
  const counts = useCall(
    countInbox,
    { query: filter.kind === undefined ? {} : { kind: filter.kind } },
    { everyMs: EVERY_MS, keep: true },
  );
  const show = (next: InboxFilter): void => go(urlOf({ path: '/' }, { query: next }), { replace: true });
  const kinds = counts.data?.kinds ?? [];
  return (
    <div className="row no-print">
      <div className="chips" role="group" aria-label={text.inbox.filterLight}>
        <button
          type="button"
          className="chip"
          aria-pressed={filter.light === undefined}
          onClick={() => show({ ...filter, light: undefined })}
        >
          {text.inbox.all}
        </button>
        {(['red', 'yellow', 'green'] as const).map((light) => (
          <button
            key={light}
            type="button"
            className="chip"
            aria-pressed={filter.light === light}
            onClick={() => show({ ...filter, light })}
          >
            <Light light={light} />
            {counts.data && <span className="number">{text.inbox.count(counts.data[light], counts.data.atMost)}</span>}
          </button>
        ))}
      </div>
      {kinds.length > 1 && (
        <select
          className="chip"
          aria-label={text.inbox.filterKind}
          value={filter.kind ?? ''}
          onChange={(event) => show({ ...filter, kind: event.target.value || undefined })}
        >
          <option value="">{text.inbox.everyKind}</option>
          {kinds.map((kind) => (
            <option key={kind.kind} value={kind.kind}>
              {kind.title}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function filterIn(query: URLSearchParams): InboxFilter {
  const light = LightName.safeParse(query.get('light'));
  const kind = query.get('kind') ?? undefined;
  return { ...(light.success ? { light: light.data } : {}), ...(kind === undefined ? {} : { kind }) };
}
