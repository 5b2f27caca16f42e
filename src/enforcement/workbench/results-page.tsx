import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { CheckField } from '../../workbench/kit/field.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { filterIn, oneOf, words as typed, whole } from '../../workbench/kit/list/filter.ts';
import { Chips, Choose, ChooseAgency, Find } from '../../workbench/kit/list/filters.tsx';
import { ListScreen } from '../../workbench/kit/list/list-screen.tsx';
import { useList } from '../../workbench/kit/list/use-list.ts';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { RESULT_KINDS } from '../contract.ts';
import { batchResults, listResults, resultsCsv, STANDINGS } from '../wire.ts';
import { kindTitles, words } from './text.ts';

type Row = Output<typeof listResults>['rows'][number];
type Send = ReturnType<typeof useSend<typeof batchResults>>;
const { list: text } = words;
const PATH = '/enforcement/results';
const MOST_AT_ONCE = 100;

/** Results of enforcement: what is still to be handed in, under review, late, shown, ended. */
export function Page({ query }: PageProps) {
  const filter = filterIn(query, PATH, {
    standing: oneOf(STANDINGS, 'all'),
    kind: oneOf(RESULT_KINDS),
    agency: whole,
    q: typed,
  });
  const list = useList(listResults, (before) => ({ query: { ...filter.asked, before } }));
  // Here and not with the rows: what was done is said also where nothing is left to be listed.
  const send = useSend(batchResults);
  return (
    <ListScreen
      title={text.title}
      intro={text.intro}
      acts={
        list.first?.mayEnter === true && (
          <>
            <Link to="/enforcement/new" className="button main">
              {text.add}
            </Link>
            <Link to="/enforcement/imports" className="button">
              {text.import}
            </Link>
          </>
        )
      }
      csv={urlOf(resultsCsv, { query: filter.asked })}
      chips={
        <Chips
          filter={filter}
          by="standing"
          label={text.standings}
          values={STANDINGS}
          titles={words.standings}
          counts={list.first?.counts}
        />
      }
      filters={
        <>
          <Find filter={filter} by="q" label={text.search} />
          <ChooseAgency filter={filter} by="agency" label={words.agency} agencies={list.first?.agencies} />
          <Choose filter={filter} by="kind" label={words.kind} choices={titled(RESULT_KINDS, kindTitles)} />
        </>
      }
      sums={<Done send={send} />}
      filter={filter}
      list={list}
      empty={text.empty}
      show={(rows) => (
        <Rows key={JSON.stringify(filter.asked)} rows={rows} send={send} checks={list.first?.checks ?? []} />
      )}
    />
  );
}

/** What came of acting on many. */
const Done = ({ send }: { readonly send: Send }) => (
  <>
    {send.error && <Failed error={send.error} />}
    {send.data && (
      <Notice tone={send.data.refused.length > 0 ? 'warn' : 'good'}>
        <p>{text.done(send.data.done)}</p>
        {send.data.refused.length > 0 && (
          <>
            <p>{text.refused(send.data.refused.length)}</p>
            <ul>
              {send.data.refused.map(({ id, documentNumber, why }) => (
                <li key={id}>
                  <Link to={`${PATH}/${id}`}>{documentNumber}</Link>：{why}
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    )}
  </>
);

type Checks = Output<typeof listResults>['checks'];

function Rows({ rows, send, checks }: { readonly rows: readonly Row[]; readonly send: Send; readonly checks: Checks }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asks, setAsks] = useState(false);
  const [checked, setChecked] = useState<readonly string[]>([]);
  const chosenFor = (act: Row['mayDo']) =>
    rows.filter(({ id, mayDo }) => chosen.has(id) && mayDo === act).slice(0, MOST_AT_ONCE);
  const submits = chosenFor('submit');
  const isLook = chosenFor('pass').some(({ state }) => state === 'secrecy');
  const isLookedAt = !isLook || checks.every(({ key }) => checked.includes(key));
  const passes = chosenFor('pass');
  const offers = (act: Row['mayDo']): boolean => rows.some(({ mayDo }) => mayDo === act);
  const act = (name: 'submit' | 'pass', some: readonly Row[]): void =>
    send.mutate(
      { body: { act: name, results: some.map(({ id, seq }) => ({ id, seq })), checked: [...checked] } },
      {
        onSuccess: () => {
          setChosen(new Set());
          setChecked([]);
        },
      },
    );
  const toggle = (id: number): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <>
      {(offers('submit') || offers('pass')) && (
        <div className="row" role="group" aria-label={text.choose}>
          <span className="soft" role="status">
            {text.chosen(chosen.size)}
          </span>
          {offers('submit') && (
            <Button busy={send.isPending} disabled={submits.length === 0} onClick={() => act('submit', submits)}>
              {text.submit}
            </Button>
          )}
          {offers('pass') && (
            <Button busy={send.isPending} disabled={passes.length === 0} onClick={() => setAsks(true)}>
              {text.pass}
            </Button>
          )}
        </div>
      )}
      {asks && (
        <Dialog title={text.pass} onClose={() => setAsks(false)}>
          <p>{text.confirmPass(passes.length)}</p>
          <p className="soft">{text.passHint}</p>
          {isLook && (
            <fieldset className="field">
              <legend>{text.checks}</legend>
              {checks.map(({ key, name }) => (
                <CheckField
                  key={key}
                  label={name}
                  value={checked.includes(key)}
                  onChange={(on) => setChecked(on ? [...checked, key] : checked.filter((each) => each !== key))}
                />
              ))}
            </fieldset>
          )}
          <div className="row">
            <Button
              kind="main"
              disabled={!isLookedAt}
              onClick={() => {
                setAsks(false);
                act('pass', passes);
              }}
            >
              {text.pass}
            </Button>
          </div>
        </Dialog>
      )}
      <Listed rows={rows} chosen={chosen} onToggle={toggle} />
    </>
  );
}

const Listed = ({
  rows,
  chosen,
  onToggle,
}: {
  readonly rows: readonly Row[];
  readonly chosen: ReadonlySet<number>;
  readonly onToggle: (id: number) => void;
}) => (
  <Table
    caption={text.title}
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      {
        title: text.choose,
        cell: ({ id, documentNumber, mayDo }) =>
          mayDo !== null ? (
            <input
              type="checkbox"
              aria-label={`${text.choose} ${documentNumber}`}
              checked={chosen.has(id)}
              onChange={() => onToggle(id)}
            />
          ) : null,
      },
      {
        title: text.columns.number,
        cell: (row) => (
          <>
            <Link to={`${PATH}/${row.id}`}>{row.documentNumber}</Link>
            <div className="soft">
              {kindTitles[row.kind]}　<span className="number">{row.number}</span>
            </div>
          </>
        ),
      },
      {
        title: text.columns.subject,
        cell: (row) => (
          <>
            {row.subject}
            <div className="soft">{row.party}</div>
          </>
        ),
      },
      { title: words.agency, cell: (row) => row.agency, minor: true },
      { title: text.columns.decidedOn, cell: (row) => <OnDay day={row.decidedOn} />, minor: true },
      {
        title: text.columns.state,
        cell: (row) => (
          <span className="row">
            <Light light={row.light} />
            {row.stateTitle}
          </span>
        ),
      },
      { title: text.columns.due, cell: (row) => row.dueOn && <OnDay day={row.dueOn} /> },
      { title: text.columns.shown, cell: (row) => <Shown row={row} /> },
    ]}
  />
);

function Shown({ row }: { readonly row: Row }) {
  if (row.publishedOn === null) return null;
  return (
    <>
      {row.shown ? text.shownUntil(row.shownUntil) : text.ended}
      {row.late && <span className="tag">{text.late}</span>}
    </>
  );
}
