import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { MatterView } from '../../workbench-api/contract.ts';
import { dismissCall, rectifyCall, returnCall, verifyCall } from '../wire.ts';
import { words } from './text.ts';

const { ticket: say } = words;

/** What may be done with a ticket now. */
export function TicketActs({ view }: { readonly view: MatterView }) {
  const may = (act: string): boolean => view.acts.some((each) => each.act === act);
  const [reason, setReason] = useState('');
  const rectify = useSend(rectifyCall);
  const verify = useSend(verifyCall);
  const giveBack = useSend(returnCall);
  const dismiss = useSend(dismissCall);
  const sends = [rectify, verify, giveBack, dismiss];
  const error = sends.find((send) => send.error)?.error;
  const busy = sends.some((send) => send.isPending);
  const seen = { params: { id: view.id }, body: { seenSeq: view.seq } };
  const said = { params: seen.params, body: { ...seen.body, reason } };
  if (!['rectify', 'verify', 'return', 'dismiss'].some(may)) return <p className="soft">{say.noActs}</p>;
  return (
    <div className="stack tight">
      {error && <Failed error={error} />}
      {may('rectify') && (
        <Button kind="main" wide busy={busy} onClick={() => rectify.mutate(seen)}>
          {say.rectify}
        </Button>
      )}
      {may('verify') && (
        <>
          <p className="soft">{say.confirmVerify}</p>
          <Button kind="main" wide busy={busy} onClick={() => verify.mutate(seen)}>
            {say.verify}
          </Button>
        </>
      )}
      {(may('return') || may('dismiss')) && (
        <AreaField label={say.reason} value={reason} onChange={setReason} rows={3} optional />
      )}
      {may('return') && (
        <Button wide busy={busy} onClick={() => giveBack.mutate(said)}>
          {say.return}
        </Button>
      )}
      {may('dismiss') && (
        <Button wide busy={busy} onClick={() => dismiss.mutate(said)}>
          {say.dismiss}
        </Button>
      )}
    </div>
  );
}
