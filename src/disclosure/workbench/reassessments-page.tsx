import { type Output, urlOf } from '../../workbench/call.ts';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, whole, words } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, ChooseAgency, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { WITHHOLDING_REASONS } from '../contract.ts';
import { listReassessments, reassessmentsCsv, STANDINGS } from '../reassessment/wire.ts';
import { reassessmentWords } from './reassessments-text.ts';

type Row = Output<typeof listReassessments>['rows'][number];
const { list: text, standings, reasons, state: stateName } = reassessmentWords;
const PATH = '/disclosure/reassessments';

/** What is withheld and has come up to be looked at again. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, {
    standing: oneOf(STANDINGS, 'open'),
    agency: whole,
    reason: oneOf(WITHHOLDING_REASONS),
    q: words,
  });
  const list = useList(listReassessments, (before) => ({ query: { ...filter.asked, before } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(reassessmentsCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="standing"
          label={text.choose}
          values={STANDINGS}
          titles={standings}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <ChooseAgency filter={filter} by="agency" label={text.agency} agencies={list.first?.agencies} />
          <Choose filter={filter} by="reason" label={text.reason} choices={titled(WITHHOLDING_REASONS, reasons)} />
        </>
      }
      sums={list.first && <p>{text.withheld(list.first.withheld, list.first.nextOn)}</p>}
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
              <div className="soft number">
                {row.number}　{text.cameUp(row.cameUpOn)}
              </div>
            </>
          ),
        },
        { title: text.columns.agency, cell: (row) => row.agency, minor: true },
        { title: text.columns.reason, cell: (row) => row.reason && reasons[row.reason], minor: true },
        {
          title: text.columns.state,
          cell: (row) => (
            <span className="row">
              <Light light={row.light} />
              {stateName(row.state)}
            </span>
          ),
        },
        { title: text.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
        { title: text.columns.next, cell: (row) => <Outcome row={row} /> },
      ]}
    />
  );
}

function Outcome({ row }: { readonly row: Row }) {
  if (row.index !== null) return <span className="number">{row.index}</span>;
  if (row.draftId !== null) return <Link to={`/disclosure/publications/${row.draftId}`}>{text.draft}</Link>;
  return row.state === 'kept' && row.nextOn !== null ? text.again(row.nextOn) : null;
}
