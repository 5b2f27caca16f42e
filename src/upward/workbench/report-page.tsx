import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { OnDay } from '../../workbench/kit/day.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { MOST_CHARACTERS } from '../contract.ts';
import { readReport, reportAct } from '../wire.ts';
import { Lines } from './lines.tsx';
import { words } from './text.ts';

const { report: text } = words;
type Report = Output<typeof readReport>;
const STEPS = [
  'submit',
  'pass-department',
  'return-department',
  'pass-secrecy',
  'return-secrecy',
  'stop-secrecy',
  'recall',
  'rework',
  'drop',
] as const;
const FORWARD: ReadonlySet<string> = new Set(['submit', 'pass-department', 'pass-secrecy', 'rework']);

/** One report, from its first draft to what the superior made of it. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const report = useCall(readReport, { params: { id } });
  return (
    <Answer of={matter} title={words.reports.title}>
      {(view) => (
        <Answer of={report} title={words.reports.title}>
          {(found) => (
            <MatterPage view={view} acts={<Acts key={found.seq} report={found} />}>
              <Standing report={found} />
              {found.acts.includes('revise') ? (
                <Editing key={found.seq} report={found} />
              ) : (
                <Panel title={text.text}>
                  <Lines text={found.body} />
                </Panel>
              )}
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

const Standing = ({ report }: { readonly report: Report }) => (
  <Panel title={text.standing}>
    {report.fault !== null && <Notice tone="warn">{text.fault(report.tries, report.fault)}</Notice>}
    <Facts
      facts={[
        [words.reports.superior, report.superior],
        [text.source, words.opening.sources[report.source]],
        [text.index, report.index],
        [words.reports.sentOn, report.sentOn && <OnDay key="sent" day={report.sentOn} />],
        [text.receipt, report.receipt],
        [text.receivedOn, report.receivedOn && <OnDay key="received" day={report.receivedOn} />],
        [text.decidedOn, report.decidedOn && <OnDay key="decided" day={report.decidedOn} />],
        [text.score, report.score],
        [text.usedWhere, report.usedWhere],
        [text.words, report.words],
      ]}
    />
  </Panel>
);

function Editing({ report: { id, seq, title: before, body: words0 } }: { readonly report: Report }) {
  const [title, setTitle] = useState(before);
  const [body, setBody] = useState(words0);
  const send = useSend(reportAct);
  return (
    <Panel title={text.text}>
      <div className="stack">
        {send.error && <Failed error={send.error} />}
        <TextField label={words.title} value={title} onChange={setTitle} maxLength={200} />
        <AreaField label={words.body} value={body} onChange={setBody} maxLength={MOST_CHARACTERS} rows={14} />
        <Button
          busy={send.isPending}
          onClick={() => send.mutate({ params: { id }, body: { act: 'revise', title, body, seenSeq: seq } })}
        >
          {text.acts.revise}
        </Button>
      </div>
    </Panel>
  );
}

function Acts({ report: { id, seq, acts, text: seenText } }: { readonly report: Report }) {
  const [said, setSaid] = useState('');
  const send = useSend(reportAct);
  const steps = STEPS.filter((step) => acts.includes(step));
  const plain = (['send', 'retake'] as const).filter((step) => acts.includes(step));
  if (steps.length + plain.length === 0) return <p className="soft">{text.waiting}</p>;
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      {plain.map((step) => (
        <Button
          key={step}
          kind="main"
          wide
          busy={send.isPending}
          onClick={() => send.mutate({ params: { id }, body: { act: step, seenSeq: seq } })}
        >
          {text.acts[step]}
        </Button>
      ))}
      {steps.some((step) => !FORWARD.has(step)) && (
        <AreaField
          label={words.words}
          value={said}
          onChange={setSaid}
          rows={3}
          maxLength={500}
          optional={words.wordsWhen}
        />
      )}
      {steps.map((step) => (
        <Button
          key={step}
          kind={FORWARD.has(step) ? 'main' : 'plain'}
          wide
          busy={send.isPending}
          disabled={!FORWARD.has(step) && said.trim().length < 5}
          onClick={() => send.mutate({ params: { id }, body: { act: step, words: said, seenText, seenSeq: seq } })}
        >
          {text.acts[step]}
        </Button>
      ))}
    </div>
  );
}
