import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { type MatterView, readMatter } from '../../workbench-api/contract.ts';
import { actOnDispute, type DisputeRow, readDispute } from '../remedies/contract.ts';
import { ComplaintActs, ComplaintWords } from './complaint-panel.tsx';
import { reportWords } from './report-words.ts';

const text = reportWords.disputes;
const Act = actOnDispute.params.shape.act;
type Shown = Output<typeof readDispute>;

/** One case: what it is, what the law gives the others, what may be done now. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const dispute = useCall(readDispute, { params: { id } });
  const matter = useCall(readMatter, { params: { id } });
  return (
    <Answer of={dispute} title={text.one}>
      {(shown) => <Case shown={shown} matter={matter} />}
    </Answer>
  );
}

function Case({
  shown,
  matter,
}: {
  readonly shown: Shown;
  readonly matter: ReturnType<typeof useCall<typeof readMatter>>;
}) {
  const { dispute, periods, mayReadComplaint } = shown;
  // An agency that is complained of reads that there is a complaint and what came of it, and nothing else.
  if (dispute.lodged && !mayReadComplaint)
    return (
      <div className="stack">
        <h1>{`${text.kinds[dispute.kind]} ${dispute.number}`}</h1>
        <What dispute={dispute} />
      </div>
    );
  return (
    <Answer of={matter} title={text.one}>
      {(view) => (
        <MatterPage
          view={view}
          acts={dispute.lodged ? <ComplaintActs key={view.seq} id={view.id} /> : <Acts key={view.seq} view={view} />}
        >
          <What dispute={dispute} />
          {dispute.lodged ? (
            <ComplaintWords id={dispute.id} />
          ) : (
            <Panel title={text.periods}>
              <Facts facts={periods.map(({ title, law, until }) => [`${title}（${law}）`, until] as const)} />
            </Panel>
          )}
        </MatterPage>
      )}
    </Answer>
  );
}

const What = ({ dispute }: { readonly dispute: DisputeRow }) => (
  <Panel title={text.one}>
    <Facts
      facts={[
        [text.columns.kind, text.kinds[dispute.kind]],
        [text.columns.authority, `${dispute.authority} ${dispute.caseNumber}`],
        [
          text.facts.request,
          dispute.request && <Link to={`/information-requests/${dispute.request.id}`}>{dispute.request.number}</Link>,
        ],
        [text.facts.ground, dispute.ground],
        [text.columns.accepted, dispute.acceptedOn],
        dispute.lodged ? null : [text.facts.served, dispute.servedOn],
        [text.facts.answered, dispute.answeredOn],
        [text.columns.result, dispute.result === null ? text.pending : text.results[dispute.result]],
        [text.facts.note, dispute.resultNote],
        dispute.redo && [
          text.redo,
          <span key="redo">
            <Link to={`/information-requests/${dispute.redo.id}`}>{dispute.redo.number}</Link>{' '}
            {dispute.redo.concludedOn === null ? text.redoRuns : text.redoDone(dispute.redo.concludedOn)}
          </span>,
        ],
        [text.facts.lesson, dispute.lesson],
      ]}
    />
  </Panel>
);

function Acts({ view }: { readonly view: MatterView }) {
  const [note, setNote] = useState('');
  const [on, setOn] = useState(legalDay(new Date()));
  const [workdays, setWorkdays] = useState('');
  const send = useSend(actOnDispute);
  const acts = view.acts.flatMap(({ act, title }) => {
    const known = Act.safeParse(act);
    return known.success ? [{ act: known.data, title }] : [];
  });
  if (acts.length === 0) return <p className="soft">{text.noActs}</p>;
  return (
    <div className="stack">
      {send.error && <Failed error={send.error} />}
      <TextField label={text.on} type="date" value={on} onChange={setOn} />
      <AreaField label={text.note} value={note} onChange={setNote} rows={3} />
      {acts.some(({ act }) => act === 'correct') && (
        <TextField label={text.workdays} inputMode="numeric" value={workdays} onChange={setWorkdays} />
      )}
      <div className="row">
        {acts.map(({ act, title }) => (
          <Button
            key={act}
            busy={send.isPending}
            onClick={() =>
              send.mutate({
                params: { id: view.id, act },
                body: {
                  seenSeq: view.seq,
                  note,
                  on,
                  ...(act === 'correct' && workdays !== '' ? { workdays: Number(workdays) } : {}),
                },
              })
            }
          >
            {title}
          </Button>
        ))}
      </div>
    </div>
  );
}
