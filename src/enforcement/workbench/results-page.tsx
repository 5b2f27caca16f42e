import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { FindForm } from '../../workbench/kit/find-form.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Empty, Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Table } from '../../workbench/kit/table.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
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
  const standing = STANDINGS.find((each) => each === query.get('standing')) ?? 'all';
  const kind = RESULT_KINDS.find((each) => each === query.get('kind'));
  const agency = Number(query.get('agency')) || undefined;
  const q = query.get('q') || undefined;
  const before = Number(query.get('before')) || undefined;
  const asked = { standing, kind, agency, q };
  const found = useCall(listResults, { query: { ...asked, before } }, { keep: true });
  // Here and not in the list: what was done is said also where nothing is left to be listed.
  const send = useSend(batchResults);
  const show = (next: Record<string, unknown>): void => go(urlOf({ path: PATH }, { query: { ...asked, ...next } }));
  return (
    <div className="stack">
      <header>
        <h1>{text.title}</h1>
        <div className="row">
          {found.data?.mayEnter === true && (
            <>
              <Link to="/enforcement/new" className="button main">
                {text.add}
              </Link>
              <Link to="/enforcement/imports" className="button">
                {text.import}
              </Link>
            </>
          )}
          <a className="button" href={urlOf(resultsCsv, { query: asked })}>
            {text.csv}
          </a>
        </div>
      </header>
      <p className="soft">{text.intro}</p>
      <div className="chips" role="group" aria-label={text.standings}>
        {STANDINGS.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={standing === each}
            onClick={() => show({ standing: each })}
          >
            {words.standings[each]} {found.data?.counts[each] ?? ''}
          </button>
        ))}
      </div>
      <Done send={send} />
      <FindForm q={q ?? ''} label={text.search} onFind={(typed) => show({ q: typed })} />
      <Answer of={found}>
        {({ rows, agencies, next }) => (
          <>
            <div className="row">
              {agencies.length > 1 && (
                <SelectField
                  label={words.agency}
                  blank={words.all}
                  value={String(agency ?? '')}
                  onChange={(value) => show({ agency: value })}
                  choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
                  filter
                />
              )}
              <SelectField
                label={words.kind}
                blank={words.all}
                value={kind ?? ''}
                onChange={(value) => show({ kind: value })}
                choices={RESULT_KINDS.map((value) => ({ value, title: kindTitles[value] }))}
                filter
              />
            </div>
            {rows.length === 0 ? (
              <Empty>{text.empty}</Empty>
            ) : (
              <Rows key={`${standing} ${before}`} rows={rows} send={send} />
            )}
            {next !== null && <Button onClick={() => show({ before: next })}>{text.more}</Button>}
          </>
        )}
      </Answer>
    </div>
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
                  {documentNumber}：{why}
                </li>
              ))}
            </ul>
          </>
        )}
      </Notice>
    )}
  </>
);

function Rows({ rows, send }: { readonly rows: readonly Row[]; readonly send: Send }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [asks, setAsks] = useState(false);
  const chosenFor = (act: Row['mayDo']) =>
    rows.filter(({ id, mayDo }) => chosen.has(id) && mayDo === act).slice(0, MOST_AT_ONCE);
  const submits = chosenFor('submit');
  const passes = chosenFor('pass');
  const offers = (act: Row['mayDo']): boolean => rows.some(({ mayDo }) => mayDo === act);
  const act = (name: 'submit' | 'pass', some: readonly Row[]): void =>
    send.mutate(
      { body: { act: name, results: some.map(({ id, seq }) => ({ id, seq })) } },
      { onSuccess: () => setChosen(new Set()) },
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
          <div className="row">
            <Button
              kind="main"
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
  <div className="panel flush">
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
  </div>
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
