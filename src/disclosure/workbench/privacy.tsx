import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { decidePrivacyCall, maskPrivacyCall, type PublicationView, readPrivacy } from '../wire.ts';
import { words } from './text.ts';

type Finding = Output<typeof readPrivacy>['parts'][number]['findings'][number];

/** What was found of personal data; each is decided before anybody else reads the article. */
export function Privacy({ publication }: { readonly publication: PublicationView }) {
  const { id, revision, mayWrite } = publication;
  const found = useCall(readPrivacy, { params: { id } });
  const mask = useSend(maskPrivacyCall);
  const parts = found.data?.parts.filter(({ findings, unread }) => findings.length > 0 || unread > 0) ?? [];
  if (parts.length === 0) return null;
  const isMarked = parts.some(({ findings }) => findings.some(({ decision }) => decision === 'mask'));
  return (
    <Panel title={words.privacy.title}>
      <div className="stack tight">
        <Notice tone="warn">{words.privacy.intro}</Notice>
        {parts.map(({ document, name, unread, findings }) => (
          <section key={document}>
            <h3>{name}</h3>
            {unread > 0 && <p>{words.privacy.unread(unread)}</p>}
            <ul>
              {findings.map((finding) => (
                <Found key={finding.id} id={id} finding={finding} mayWrite={mayWrite} />
              ))}
            </ul>
          </section>
        ))}
        {mask.error && <Failed error={mask.error} />}
        {mayWrite && isMarked && (
          <Button
            kind="main"
            busy={mask.isPending}
            onClick={() => mask.mutate({ params: { id }, body: { seenRevision: revision } })}
          >
            {words.privacy.mask}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Found({
  id,
  finding,
  mayWrite,
}: {
  readonly id: number;
  readonly finding: Finding;
  readonly mayWrite: boolean;
}) {
  const [reason, setReason] = useState('');
  const send = useSend(decidePrivacyCall);
  const decide = (decision: 'mask' | 'keep' | 'false-positive'): void =>
    send.mutate({ params: { id, finding: finding.id }, body: { decision, reason } });
  const { decisions } = words.privacy;
  return (
    <li>
      <b>{finding.kind}</b> {finding.masked}{' '}
      {finding.decision !== null && <span className="tag">{decisions[finding.decision]}</span>} {finding.reason}
      {mayWrite && (
        <div className="row">
          <Button busy={send.isPending} onClick={() => decide('mask')}>
            {decisions.mask}
          </Button>
          <TextField label={words.privacy.reason} value={reason} onChange={setReason} maxLength={200} />
          <Button busy={send.isPending} onClick={() => decide('keep')}>
            {decisions.keep}
          </Button>
          <Button busy={send.isPending} onClick={() => decide('false-positive')}>
            {decisions['false-positive']}
          </Button>
        </div>
      )}
      {send.error && <Failed error={send.error} />}
    </li>
  );
}
