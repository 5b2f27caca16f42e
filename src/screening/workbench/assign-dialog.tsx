import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { assignTicketCall } from '../wire.ts';
import { words } from './text.ts';

const { assign } = words;

/** A problem that somebody else has found goes to the agency that published it. */
export function AssignDialog({ onClose }: { readonly onClose: () => void }) {
  const [ref, setRef] = useState('');
  const [findings, setFindings] = useState('1');
  const [said, setSaid] = useState('');
  const send = useSend(assignTicketCall);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate({ body: { ref: ref.trim(), findings: Number(findings), words: said } });
  };
  return (
    <Dialog title={assign.title} onClose={onClose}>
      {send.data ? (
        <div className="stack">
          <Notice tone="good">{assign.done(send.data.number)}</Notice>
          <Button onClick={onClose}>{assign.close}</Button>
        </div>
      ) : (
        <form className="stack" onSubmit={submit}>
          <p className="soft">{assign.intro}</p>
          <TextField label={assign.ref} hint={assign.refHint} value={ref} onChange={setRef} maxLength={200} />
          <TextField label={assign.findings} value={findings} onChange={setFindings} type="number" />
          <AreaField label={assign.words} hint={assign.wordsHint} value={said} onChange={setSaid} rows={3} />
          {send.error && <Failed error={send.error} />}
          <Button kind="main" type="submit" busy={send.isPending}>
            {assign.send}
          </Button>
        </form>
      )}
    </Dialog>
  );
}
