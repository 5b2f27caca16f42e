import { urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { BOARD_KINDS } from '../contract.ts';
import { kindTitles, standingTitles } from '../text.ts';
import { checksCsv, listChecks } from '../wire-checks.ts';
import { words } from './text.ts';

const { checks: text, boards } = words;
const MOST_NAMED = 4;

/** Boards with what is missing on each, list by list. */
export function Page({ query }: PageProps) {
  const asked = {
    q: query.get('q') ?? '',
    kind: BOARD_KINDS.find((kind) => kind === query.get('kind')),
    list: query.get('list') ?? undefined,
  };
  const found = useCall(listChecks, { query: { ...asked, after: query.get('after') ?? undefined } }, { keep: true });
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/boards/checks' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header className="row apart">
        <h1>{text.title}</h1>
        <a className="button" href={urlOf(checksCsv, { query: asked })} download>
          {text.csv}
        </a>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="row">
        <SelectField
          label={text.list}
          blank={text.anyList}
          value={asked.list ?? ''}
          onChange={(list) => show({ list: list || undefined })}
          choices={(found.data?.lists ?? []).map(({ key, name }) => ({ value: key, title: name }))}
          filter
        />
        <SelectField
          label={boards.kind}
          blank={boards.anyKind}
          value={asked.kind ?? ''}
          onChange={(kind) => show({ kind })}
          choices={BOARD_KINDS.map((value) => ({ value, title: kindTitles[value] }))}
          filter
        />
      </div>
      <FindForm label={boards.search} q={asked.q} onFind={(q) => show({ q })} />
      <Answer of={found}>
        {({ rows, next, total }) => (
          <>
            <p className="soft">{text.sum(total)}</p>
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <div className="panel flush">
                <Table
                  caption={text.table}
                  rows={rows}
                  keyOf={({ key }) => key}
                  columns={[
                    {
                      title: text.columns.board,
                      cell: (row) => (
                        <>
                          <Link to={`/boards/board/${row.key}/checks`}>{row.name}</Link>
                          <div className="soft">
                            {row.key} · {kindTitles[row.kind]} · {row.agency}
                          </div>
                        </>
                      ),
                    },
                    { title: text.columns.done, cell: (row) => text.of(row.met, row.items), right: true },
                    { title: text.columns.exempt, cell: (row) => row.exempt, right: true, minor: true },
                    {
                      title: text.columns.gaps,
                      cell: ({ gaps }) => (gaps.length === 0 ? text.noGaps : <Gaps gaps={gaps} />),
                    },
                  ]}
                />
              </div>
            )}
            {next !== null && <Button onClick={() => show({ after: next })}>{boards.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

type Gap = { readonly name: string; readonly standing: keyof typeof standingTitles };

const Gaps = ({ gaps }: { readonly gaps: readonly Gap[] }) => (
  <>
    <span className="tag wrong">{text.gapsOf(gaps.length)}</span>{' '}
    <span className="soft">
      {gaps
        .slice(0, MOST_NAMED)
        .map(({ name, standing }) => `${name}（${standingTitles[standing]}）`)
        .join('；')}
      {gaps.length > MOST_NAMED && text.andMore(gaps.length)}
    </span>
  </>
);
