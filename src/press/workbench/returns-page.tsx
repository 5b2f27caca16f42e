import { urlOf } from '../../workbench/call.ts';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, ChooseAgency, ChooseDay, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import type { PageProps } from '../../workbench/screen.ts';
import { pressWords } from '../text.ts';
import { listReturns, returnsCsv } from '../wire.ts';
import { Returns } from './returns.tsx';

const { returned: text, coverage } = pressWords;
const WHICH = ['incomplete', 'all'] as const;

/** What was given back, and what it lacked. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/press/returns', {
    which: oneOf(WHICH, 'incomplete'),
    agency: whole,
    q: typed,
    from: typed,
    to: typed,
  });
  const list = useList(listReturns, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(returnsCsv, { query: filter.asked })}
      chips={<Chips filter={filter} by="which" label={text.which} values={WHICH} titles={text} />}
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <ChooseAgency filter={filter} by="agency" label={coverage.agency} agencies={list.first?.agencies} />
          <ChooseDay filter={filter} by="from" label={text.from} />
          <ChooseDay filter={filter} by="to" label={text.to} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      show={(rows) => <Returns rows={rows} wide />}
    />
  );
}
