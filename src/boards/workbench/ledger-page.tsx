import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles, stateTitles } from '../text.ts';
import { listPostings, postingsCsv, postingsXlsx } from '../wire.ts';
import { words } from './text.ts';

const { ledger: text } = words;
type Row = Output<typeof listPostings>['rows'][number];

/** Every posting, narrowed, paged and saved. */
export function Page({ query }: PageProps) {
  const asked = {
    q: query.get('q') ?? '',
    kind: BOARD_KINDS.find((kind) => kind === query.get('kind')),
    state: query.get('state') ?? undefined,
    from: query.get('from') ?? undefined,
    until: query.get('until') ?? undefined,
  };
  const rows = useCall(listPostings, { query: { ...asked, before: query.get('before') ?? undefined } }, { keep: true });
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/boards/postings' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{text.intro}</p>
      <div className="row">
        <SelectField
          label={words.boards.kind}
          blank={words.boards.anyKind}
          value={asked.kind ?? ''}
          onChange={(kind) => show({ kind })}
          choices={BOARD_KINDS.map((value) => ({ value, title: kindTitles[value] }))}
          filter
        />
        <SelectField
          label={text.state}
          blank={text.anyState}
          value={asked.state ?? ''}
          onChange={(state) => show({ state })}
          choices={Object.entries(stateTitles).map(([value, title]) => ({ value, title }))}
          filter
        />
        <TextField label={text.from} type="date" value={asked.from ?? ''} onChange={(from) => show({ from })} filter />
        <TextField
          label={text.until}
          type="date"
          value={asked.until ?? ''}
          onChange={(until) => show({ until })}
          filter
        />
      </div>
      <div className="row apart">
        <FindForm label={words.boards.search} q={asked.q} onFind={(q) => show({ q })} />
        <span className="row">
          <a className="button plain" href={urlOf(postingsCsv, { query: asked })}>
            {text.csv}
          </a>
          <a className="button plain" href={urlOf(postingsXlsx, { query: asked })}>
            {text.xlsx}
          </a>
        </span>
      </div>
      <Answer of={rows}>
        {({ rows: found, next }) => (
          <>
            <Postings rows={found} />
            {next !== null && <Button onClick={() => show({ before: next })}>{words.boards.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

export const Postings = ({ rows }: { readonly rows: readonly Row[] }) =>
  rows.length === 0 ? (
    <Empty>{text.empty}</Empty>
  ) : (
    <div className="panel flush">
      <Table
        caption={text.table}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            title: text.columns.title,
            cell: (row) => (
              <>
                <Link to={`/boards/postings/${row.id}`}>{row.title}</Link>
                <div className="soft number">{row.number}</div>
              </>
            ),
          },
          { title: text.columns.board, cell: (row) => row.boardName, minor: true },
          {
            title: text.columns.state,
            cell: (row) => (
              <>
                <span className={row.state === 'stale' ? 'tag wrong' : 'tag'}>{row.stateTitle}</span>{' '}
                {row.hasPhoto && <span className="soft">{text.photo}</span>}
              </>
            ),
          },
          { title: text.columns.posted, cell: (row) => row.postedOn && <OnDay day={row.postedOn} />, minor: true },
          {
            title: text.columns.due,
            cell: (row) =>
              row.dueOn && (
                <span className="row">
                  {row.light !== null && <Light light={row.light} />}
                  <OnDay day={row.dueOn} />
                </span>
              ),
          },
        ]}
      />
    </div>
  );
