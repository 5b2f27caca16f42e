import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { choicesOf, titled } from '../../workbench/kit/choices.ts';
import { CheckField } from '../../workbench/kit/field.tsx';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, ChooseDay, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { KINDS } from '../rules/kinds.ts';
import { kindNames } from '../text.ts';
import { FINDERS, HIT_STATES, hitTable, listHits } from '../wire.ts';
import { DecideMany } from './decide-many.tsx';
import { HitState } from './hit-state.tsx';
import { words } from './text.ts';

type Row = Output<typeof listHits>['rows'][number];
const { hits: say } = words;
const PATH = '/screening/hits';
const STATES = ['standing', ...HIT_STATES, 'all'] as const;

/** Whether something may still be decided about it. */
const isOpen = ({ mayDecide, state }: Row): boolean => mayDecide && state !== 'masked' && state !== 'withdrawn';

/** Every find by itself, with what narrows them; many are decided at once. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, {
    state: oneOf(STATES, 'standing'),
    kind: oneOf(KINDS),
    finder: oneOf(FINDERS),
    agency: whole,
    ticket: whole,
    from: typed,
    to: typed,
    q: typed,
  });
  const { state, ...narrowed } = filter.asked;
  const asked = { ...narrowed, ...(state === 'all' ? {} : { state }) };
  const list = useList(listHits, (before) => ({ query: { ...asked, before } }));
  const [picked, setPicked] = useState<ReadonlySet<number>>(new Set());
  const pick = (id: number, on: boolean): void =>
    setPicked((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  return (
    <ListScreen
      title={say.title}
      intro={say.intro}
      acts={
        <>
          <Link to="/screening/tickets">{say.tickets}</Link>
          <Link to="/screening/statistics">{say.statistics}</Link>
        </>
      }
      csv={urlOf(hitTable, { query: asked })}
      chips={
        <Chips
          filter={filter}
          by="state"
          label={say.state}
          values={STATES}
          titles={{ ...words.hitStates, ...say.states }}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={say.search} />
          <Choose filter={filter} by="kind" label={say.kind} choices={titled(KINDS, kindNames)} />
          <Choose filter={filter} by="finder" label={say.finder} choices={titled(FINDERS, words.finders)} />
          <Choose filter={filter} by="agency" label={say.agency} choices={choicesOf(list.first?.agencies)} />
          <ChooseDay filter={filter} by="from" label={say.from} />
          <ChooseDay filter={filter} by="to" label={say.to} />
        </>
      }
      sums={
        <DecideMany
          picked={picked}
          open={list.rows.filter(isOpen).map(({ id }) => id)}
          onPick={(ids) => setPicked(new Set(ids))}
        />
      }
      filter={filter}
      list={list}
      empty={say.empty}
      caption={say.table}
      keyOf={({ id }) => id}
      columns={[
        {
          title: say.columns.pick,
          cell: (row) =>
            isOpen(row) && (
              <CheckField
                label={<span className="unseen">{say.pickOne(row.number)}</span>}
                value={picked.has(row.id)}
                onChange={(on) => pick(row.id, on)}
              />
            ),
        },
        { title: say.columns.kind, cell: (row) => row.kindName ?? say.pointed },
        { title: say.columns.where, cell: (row) => <Where row={row} /> },
        { title: say.columns.agency, cell: (row) => row.agency, minor: true },
        {
          title: say.columns.finder,
          cell: (row) => (
            <>
              {words.finders[row.finder]}
              {row.office && <div className="soft">{row.office}</div>}
            </>
          ),
          minor: true,
        },
        {
          title: say.columns.state,
          cell: (row) => (
            <>
              <HitState state={row.state} />
              {row.reason && <div className="soft">{row.reason}</div>}
            </>
          ),
        },
        {
          title: say.columns.who,
          cell: (row) =>
            row.decidedAt && (
              <>
                {row.decidedBy}
                <div className="soft">{row.decidedAt.slice(0, 10)}</div>
              </>
            ),
          minor: true,
        },
      ]}
    />
  );
}

const Where = ({ row }: { readonly row: Row }) => (
  <>
    <Link to={`/screening/tickets/${row.ticketId}`}>{row.masked ?? row.note ?? row.title}</Link>
    <div className="soft">{[row.title, row.content, row.part].filter(Boolean).join(' · ')}</div>
    <div className="soft number">{row.number}</div>
  </>
);
