import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { decideFieldCall, type FIELD_DECISIONS, type readResult } from '../wire.ts';
import { words } from './text.ts';

type View = Output<typeof readResult>;
type Finding = View['findings'][number];
const { findings: text } = words;
const LEAST_REASON = 5;

/** What of persons was found in each field; each is decided before the result goes on. */
export const Findings = ({ view }: { readonly view: View }) =>
  view.findings.length === 0 ? null : (
    <Panel title={text.title}>
      <div className="stack tight">
        <p className="soft">{text.intro}</p>
        <ul className="stack tight">
          {view.findings.map((finding, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same words may stand twice in a field
            <One key={`${finding.digest} ${i}`} view={view} finding={finding} />
          ))}
        </ul>
      </div>
    </Panel>
  );

function One({ view, finding }: { readonly view: View; readonly finding: Finding }) {
  const [reason, setReason] = useState('');
  const send = useSend(decideFieldCall);
  const { digest, decision } = finding;
  const decide = (how: (typeof FIELD_DECISIONS)[number]): void =>
    send.mutate({ params: { id: view.id }, body: { digest, decision: how, reason } });
  return (
    <li className="stack tight">
      <div className="row">
        <b>{finding.field}</b> {finding.kind} {finding.masked}
        <span className={decision === null ? 'tag wrong' : 'tag'}>
          {decision === null ? text.open : `${text.decisions[decision]}：${finding.reason ?? ''}`}
        </span>
      </div>
      {view.mayDecide && decision === null && (
        <div className="row">
          {view.mayWrite && (
            <Button busy={send.isPending} onClick={() => decide('mask')}>
              {text.decisions.mask}
            </Button>
          )}
          <TextField label={text.reason} value={reason} onChange={setReason} maxLength={200} />
          {(['keep', 'false-positive'] as const).map((how) => (
            <Button
              key={how}
              busy={send.isPending}
              disabled={reason.trim().length < LEAST_REASON}
              onClick={() => decide(how)}
            >
              {text.decisions[how]}
            </Button>
          ))}
        </div>
      )}
      {send.error && <Failed error={send.error} />}
    </li>
  );
}
