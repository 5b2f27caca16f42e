import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { ChoiceField, SelectField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission, useSession } from '../../workbench/use-session.ts';
import { type Change, ChangeFields, emptyChange, isWhole, sentChange } from './change-fields.tsx';
import { listPosts, report } from './endpoints.ts';
import { words } from './text.ts';

/** A unit tells the disclosure office that its liaison changes. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const posts = useCall(listPosts, { query: { role: 'liaison', limit: 200 } });
  // The disclosure office may report for any unit; everybody else for their own.
  const reportsForAll = usePermission('identity.file-staff');
  const own = new Set(useSession()?.grants.map(({ agencyId }) => agencyId));
  const [kind, setKind] = useState('appoint');
  const [postId, setPostId] = useState('');
  const [change, setChange] = useState<Change>(emptyChange);
  const [tried, setTried] = useState(false);
  const send = useSend(report);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const sent = sentChange(change);
    if (sent === null || postId === '' || send.isPending) return;
    send.mutate({ body: { change: kind === 'leave' ? 'leave' : 'appoint', postId: Number(postId), ...sent } });
  };
  const offered = (posts.data?.rows ?? []).filter(({ agencyId }) => reportsForAll || own.has(agencyId));
  const choices = offered.map((post) => ({
    value: String(post.id),
    title: `${post.agency} · ${post.title}`,
  }));
  return (
    <Dialog title={words.filings.report} onClose={onClose}>
      {send.data ? (
        <Notice tone={send.data.inTime ? 'good' : 'warn'}>
          {send.data.inTime ? words.filings.done : words.filings.lateDone}
        </Notice>
      ) : (
        <form className="stack" onSubmit={submit} noValidate>
          {send.error && <Failed error={send.error} />}
          <ChoiceField
            label={words.filings.change}
            value={kind}
            onChange={setKind}
            choices={Object.entries(words.filings.changes).map(([value, title]) => ({ value, title }))}
          />
          <SelectField
            label={words.filings.post}
            value={postId}
            onChange={setPostId}
            choices={choices}
            blank=""
            wrong={tried && postId === '' ? words.fill(words.filings.post) : undefined}
          />
          <ChangeFields
            change={change}
            onChange={setChange}
            isLeave={kind === 'leave'}
            tried={tried && !isWhole(change)}
          />
          <div className="row">
            <Button kind="main" type="submit" busy={send.isPending}>
              {words.filings.report}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
