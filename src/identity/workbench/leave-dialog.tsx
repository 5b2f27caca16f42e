import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { leave, readLeaving } from './endpoints.ts';
import { type Person, PersonField } from './person-field.tsx';
import { words } from './text.ts';

type Props = {
  readonly holder: { readonly appointmentId: number; readonly name: string };
  readonly onClose: () => void;
};

/** Ends an appointment, and says to whom the work was handed over. */
export function LeaveDialog({ holder, onClose }: Props) {
  const [lastOn, setLastOn] = useState('');
  const [successor, setSuccessor] = useState<Person | null>(null);
  const [handoverNote, setHandoverNote] = useState('');
  const [tried, setTried] = useState(false);
  const send = useSend(leave, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (lastOn === '' || send.isPending) return;
    const body = { lastOn, successorId: successor?.id ?? null, handoverNote: handoverNote.trim() || null };
    send.mutate({ params: { id: holder.appointmentId }, body });
  };
  return (
    <Dialog title={words.posts.leaveTitle(holder.name)} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {send.error && <Failed error={send.error} />}
        <TextField
          label={words.posts.lastOn}
          type="date"
          value={lastOn}
          onChange={setLastOn}
          wrong={tried && lastOn === '' ? words.fill(words.posts.lastOn) : undefined}
        />
        {lastOn !== '' && <OpenWork appointmentId={holder.appointmentId} lastOn={lastOn} />}
        <PersonField label={words.posts.successor} value={successor} onChange={setSuccessor} optional />
        <AreaField label={words.posts.handover} value={handoverNote} onChange={setHandoverNote} optional rows={3} />
        <div className="row">
          <Button kind="danger" type="submit" busy={send.isPending}>
            {words.posts.leave}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What is open on that day, so that it is handed over and not found years later. */
function OpenWork({ appointmentId, lastOn }: { readonly appointmentId: number; readonly lastOn: string }) {
  const { data } = useCall(readLeaving, { params: { id: appointmentId }, query: { lastOn } });
  if (!data) return null;
  const { open, lonely } = data;
  if (open.length === 0 && lonely.length === 0) return <Notice tone="good">{words.posts.nothingOpen}</Notice>;
  return (
    <Notice tone="warn">
      {open.length > 0 && (
        <>
          <p>{words.posts.openWork(open.length)}</p>
          <ul>
            {open.map(({ number, kind, dueOn }) => (
              <li key={number}>{`${kind} ${number}${dueOn === null ? '' : words.posts.dueOn(dueOn)}`}</li>
            ))}
          </ul>
        </>
      )}
      {lonely.length > 0 && <p>{words.posts.lonely(lonely.join('、'))}</p>}
    </Notice>
  );
}
