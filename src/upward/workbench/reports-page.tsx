import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, words as typed } from '../../workbench/kit/list/filter.ts';
import { Choose, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { listReports } from '../wire.ts';
import { words } from './text.ts';

const { reports: text } = words;
const PATH = '/upward/reports';

/** What was reported to superiors, and what became of it. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, { q: typed, state: typed });
  const list = useList(listReports, (before) => ({ query: { ...filter.asked, before } }));
  const mayWrite = usePermission('upward.write');
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        mayWrite && (
          <Button kind="main" onClick={() => go('/upward/new')}>
            {text.add}
          </Button>
        )
      }
      filters={
        <>
          <Find filter={filter} by="q" label={words.find} />
          <Choose filter={filter} by="state" label={words.state} choices={list.first?.states ?? []} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.title}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.title,
          cell: ({ id, title, number }) => (
            <>
              <Link to={`${PATH}/${id}`}>{title}</Link>
              <div className="soft number">{number}</div>
            </>
          ),
        },
        { title: words.agency, cell: ({ agency }) => agency, minor: true },
        { title: text.superior, cell: ({ superior }) => superior, minor: true },
        { title: words.state, cell: ({ stateTitle }) => stateTitle },
        { title: text.sentOn, cell: ({ sentOn }) => sentOn && <OnDay day={sentOn} />, minor: true },
        {
          title: text.used,
          cell: ({ usedWhere, score }) => score !== null && `${usedWhere ?? ''} ${text.score(score)}`,
          minor: true,
        },
      ]}
    />
  );
}
