import { type ComponentProps, type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { letterText } from '../letters/text.ts';
import { type LetterView, letterAct, OUTCOMES, readLetter } from '../letters/wire.ts';

const said = letterText.one;
const fields = letterText.page;

/** One letter that asks for an opinion, and what came back. */
export function Page({ params }: PageProps) {
  const found = useCall(readLetter, { params: { id: Number(params.id) } });
  return (
    <div className="stack">
      <h1>{fields.title}</h1>
      <Answer of={found}>
        {(view) => (
          <>
            <Panel title={view.about}>
              <Facts facts={factsOf(view)} />
            </Panel>
            {view.acts.length === 0 ? <p className="soft">{said.noActs}</p> : <Acts view={view} />}
          </>
        )}
      </Answer>
    </div>
  );
}

const factsOf = (view: LetterView): ComponentProps<typeof Facts>['facts'] => [
  [said.number, view.number],
  [said.agency, view.agency],
  [fields.asked, `${view.asked}（${letterText.askedKinds[view.askedKind]}）`],
  [fields.way, letterText.ways[view.way]],
  [fields.sentOn, <OnDay key="sent" day={view.sentOn} />],
  [fields.dueOn, <OnDay key="due" day={view.dueOn} />],
  [fields.columns.state, `${view.stateTitle}${view.isLate ? `（${said.late}）` : ''}`],
  view.answeredOn === null ? null : [said.answeredOn, <OnDay key="answered" day={view.answeredOn} />],
  view.outcome === null ? null : [said.outcome, letterText.outcomes[view.outcome]],
  view.answer === null ? null : [said.answer, view.answer],
];

function Acts({ view }: { readonly view: LetterView }) {
  const [answer, setAnswer] = useState('');
  const [answeredOn, setAnsweredOn] = useState('');
  const [outcome, setOutcome] = useState<(typeof OUTCOMES)[number]>('adopted');
  const [words, setWords] = useState('');
  const send = useSend(letterAct);
  const may = (act: LetterView['acts'][number]): boolean => view.acts.includes(act);
  const params = { id: view.id };
  const record = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    send.mutate({ params, body: { act: 'answer', seenSeq: view.seq, answeredOn, answer, outcome } });
  };
  const tell = (act: 'remind' | 'give-up'): void =>
    send.mutate({ params, body: { act, seenSeq: view.seq, words } }, { onSuccess: () => setWords('') });
  return (
    <>
      {send.error && <Failed error={send.error} />}
      {may('answer') && (
        <form className="panel stack tight" onSubmit={record}>
          <h2>{said.record}</h2>
          <TextField label={said.answeredOn} type="date" value={answeredOn} onChange={setAnsweredOn} />
          <AreaField label={said.answer} hint={said.answerHint} value={answer} onChange={setAnswer} maxLength={4000} />
          <SelectField
            label={said.outcome}
            value={outcome}
            onChange={(value) => setOutcome(OUTCOMES.find((one) => one === value) ?? 'adopted')}
            choices={OUTCOMES.map((value) => ({ value, title: letterText.outcomes[value] }))}
          />
          <Button
            kind="main"
            type="submit"
            busy={send.isPending}
            disabled={answer.trim().length < 5 || answeredOn === ''}
          >
            {said.record}
          </Button>
        </form>
      )}
      {(may('remind') || may('give-up')) && (
        <div className="panel stack tight">
          <AreaField
            label={`${said.remindWords}；${said.giveUpWords}`}
            value={words}
            onChange={setWords}
            maxLength={1000}
          />
          <div className="row">
            {may('remind') && (
              <Button busy={send.isPending} disabled={words.trim().length < 5} onClick={() => tell('remind')}>
                {said.remind}
              </Button>
            )}
            {may('give-up') && (
              <Button busy={send.isPending} disabled={words.trim().length < 5} onClick={() => tell('give-up')}>
                {said.giveUp}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}
