import { type Output, urlOf } from '../../workbench/call.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, whole, words } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, ChooseAgency, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { DUTY_STANDINGS, dutiesCsv, listDuties } from '../wire-duties.ts';
import { dutyWords } from './duties-text.ts';

type Row = Output<typeof listDuties>['rows'][number];
const { list: text, standings } = dutyWords;
const PATH = '/disclosure/duties';

/** The register of what is told again and again: what is owed, overdue, told, passed over. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, {
    standing: oneOf(DUTY_STANDINGS, 'open'),
    agency: whole,
    obligation: words,
    q: words,
  });
  const list = useList(listDuties, (before) => ({ query: { ...filter.asked, before } }));
  const obligations = list.first?.obligations ?? [];
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(dutiesCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="standing"
          label={text.choose}
          values={DUTY_STANDINGS}
          titles={standings}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <ChooseAgency filter={filter} by="agency" label={text.agency} agencies={list.first?.agencies} />
          {obligations.length > 1 && (
            <Choose
              filter={filter}
              by="obligation"
              label={text.obligation}
              choices={obligations.map(({ key, name }) => ({ value: key, title: name }))}
            />
          )}
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
              <Link to={`${PATH}/${row.id}`}>{row.title}</Link>
              <div className="soft number">{row.number}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: text.columns.standing,
          cell: (row) => (
            <span className="row">
              {/* The light says it when it is overdue. */}
              <Light light={row.light} />
              {standings[row.standing === 'overdue' ? 'open' : row.standing]}
            </span>
          ),
        },
        { title: text.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
        { title: text.columns.done, cell: (row) => <Done row={row} /> },
      ]}
    />
  );
}

function Done({ row }: { readonly row: Row }) {
  return (
    <>
      {row.standing === 'met' && row.metOn && <OnDay day={row.metOn} />}{' '}
      {row.late && <span className="tag">{text.late}</span>}
      {row.index && <div className="soft number">{row.index}</div>}
      {row.index === null && row.publicationId !== null && (
        <Link to={`/disclosure/publications/${row.publicationId}`}>{text.draft}</Link>
      )}
      {row.index === null && row.publicationId === null && row.hasFigures && (
        <span className="tag">{text.hasFigures}</span>
      )}
    </>
  );
}
