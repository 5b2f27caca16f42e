import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { pageInPlaceCall } from '../editor/wire.ts';
import { decidePrivacyCall, maskPrivacyCall, type PublicationView, readPrivacy } from '../wire.ts';
import { PRIVACY_PANEL } from './editor/checks.tsx';
import { words } from './text.ts';

const { privacy: text } = words;
type Finding = Output<typeof readPrivacy>['parts'][number]['findings'][number];
type Decision = NonNullable<Finding['decision']>;

/** Files that can be read here and not written: what is found in them cannot be masked where it stands. */
const UNMASKABLE = /\.(?:doc|xls|ppt|pps|wps|et|dps)$/iu;

type Props = {
  readonly publication: PublicationView;
  /** Something is not saved yet: it would be lost from sight when the text is masked. */
  readonly dirty: boolean;
};

/** What was found of personal data; each is decided before anybody else reads the article. */
export function Privacy({ publication, dirty }: Props) {
  const { id, revision, mayWrite } = publication;
  const found = useCall(readPrivacy, { params: { id } });
  const mask = useSend(maskPrivacyCall);
  const decide = useSend(decidePrivacyCall);
  const parts = found.data?.parts.filter(({ findings, unread }) => findings.length > 0 || unread > 0) ?? [];
  if (parts.length === 0) return null;
  const findings = parts.flatMap((part) => part.findings);
  const undecided = findings.filter(({ decision }) => decision === null);
  const maskable = parts
    .filter(({ name }) => !UNMASKABLE.test(name))
    .flatMap((part) => part.findings.filter(({ decision }) => decision === null));
  const isMarked = findings.some(({ decision }) => decision === 'mask');
  const maskAll = async (): Promise<void> => {
    for (const { id: finding } of maskable)
      await decide.mutateAsync({ params: { id, finding }, body: { decision: 'mask', reason: '' } });
  };
  return (
    <Panel
      title={text.title}
      aside={undecided.length > 0 && <span className="tag wrong">{text.undecided(undecided.length)}</span>}
    >
      <div className="stack tight" id={PRIVACY_PANEL}>
        <Notice tone="warn">{text.intro}</Notice>
        {parts.map(({ document, name, fileId, unread, findings: inPart }) => (
          <section key={document}>
            <h3>{name.replace(/^(正文|标题和说明)\.\w+$/u, '$1')}</h3>
            {unread > 0 && <p>{text.unread(unread)}</p>}
            {fileId !== null && inPart.length > 0 && UNMASKABLE.test(name) && (
              <OldFile id={id} fileId={fileId} revision={revision} mayWrite={mayWrite} dirty={dirty} />
            )}
            <ul className="finding-list">
              {inPart.map((finding) => (
                <Found
                  key={finding.id}
                  id={id}
                  finding={finding}
                  mayWrite={mayWrite}
                  mayMask={!UNMASKABLE.test(name)}
                />
              ))}
            </ul>
          </section>
        ))}
        {(mask.error ?? decide.error) && <Failed error={mask.error ?? decide.error} />}
        {mayWrite && (
          <div className="row">
            {maskable.length > 1 && (
              <Button busy={decide.isPending} onClick={() => void maskAll().catch(() => undefined)}>
                {text.maskAll}
              </Button>
            )}
            {isMarked && (
              <Button
                kind="main"
                busy={mask.isPending}
                disabled={dirty || undecided.length > 0}
                onClick={() => mask.mutate({ params: { id }, body: { seenRevision: revision } })}
              >
                {text.mask}
              </Button>
            )}
            {isMarked && undecided.length > 0 && <span className="soft">{text.decideFirst}</span>}
            {isMarked && undecided.length === 0 && dirty && <span className="soft">{text.dirty}</span>}
          </div>
        )}
      </div>
    </Panel>
  );
}

type OldFileProps = {
  readonly id: number;
  readonly fileId: string;
  readonly revision: number;
  readonly mayWrite: boolean;
  readonly dirty: boolean;
};

/** What a person can do about an old file, in place of masking it. */
function OldFile({ id, fileId, revision, mayWrite, dirty }: OldFileProps) {
  const send = useSend(pageInPlaceCall);
  return (
    <div className="stack tight">
      <p>{text.oldFile}</p>
      {mayWrite && (
        <div className="row">
          <Button
            busy={send.isPending}
            disabled={dirty}
            onClick={() => send.mutate({ params: { id, fileId }, body: { seenRevision: revision } })}
          >
            {text.inPlace}
          </Button>
          {dirty && <span className="soft">{text.saveFirst}</span>}
        </div>
      )}
      {send.error && <Failed error={send.error} />}
    </div>
  );
}

type FoundProps = {
  readonly id: number;
  readonly finding: Finding;
  readonly mayWrite: boolean;
  readonly mayMask: boolean;
};

function Found({ id, finding, mayWrite, mayMask }: FoundProps) {
  const [asking, setAsking] = useState<Exclude<Decision, 'mask'> | null>(null);
  const [reason, setReason] = useState('');
  const send = useSend(decidePrivacyCall, () => setAsking(null));
  const decide = (decision: Decision): void =>
    send.mutate({ params: { id, finding: finding.id }, body: { decision, reason: decision === 'mask' ? '' : reason } });
  const { decisions } = text;
  return (
    <li>
      <div className="row">
        <span>
          <b>{finding.kind}</b> {finding.masked}
          {finding.part !== '' && <span className="soft">{text.part(finding.part)}</span>}
        </span>
        {finding.decision !== null && (
          <span className="tag">
            {decisions[finding.decision]}
            {finding.reason && `：${finding.reason}`}
          </span>
        )}
        {mayWrite && (
          <span className="row">
            {mayMask && (
              <Button kind="quiet" busy={send.isPending} onClick={() => decide('mask')}>
                {decisions.mask}
              </Button>
            )}
            {(['keep', 'false-positive'] as const).map((decision) => (
              <Button
                key={decision}
                kind="quiet"
                aria-expanded={asking === decision}
                onClick={() => setAsking(decision)}
              >
                {decisions[decision]}
              </Button>
            ))}
          </span>
        )}
      </div>
      {asking !== null && (
        <div className="row">
          <TextField label={text.reason} value={reason} onChange={setReason} maxLength={200} />
          <Button busy={send.isPending} onClick={() => decide(asking)}>
            {text.confirm}
          </Button>
        </div>
      )}
      {send.error && <Failed error={send.error} />}
    </li>
  );
}
