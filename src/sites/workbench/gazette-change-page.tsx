import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { decideGazetteChange, type GazetteChangeView, readGazetteChange } from '../gazette/contract.ts';
import { gazetteText } from '../gazette/text.ts';

const said = gazetteText.staff;

/** A correction or a cancellation: what it changes, and the word of another. */
export function Page({ params }: PageProps) {
  const found = useCall(readGazetteChange, { params: { id: Number(params.id) } });
  return (
    <Answer of={found}>
      {(change) => (
        <div className="stack">
          <h1>{said.change[change.change]}</h1>
          <Panel title={`${said.number} ${change.number}`} aside={<span>{change.stateTitle}</span>}>
            <Facts
              facts={[
                [
                  said.ofIssue,
                  <Link key="0" to={`/gazette/${change.issue.id}`}>
                    {`${change.issue.title}（${gazetteText.version(change.issue.version)}）`}
                  </Link>,
                ],
                [said.publicNote, change.note],
                change.replacedBy === null
                  ? null
                  : [
                      said.replacement,
                      <Link key="1" to={`/gazette/${change.replacedBy.id}`}>
                        {change.replacedBy.title}
                      </Link>,
                    ],
              ]}
            />
            {change.mayDecide && change.change === 'correct' && <Differences change={change} />}
          </Panel>
          {change.mayDecide && <Decide key={change.seq} change={change} />}
          <p>
            <Link to={`/gazette/${change.issue.id}`}>{said.back}</Link>
          </p>
        </div>
      )}
    </Answer>
  );
}

function Differences({ change: { added, removed, changed, isReordered } }: { readonly change: GazetteChangeView }) {
  const groups = [
    [said.added, added],
    [said.removed, removed],
    [said.changed, changed],
  ] as const;
  return (
    <>
      {groups.map(
        ([title, rows]) =>
          rows.length > 0 && (
            <section key={title}>
              <h3>{title}</h3>
              <ul>
                {rows.map(({ index, part, title: name }) => (
                  <li key={index}>{`【${part}】${name}`}</li>
                ))}
              </ul>
            </section>
          ),
      )}
      {isReordered && <p>{said.reordered}</p>}
      {added.length + removed.length + changed.length === 0 && !isReordered && <p>{said.sameContents}</p>}
    </>
  );
}

function Decide({ change }: { readonly change: GazetteChangeView }) {
  const [words, setWords] = useState('');
  const decide = useSend(decideGazetteChange);
  const send = (decision: 'confirm' | 'refuse'): void =>
    decide.mutate({ params: { id: change.id }, body: { seenSeq: change.seq, decision, words } });
  return (
    <Panel title={gazetteText.process.proposed}>
      {decide.error && <Failed error={decide.error} />}
      {change.isOwn && <Notice>{said.own}</Notice>}
      <TextField label={said.words} value={words} onChange={setWords} maxLength={500} optional />
      <div className="row">
        <Button kind="main" busy={decide.isPending} disabled={change.isOwn} onClick={() => send('confirm')}>
          {said.confirm}
        </Button>
        <Button busy={decide.isPending} disabled={words.trim().length < 5} onClick={() => send('refuse')}>
          {said.refuse}
        </Button>
      </div>
    </Panel>
  );
}
