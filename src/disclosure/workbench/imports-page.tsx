import { type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { filterIn, oneOf, words } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { listNotes, NOTE_VIEWS, noteFile, notesCsv, settleNote } from '../import-site/notes-wire.ts';
import { importText } from '../import-site/text.ts';

type Row = Output<typeof listNotes>['rows'][number];
const text = importText.notes;
const PATH = '/disclosure/imports';

/** What is left to do of sites that moved in. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { view: oneOf(NOTE_VIEWS, 'todo'), q: words, site: words });
  const list = useList(listNotes, (before) => ({ query: { ...filter.asked, before } }));
  const sites = list.first?.sites ?? [];
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(notesCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="view"
          label={text.choose}
          values={NOTE_VIEWS}
          titles={text.views}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          {sites.length > 1 && (
            <Choose
              filter={filter}
              by="site"
              label={text.site}
              choices={sites.map(({ base }) => ({ value: base, title: base }))}
            />
          )}
        </>
      }
      sums={sites.map(({ base, published, held }) => <p key={base}>{text.sums(base, published, held)}</p>)}
      filter={filter}
      list={list}
      empty={list.first && sites.length === 0 ? text.none : text.empty}
      caption={text.table}
      keyOf={({ id }) => id}
      columns={[
        { title: text.columns.page, cell: (row) => <PageOf row={row} /> },
        { title: text.columns.what, cell: (row) => <What row={row} /> },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.state, cell: (row) => <Settled row={row} /> },
      ]}
    />
  );
}

function PageOf({ row: { address, title } }: { readonly row: Row }) {
  return (
    <>
      {title !== null && <div>{title}</div>}
      <a className="soft break" href={address} target="_blank" rel="noreferrer noopener">
        {title === null ? address : text.old}
      </a>
    </>
  );
}

function What({ row: { id, sentence, draftId, index, hasFile, kind } }: { readonly row: Row }) {
  const asks = kind !== 'same' && kind !== 'skipped';
  return (
    <>
      <div>{sentence}</div>
      <div className="row no-print">
        {hasFile && <a href={urlOf(noteFile, { params: { id } })}>{text.file}</a>}
        {asks && draftId !== null && <Link to={`/disclosure/publications/${draftId}`}>{text.draft}</Link>}
        {asks && draftId === null && index !== null && (
          <Link to={urlOf({ path: '/disclosure/published' }, { query: { q: index } })}>{text.published}</Link>
        )}
      </div>
    </>
  );
}

function Settled({ row: { id, settledOn, settledBy, mayWrite, kind } }: { readonly row: Row }) {
  const send = useSend(settleNote);
  const settle = (settled: boolean): void => send.mutate({ params: { id }, body: { settled } });
  if (kind === 'same') return null;
  return (
    <div className="stack tight">
      {settledOn !== null && <span className="soft">{text.by(settledBy ?? '', settledOn)}</span>}
      {mayWrite && (
        <Button kind="quiet" busy={send.isPending} onClick={() => settle(settledOn === null)}>
          {settledOn === null ? text.settle : text.undo}
        </Button>
      )}
      {send.error && <Failed error={send.error} />}
    </div>
  );
}
