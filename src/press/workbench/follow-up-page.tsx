import { useState } from 'react';
import { type Output, urlOf } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, ChoiceField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { OUTCOMES } from '../contract.ts';
import { pressWords } from '../text.ts';
import { readFollowUp, recordFollowUp } from '../wire.ts';

const { followUp: text, outcomes } = pressWords;
type FollowUp = Output<typeof readFollowUp>;

/** What people asked about a document some time after it went out. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const found = useCall(readFollowUp, { params: { id } });
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <Answer of={found} title={text.title}>
          {(look) => (
            <MatterPage view={view} acts={<Acts view={view} />}>
              <What look={look} />
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const What = ({ look }: { readonly look: FollowUp }) => (
  <Panel title={text.document}>
    <Facts
      facts={[
        [text.document, look.title],
        [
          text.dossier,
          <Link key="dossier" to={urlOf({ path: '/press/dossier' }, { query: { index: look.index } })}>
            {look.index}
          </Link>,
        ],
        look.questions === null ? null : [text.questions, look.questions],
        look.outcome === null ? null : [text.result, outcomes[look.outcome]],
        look.words === null ? null : [text.words, look.words],
      ]}
    />
  </Panel>
);

function Acts({ view }: { readonly view: MatterView }) {
  const [questions, setQuestions] = useState('');
  const [outcome, setOutcome] = useState('');
  const [words, setWords] = useState('');
  const send = useSend(recordFollowUp);
  const chosen = OUTCOMES.find((each) => each === outcome);
  if (!view.acts.some(({ act }) => act === 'record')) return <p className="soft">{text.none}</p>;
  const ready = /^\d{1,7}$/u.test(questions) && chosen !== undefined && words.trim().length >= 5;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      <TextField label={text.questions} type="number" inputMode="numeric" value={questions} onChange={setQuestions} />
      <ChoiceField
        label={text.outcome}
        value={outcome}
        onChange={setOutcome}
        choices={OUTCOMES.map((value) => ({ value, title: outcomes[value] }))}
      />
      <AreaField label={text.words} hint={text.wordsHint} value={words} onChange={setWords} rows={4} maxLength={2000} />
      <Button
        kind="main"
        wide
        busy={send.isPending}
        disabled={!ready}
        onClick={() =>
          chosen !== undefined &&
          send.mutate({
            params: { id: view.id },
            body: { seenSeq: view.seq, questions: Number(questions), outcome: chosen, words },
          })
        }
      >
        {text.send}
      </Button>
    </div>
  );
}
