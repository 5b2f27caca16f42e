import { countInbox, type InboxFilter, inboxCsv, Light as LightName, listInbox } from '../../workbench-api/contract.ts';
import { urlOf } from '../call.ts';
import { Button } from '../kit/button.tsx';
import { legalTime } from '../kit/day.tsx';
import { Light } from '../kit/light.tsx';
import { filterIn, oneOf, words } from '../kit/list/filter.ts';
import { ListScreen } from '../kit/list/list-screen.tsx';
import { useList } from '../kit/list/use-list.ts';
import { go } from '../router.tsx';
import type { PageProps } from '../screen.ts';
import { text } from '../text.ts';
import { useCall } from '../use-call.ts';
import './inbox.css';
import { MatterTable } from './matter-table.tsx';

const EVERY_MS = 60_000;
const PAGE_ROWS = 50;

/** What waits for me, nearest due date first. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/', { light: oneOf(LightName.options), kind: words });
  const list = useList(listInbox, (cursor) => ({ query: { ...filter.asked, cursor, limit: PAGE_ROWS } }), {
    everyMs: EVERY_MS,
  });
  return (
    <ListScreen
      title={text.inbox.title}
      acts={
        <>
          {list.refreshedAt > 0 && (
            <span className="soft">
              {text.inbox.refreshed(legalTime(new Date(list.refreshedAt).toISOString()).slice(11))}
            </span>
          )}
          <Button onClick={list.refresh} busy={list.isRefreshing}>
            {text.inbox.refresh}
          </Button>
        </>
      }
      csv={urlOf(inboxCsv, { query: filter.asked })}
      chips={<Filters filter={filter.asked} />}
      filter={filter}
      list={list}
      empty={text.inbox.empty}
      show={(rows) => <MatterTable rows={rows} caption={text.inbox.table} />}
    />
  );
}

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
