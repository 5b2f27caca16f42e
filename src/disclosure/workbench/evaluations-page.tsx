import { type Output, urlOf } from '../../workbench/call.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, ChooseAgency, ChooseDay, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { evaluationText } from '../evaluation/text.ts';
import { assessmentCsv, evaluationsCsv, listEvaluations, WHICH } from '../evaluation/wire.ts';

type Row = Output<typeof listEvaluations>['rows'][number];
const { staff: text, faults: faultTitles, form } = evaluationText;

/** What stands in public, and how it passed each of the three gates. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/disclosure/evaluations', {
    which: oneOf(WHICH, 'all'),
    agency: whole,
    q: typed,
    from: typed,
    to: typed,
  });
  const list = useList(listEvaluations, (before) => ({ query: { ...filter.asked, before } }));
  const { from, to } = filter.asked;
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        <a className="button" href={urlOf(assessmentCsv, { query: { from, to } })}>
          {text.assessment}
        </a>
      }
      csv={urlOf(evaluationsCsv, { query: filter.asked })}
      chips={<Chips filter={filter} by="which" label={text.choose} values={WHICH} titles={text.which} />}
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
              <Named row={row} />
              <div className="soft number">{row.index}</div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: text.columns.review,
          cell: ({ secrecy }) =>
            secrecy === null ? <span className="soft">{text.elsewhere}</span> : text.passed(secrecy),
          minor: true,
        },
        { title: text.columns.publish, cell: (row) => <OnDay day={row.publishedOn} />, minor: true },
        { title: text.columns.evaluate, cell: (row) => <Evaluated row={row} /> },
      ]}
    />
  );
}

function Named({ row: { title, matterId, path } }: { readonly row: Row }) {
  if (matterId !== null) return <Link to={`/disclosure/publications/${matterId}`}>{title}</Link>;
  return path === null ? title : <a href={path}>{title}</a>;
}

const Evaluated = ({ row }: { readonly row: Row }) =>
  row.satisfied === null ? (
    <span className="soft">{text.notYet}</span>
  ) : (
    <>
      {text.rate(row.satisfied)}
      <div className="soft">{form.counted(row)}</div>
      {row.faults.length > 0 && <div className="soft">{row.faults.map((each) => faultTitles[each]).join('、')}</div>}
    </>
  );
