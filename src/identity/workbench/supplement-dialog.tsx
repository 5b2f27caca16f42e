import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { type Change, ChangeFields, emptyChange, isWhole, sentChange } from './change-fields.tsx';
import { supplementReport } from './endpoints.ts';
import { words } from './text.ts';

type Props = { readonly id: number; readonly seq: number; readonly onClose: () => void };

/** Reports once more what was given back. */
export function SupplementDialog({ id, seq, onClose }: Props) {
  const [change, setChange] = useState<Change>(emptyChange);
  const [tried, setTried] = useState(false);
  const send = useSend(supplementReport, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const sent = sentChange(change);
    if (sent !== null && !send.isPending) send.mutate({ params: { id }, body: { seenSeq: seq, ...sent } });
  };
  return (
    <Dialog title={words.filings.supplement} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {send.error && <Failed error={send.error} />}
        <ChangeFields change={change} onChange={setChange} isLeave tried={tried && !isWhole(change)} />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {words.filings.supplement}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
