import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { Link } from '../../workbench/router.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { actOnComplaint, readComplaint } from '../remedies/contract.ts';
import { reportWords } from './report-words.ts';

const text = reportWords.disputes.complaint;
const ACTS = actOnComplaint.params.shape.act.options;

/** What the applicant wrote, for the organ in charge alone. */
export function ComplaintWords({ id }: { readonly id: number }) {
  const complaint = useCall(readComplaint, { params: { id } });
  return (
    <Panel title={text.title}>
      <Answer of={complaint}>
        {({ aspect, words, answer, request }) => (
          <>
            <p className="prose">{words}</p>
            <Facts
              facts={[
                [text.aspect, aspect],
                [text.agency, request.agency],
                [
                  reportWords.disputes.facts.request,
                  <Link key="request" to={`/information-requests/${request.id}`}>
                    {request.number}
                  </Link>,
                ],
                answer === '' ? null : [text.answer, answer],
              ]}
            />
          </>
        )}
      </Answer>
    </Panel>
  );
}

/** How the organ answers; each answer is told to the applicant as it is written. */
export function ComplaintActs({ id }: { readonly id: number }) {
  const complaint = useCall(readComplaint, { params: { id } });
  const [answer, setAnswer] = useState('');
  const [workdays, setWorkdays] = useState('');
  const send = useSend(actOnComplaint);
  return (
    <Answer of={complaint}>
      {({ mayAnswer, seq, request }) =>
        mayAnswer ? (
          <div className="stack">
            {send.error && <Failed error={send.error} />}
            <AreaField label={text.answer} hint={text.answerHint} value={answer} onChange={setAnswer} rows={5} />
            {request.isReplied && (
              <TextField
                label={text.workdays}
                inputMode="numeric"
                maxLength={2}
                value={workdays}
                onChange={setWorkdays}
                optional
              />
            )}
            <div className="row">
              {ACTS.filter((act) => act !== 'order-reply' || request.isReplied).map((act) => (
                <Button
                  key={act}
                  busy={send.isPending}
                  onClick={() =>
                    send.mutate({
                      params: { id, act },
                      body: {
                        seenSeq: seq,
                        answer,
                        ...(act === 'order-reply' && workdays !== '' ? { workdays: Number(workdays) } : {}),
                      },
                    })
                  }
                >
                  {text.acts[act]}
                </Button>
              ))}
            </div>
          </div>
        ) : (
          <p className="soft">{reportWords.disputes.noActs}</p>
        )
      }
    </Answer>
  );
}
