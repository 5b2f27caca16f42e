import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Clocks } from '../../workbench/matter/clocks.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import type { RequestView } from '../contract.ts';
import { decisionOf } from '../decisions.ts';
import { text } from '../text.ts';
import { words } from '../words.ts';
import { ActForm, Acts } from './acts.tsx';
import { ApplicantPanel } from './applicant-panel.tsx';
import { fileUrl, readRequest } from './endpoints.ts';
import { FeePanel } from './fee-panel.tsx';
import { RedactionPanel } from './redaction-panel.tsx';
import { screenText as said } from './text.ts';

/** One request: on the left what is asked for and what is known, on the right what can be done and by when. */
export function Page({ params }: PageProps) {
  const request = useCall(readRequest, { params: { id: Number(params.id) } });
  return (
    <Answer of={request} title={said.request}>
      {(view) => <Request view={view} />}
    </Answer>
  );
}

export const Request = ({ view }: { readonly view: RequestView }) => (
  <div className="stack">
    <header className="matter-heading">
      <div>
        <h1>{view.subject}</h1>
        <p className="soft row">
          <span className="number">{view.number}</span>
          <span>{view.agencyName}</span>
        </p>
      </div>
      <span className="tag">{view.stateTitle}</span>
    </header>
    <div className="two">
      <div className="stack">
        <What view={view} />
        <ApplicantPanel view={view} />
        {view.fee && <FeePanel view={view} fee={view.fee} />}
        <Opinions view={view} />
        <Alike view={view} />
        {view.acts.some(({ act }) => act === 'draft') && view.files.length > 0 && <RedactionPanel view={view} />}
        <Letters view={view} />
      </div>
      <div className="stack">
        <Acts view={view} />
        <Clocks clocks={view.clocks} />
        <History view={view} />
      </div>
    </div>
  </div>
);

type Props = { readonly view: RequestView };
const { request: names } = words;

const What = ({ view }: Props) => (
  <Panel title={said.what}>
    <p className="prose">{view.wanted}</p>
    <Facts
      facts={[
        [names.channel, text.channels[view.channel]],
        [names.way, text.ways[view.way]],
        [names.submittedOn, view.submittedOn],
        [names.arrivedOn, view.arrivedOn],
        [names.receivedOn, view.receivedOn],
        [names.countedFrom, view.countedFrom],
        [names.decision, view.decision && decisionOf(view.decision).label],
        [names.concludedOn, view.concludedOn],
        [names.deliveredOn, view.deliveredOn],
        view.redo && [
          said.redoOf,
          <span key="redo">
            <Link to={`/information-requests/${view.redo.of.id}`}>{view.redo.of.number}</Link>{' '}
            <Link to={`/disputes/${view.redo.by}`}>{view.redo.authority}</Link>
          </span>,
        ],
        ...view.redone.map(
          ({ id, number, by }) =>
            [
              said.redone,
              <span key={id}>
                <Link to={`/information-requests/${id}`}>{number}</Link>{' '}
                <Link to={`/disputes/${by}`}>{said.orderedBy}</Link>
              </span>,
            ] as const,
        ),
        view.isMany ? [said.many, said.manyNote] : null,
        view.itemsBefore > 0 ? [said.fee, said.itemsBefore(view.itemsBefore)] : null,
      ]}
    />
    {view.files.length > 0 && (
      <ul>
        {view.files.map(({ id, name }) => (
          <li key={id}>
            <a href={fileUrl(view.id, id)}>{name}</a>
          </li>
        ))}
      </ul>
    )}
  </Panel>
);

const answers: Readonly<Record<string, string>> = text.answers;

function Opinions({ view }: Props) {
  const [open, setOpen] = useState<number | null>(null);
  if (view.opinions.length === 0) return null;
  return (
    <Panel title={said.opinions}>
      <ul className="stack">
        {view.opinions.map((opinion) => (
          <li key={opinion.id} className="stack tight">
            <b>{opinion.addressee}</b>
            <span className="soft">{said.whoms[opinion.whom]}</span>
            <span>
              {opinion.sentOn} → {opinion.receivedOn ?? '…'} → {opinion.answeredOn ?? opinion.dueOn ?? '…'}{' '}
              {opinion.answer !== null && answers[opinion.answer]} {opinion.state === 'dropped' && said.gaveUpLetter}{' '}
              {opinion.lateOn !== null && `${said.late} ${opinion.lateOn}`}
            </span>
            {opinion.words !== '' && <p className="prose">{opinion.words}</p>}
            {['asked', 'waiting', 'silent'].includes(opinion.state) && opinion.answeredOn === null && (
              <Button kind="quiet" onClick={() => setOpen(open === opinion.id ? null : opinion.id)}>
                {said.acts}
              </Button>
            )}
            {open === opinion.id && opinion.state === 'asked' && (
              <ActForm
                act="letter-received"
                title={said.letterReceived}
                id={opinion.id}
                seq={opinion.seq}
                onDone={() => setOpen(null)}
              />
            )}
            {open === opinion.id && opinion.state === 'asked' && (
              <ActForm
                act="drop"
                title={said.giveUpLetter}
                id={opinion.id}
                seq={opinion.seq}
                onDone={() => setOpen(null)}
              />
            )}
            {open === opinion.id && (
              <ActForm
                act="answer"
                title={said.recordOpinion}
                id={opinion.id}
                seq={opinion.seq}
                onDone={() => setOpen(null)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const Alike = ({ view }: Props) => (
  <Panel title={said.alike}>
    {view.alike.length === 0 && <p className="soft">{said.alikeNone}</p>}
    <ul className="stack">
      {view.alike.map((found) => (
        <li key={found.id} className="stack tight">
          <Link to={`/information-requests/${found.id}`}>{`${found.number} ${found.subject}`}</Link>
          <span className="soft">
            {said.percent(found.likeness)} {found.sameApplicant && said.sameApplicant} {found.decision}
          </span>
          {found.answer !== '' && (
            <details>
              <summary>{said.answered}</summary>
              <p className="prose">{found.answer}</p>
            </details>
          )}
        </li>
      ))}
    </ul>
    {view.published.length > 0 && (
      <>
        <h3>{said.published}</h3>
        <ul>
          {view.published.map(({ title, url }) => (
            <li key={url}>
              <a href={url} target="_blank" rel="noreferrer">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
  </Panel>
);

const Letters = ({ view }: Props) =>
  view.letters.length > 0 && (
    <Panel title={said.letters}>
      <ul>
        {view.letters.map(({ id, title, number, issuedAt, fileId }) => (
          <li key={id}>
            {fileId === null ? title : <a href={fileUrl(view.id, fileId)}>{title}</a>}{' '}
            <span className="soft">{number}</span> <At at={issuedAt} />
          </li>
        ))}
      </ul>
    </Panel>
  );

const History = ({ view }: Props) => (
  <Panel title={said.history}>
    <ol className="timeline">
      {view.timeline.toReversed().map(({ seq, title, at, on, by, to, text: spoken }) => (
        <li key={seq}>
          <div className="row apart">
            <b>{title}</b>
            <span className="soft">
              <At at={at} />
            </span>
          </div>
          <div>
            {by} <span className="soft">→ {to}</span>{' '}
            {on !== null && <span className="soft">{said.countsFrom(on)}</span>}
          </div>
          {spoken !== '' && <p className="prose">{spoken}</p>}
        </li>
      ))}
    </ol>
  </Panel>
);
