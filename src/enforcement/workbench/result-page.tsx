import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, CheckField } from '../../workbench/kit/field.tsx';
import { Light } from '../../workbench/kit/light.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { go, Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { applyRepair, readResult } from '../wire.ts';
import { Findings } from './findings.tsx';
import { kindTitles, words } from './text.ts';

type View = Output<typeof readResult>;
const { one: text, repairs } = words;

/** One result: what is told, with which certificates, how long, and what can be done about it. */
export function Page({ params, query }: PageProps) {
  const id = Number(params.id);
  const found = useCall(readResult, { params: { id } });
  const masked = Number(query.get('masked')) || 0;
  return (
    <Answer of={found} title={text.title}>
      {(view) => (
        <div className="stack">
          <header className="matter-heading">
            <div>
              <h1>{view.documentNumber}</h1>
              <p className="soft number">{view.number}</p>
            </div>
            <div className="row">
              <span className="tag">{kindTitles[view.kind]}</span>
              <span className="tag">{view.stateTitle}</span>
              <Light light={view.light} />
              {view.dueOn && <OnDay day={view.dueOn} week />}
            </div>
          </header>
          {masked > 0 && <Notice tone="good">{words.form.masked(masked)}</Notice>}
          {view.blocked !== null && view.publishedOn === null && (
            <Notice tone="warn">
              {text.blocked}
              {view.blocked}
            </Notice>
          )}
          <div className="row">
            <Link to={`/disclosure/publications/${id}`} className="button main">
              {text.publication}
            </Link>
            {view.mayWrite && (
              <Link to={`/enforcement/results/${id}/edit`} className="button">
                {text.edit}
              </Link>
            )}
            {view.mayCorrect && (
              <Link to={`/enforcement/new?corrects=${id}`} className="button">
                {text.correct}
              </Link>
            )}
          </div>
          <Panel title={text.fields}>
            <div className="stack tight">
              <Facts facts={view.fields.map(({ name, value }) => [name, value] as const)} />
              <p className="soft">{text.history}</p>
            </div>
          </Panel>
          <Findings view={view} />
          <Officers view={view} />
          <Display view={view} />
          <Repairs view={view} />
        </div>
      )}
    </Answer>
  );
}

const Officers = ({ view }: { readonly view: View }) =>
  view.officers.length === 0 ? null : (
    <Panel title={text.officers}>
      <ul>
        {view.officers.map(({ number, name, fault }) => (
          <li key={number}>
            {name}（{number}）<span className={fault === null ? 'soft' : 'wrong'}>{fault ?? text.good}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );

const Display = ({ view }: { readonly view: View }) => (
  <Panel title={text.display}>
    <Facts
      facts={[
        [text.due, view.dueOn && <OnDay key="due" day={view.dueOn} />],
        [words.list.columns.shown, shownAs(view)],
        [text.law, view.displayLaw],
      ]}
    />
  </Panel>
);

function shownAs({ publishedOn, shown, shownUntil }: View): string | null {
  if (publishedOn === null) return null;
  return shown ? words.list.shownUntil(shownUntil) : words.list.ended;
}

function Repairs({ view }: { readonly view: View }) {
  const [opens, setOpens] = useState(false);
  if (view.kind !== 'penalty' || view.publishedOn === null) return null;
  const from = view.repairableFrom;
  return (
    <Panel title={text.repairs}>
      <div className="stack tight">
        {view.repairs.length === 0 && <p className="soft">{text.noRepairs}</p>}
        {view.repairs.length > 0 && (
          <ul>
            {view.repairs.map(({ id, number, stateTitle, appliedOn }) => (
              <li key={id}>
                <Link to={`/enforcement/repairs/${id}`}>{number}</Link> {appliedOn} {stateTitle}
              </li>
            ))}
          </ul>
        )}
        {view.shown && <p className="soft">{from === null ? text.noRepair : text.repairFrom(from)}</p>}
        {view.mayApply && !opens && (
          <div className="row">
            <Button onClick={() => setOpens(true)}>{text.repair}</Button>
          </div>
        )}
        {opens && <Apply id={view.id} />}
      </div>
    </Panel>
  );
}

const CONDITIONS = ['fulfilled', 'remedied', 'noRepetition', 'notListed'] as const;
type Conditions = Readonly<Record<(typeof CONDITIONS)[number], boolean>>;

function Apply({ id }: { readonly id: number }) {
  const [statement, setStatement] = useState('');
  const [met, setMet] = useState<Conditions>({
    fulfilled: false,
    remedied: false,
    noRepetition: false,
    notListed: false,
  });
  const send = useSend(applyRepair, (answer) => go(`/enforcement/repairs/${answer.id}`));
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (!send.isPending) send.mutate({ params: { id }, body: { statement, ...met } });
      }}
    >
      {send.error && <Failed error={send.error} />}
      <AreaField
        label={repairs.statement}
        hint={repairs.statementHint}
        value={statement}
        onChange={setStatement}
        maxLength={2000}
      />
      <fieldset className="field">
        <legend>{repairs.conditionsTitle}</legend>
        {CONDITIONS.map((one) => (
          <CheckField
            key={one}
            label={repairs.conditions[one]}
            value={met[one]}
            onChange={(is) => setMet({ ...met, [one]: is })}
          />
        ))}
      </fieldset>
      <div className="row">
        <Button type="submit" kind="main" busy={send.isPending} disabled={statement.trim().length < 5}>
          {repairs.apply}
        </Button>
      </div>
    </form>
  );
}
