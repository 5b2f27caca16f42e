import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At, OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, ChoiceField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { answerErrorReport, type ErrorReportView, forwardErrorReport, readErrorReport } from '../errors/contract.ts';
import { errorText } from '../errors/text.ts';

const said = errorText.staff;

/** One report: what somebody found, and the answer. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const report = useCall(readErrorReport, { params: { id } });
  return (
    <Answer of={report}>
      {(found) => (
        <div className="stack">
          <h1>{`${said.title} ${found.number}`}</h1>
          <Panel title={errorText.kinds[found.kind]} aside={<span>{found.stateTitle}</span>}>
            <Facts
              facts={[
                [
                  said.site,
                  <a key="0" href={`/site/${found.site}/`}>
                    {found.siteName}
                  </a>,
                ],
                [
                  said.page,
                  found.page === null ? (
                    said.wholeSite
                  ) : (
                    <a key="1" href={found.page}>
                      {found.page}
                    </a>
                  ),
                ],
                [said.told, <At key="2" at={found.toldAt} />],
                found.dueOn === null ? null : [said.due, <OnDay key="3" day={found.dueOn} />],
                [
                  said.words,
                  <span key="4" className="written">
                    {found.words ?? '—'}
                  </span>,
                ],
                [said.contact, found.contact ?? said.noContact],
                found.answer === null
                  ? null
                  : [
                      said.answer,
                      <span key="5" className="written">
                        {found.answer}
                      </span>,
                    ],
                found.wasRight === null ? null : [said.outcome, found.wasRight ? said.wasRight : said.wasWrong],
                found.answeredAt === null ? null : [said.answered, <At key="6" at={found.answeredAt} />],
              ]}
            />
          </Panel>
          {found.mayAct && found.answeredAt === null && <Acts report={found} />}
        </div>
      )}
    </Answer>
  );
}

function Acts({ report }: { readonly report: ErrorReportView }) {
  const [to, setTo] = useState('');
  const [answer, setAnswer] = useState('');
  const [outcome, setOutcome] = useState('right');
  const forward = useSend(forwardErrorReport);
  const reply = useSend(answerErrorReport);
  const params = { id: report.id };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reply.isPending) return;
    reply.mutate({ params, body: { seenSeq: report.seq, answer, wasRight: outcome === 'right' } });
  };
  return (
    <>
      {report.state === 'told' && (
        <form
          className="panel stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (!forward.isPending) forward.mutate({ params, body: { seenSeq: report.seq, to } });
          }}
        >
          {forward.error && <Failed error={forward.error} />}
          <TextField label={said.forwardTo} value={to} onChange={setTo} optional />
          <div className="row">
            <Button type="submit" busy={forward.isPending}>
              {said.forward}
            </Button>
          </div>
        </form>
      )}
      <form className="panel stack" onSubmit={submit}>
        {reply.error && <Failed error={reply.error} />}
        <ChoiceField
          label={said.outcome}
          value={outcome}
          onChange={setOutcome}
          choices={[
            { value: 'right', title: said.wasRight },
            { value: 'wrong', title: said.wasWrong },
          ]}
        />
        <AreaField label={said.answer} value={answer} onChange={setAnswer} maxLength={2000} />
        <div className="row">
          <Button kind="main" type="submit" busy={reply.isPending}>
            {said.send}
          </Button>
        </div>
      </form>
    </>
  );
}
