import { type Output, urlOf } from '../../workbench/call.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, ChooseAgency, ChooseDay, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { STANDINGS } from '../contract.ts';
import { formTitles, pressWords } from '../text.ts';
import { coverageCsv, listCoverage } from '../wire.ts';

type Row = Output<typeof listCoverage>['rows'][number];
const { coverage: text, standings } = pressWords;
const CHOICES = ['all', ...STANDINGS] as const;

/** Published documents, and which of them nothing explains, or too late. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/press/documents', {
    standing: oneOf(CHOICES, 'all'),
    agency: whole,
    q: typed,
    from: typed,
    to: typed,
  });
  const list = useList(listCoverage, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        <Link className="button" to="/press/returns">
          {text.returns}
        </Link>
      }
      csv={urlOf(coverageCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="standing"
          label={text.choose}
          values={CHOICES}
          titles={{ all: text.all, ...standings }}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <ChooseAgency filter={filter} by="agency" label={text.agency} agencies={list.first?.agencies} />
          <ChooseDay filter={filter} by="from" label={text.from} />
          <ChooseDay filter={filter} by="to" label={text.to} />
        </>
      }
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ index }) => index}
      columns={[
        {
          title: text.columns.title,
          cell: (row) => (
            <>
              <Link to={urlOf({ path: '/press/dossier' }, { query: { index: row.index } })}>{row.title}</Link>
              <div className="soft number">{row.documentNumber ?? row.index}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.published, cell: (row) => <OnDay day={row.publishedOn} />, minor: true },
        { title: text.columns.standing, cell: (row) => <Standing row={row} /> },
        {
          title: text.columns.materials,
          cell: (row) => row.forms.map((form) => formTitles[form] ?? form).join('、') || row.materials,
          minor: true,
        },
        { title: text.columns.carried, cell: (row) => row.carried, right: true, minor: true },
      ]}
    />
  );
}

const isWrong = (standing: Row['standing']): boolean => standing === 'lacking' || standing === 'broken';

const Standing = ({ row: { standing, lagDays, headLed } }: { readonly row: Row }) => (
  <>
    <span className={isWrong(standing) ? 'tag wrong' : 'tag'}>{standings[standing]}</span>{' '}
    {standing === 'late' && lagDays !== null && <span className="soft">{text.late(lagDays)}</span>}
    {headLed && <div className="soft">{text.head}</div>}
  </>
);
