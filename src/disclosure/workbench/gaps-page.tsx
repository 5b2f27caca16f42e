import { urlOf } from '../../workbench/call.ts';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { filterIn, flag, oneOf, whole } from '../../workbench/kit/list/filter.ts';
import { Choose, Tick } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import type { PageProps } from '../../workbench/screen.ts';
import { gapsCsv, readGaps } from '../wire-reports.ts';
import { words } from './text.ts';

const { gaps: text } = words;
const KINDS = ['nothing', 'stale'] as const;

/** What is owed to the public and not there. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, '/disclosure/gaps', { kind: oneOf(KINDS), law: flag, agency: whole });
  const list = useList(readGaps, (offset) => ({ query: { ...filter.asked, offset } }));
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      csv={urlOf(gapsCsv, { query: filter.asked })}
      filters={
        <>
          <Choose filter={filter} by="agency" label={text.agency} choices={choicesOf(list.first?.agencies)} />
          <Choose filter={filter} by="kind" label={text.kind} choices={titled(KINDS, text.kinds)} />
          <Tick filter={filter} by="law" label={text.law} />
        </>
      }
      sums={list.first && <p>{text.share(list.first.total, list.first.owed)}</p>}
      filter={filter}
      list={list}
      empty={text.empty}
      caption={text.table}
      keyOf={({ agencyId, node }) => `${agencyId} ${node}`}
      columns={[
        { title: text.columns.agency, cell: (row) => row.agency },
        {
          title: text.columns.node,
          cell: (row) => (
            <>
              {row.name} {row.byLaw && <span className="tag">{words.catalogue.fixed}</span>}
              <div className="soft number">{row.node}</div>
            </>
          ),
        },
        { title: text.columns.basis, cell: (row) => row.basis, minor: true },
        {
          title: text.columns.kind,
          cell: (row) => (
            <>
              {text.kinds[row.kind]} {row.since && <span className="soft">{text.since(row.since)}</span>}
            </>
          ),
        },
        { title: text.columns.last, cell: (row) => row.last && <OnDay day={row.last} /> },
      ]}
    />
  );
}
