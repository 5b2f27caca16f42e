import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Empty } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { listInternal } from '../wire-scope.ts';
import { scopeWords } from './scope-text.ts';

const { board } = scopeWords;
type Found = Output<typeof listInternal>;

/** The notice board of one's own system. */
export function Page({ query }: PageProps) {
  const asked = {
    q: query.get('q') ?? '',
    category: query.get('category') ?? undefined,
    agency: Number(query.get('agency')) || undefined,
  };
  const found = useCall(
    listInternal,
    { query: { ...asked, before: query.get('before') ?? undefined } },
    { keep: true },
  );
  const show = (next: Record<string, unknown>): void =>
    go(urlOf({ path: '/disclosure/internal' }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <h1>{board.title}</h1>
      <p className="soft">{board.intro}</p>
      <Answer of={found}>
        {(answer) => (
          <>
            <div className="row">
              <SelectField
                label={board.category}
                blank={board.anyCategory}
                value={asked.category ?? ''}
                onChange={(category) => show({ category })}
                choices={answer.categories.map(({ key, name }) => ({ value: key, title: name }))}
                filter
              />
              {answer.agencies.length > 1 && (
                <SelectField
                  label={board.agency}
                  blank={board.anyAgency}
                  value={String(asked.agency ?? '')}
                  onChange={(agency) => show({ agency })}
                  choices={answer.agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
            </div>
            <FindForm label={board.search} q={asked.q} onFind={(q) => show({ q })} />
            {answer.rows.length === 0 ? <Empty>{board.empty}</Empty> : <Rows found={answer} />}
            {answer.next !== null && <Button onClick={() => show({ before: answer.next })}>{board.more}</Button>}
          </>
        )}
      </Answer>
    </div>
  );
}

const Rows = ({ found: { rows, categories } }: { readonly found: Found }) => {
  const names = new Map(categories.map(({ key, name }) => [key, name]));
  return (
    <div className="panel flush">
      <Table
        caption={board.table}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            title: board.columns.title,
            cell: (row) => (
              <>
                <Link to={`/disclosure/internal/${row.id}`}>{row.title}</Link>
                <div className="soft number">{row.index}</div>
              </>
            ),
          },
          { title: board.columns.agency, cell: (row) => row.agency },
          { title: board.columns.category, cell: (row) => names.get(row.category) ?? row.category, minor: true },
          { title: board.columns.on, cell: (row) => <OnDay day={row.publishedOn} /> },
        ]}
      />
    </div>
  );
};
