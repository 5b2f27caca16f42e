import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Choose, ChooseAgency, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { listInternal } from '../wire-scope.ts';
import { scopeWords } from './scope-text.ts';

const { board: text } = scopeWords;

/** The notice board of one's own system. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/disclosure/internal', { q: typed, category: typed, agency: whole });
  const list = useList(listInternal, (before) => ({ query: { ...filter.asked, before } }));
  const categories = list.first?.categories ?? [];
  const names = new Map(categories.map(({ key, name }) => [key, name]));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <Choose
            filter={filter}
            by="category"
            label={text.category}
            choices={categories.map(({ key, name }) => ({ value: key, title: name }))}
          />
          <ChooseAgency filter={filter} by="agency" label={text.agency} agencies={list.first?.agencies} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              <Link to={`/disclosure/internal/${row.id}`}>{row.title}</Link>
              <div className="soft number">{row.index}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency },
        { title: text.columns.category, cell: (row) => names.get(row.category) ?? row.category, minor: true },
        { title: text.columns.on, cell: (row) => <OnDay day={row.publishedOn} /> },
      ]}
    />
  );
}
