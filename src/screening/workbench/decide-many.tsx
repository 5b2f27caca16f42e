import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { DECISIONS, decideHitsCall } from '../wire.ts';
import { words } from './text.ts';

const { hits: say } = words;
/** So many are decided in one act. */
const MOST = 1000;

/** One decision for all that were picked. */
export function DecideMany({
  picked,
  open,
  onPick,
}: {
  readonly picked: ReadonlySet<number>;
  /** What may be picked of the rows that are shown. */
  readonly open: readonly number[];
  readonly onPick: (ids: readonly number[]) => void;
}) {
  const [reason, setReason] = useState('');
  const send = useSend(decideHitsCall, () => onPick([]));
  if (open.length === 0) return send.data ? <Notice tone="good">{say.decided(send.data.decided)}</Notice> : null;
  return (
    <div className="stack tight no-print">
      {send.error && <Failed error={send.error} />}
      {send.data && picked.size === 0 && <Notice tone="good">{say.decided(send.data.decided)}</Notice>}
      <div className="row foot">
        <span>{say.picked(picked.size)}</span>
        <Button onClick={() => onPick(open.slice(0, MOST))}>{say.pickAll}</Button>
        {picked.size > 0 && (
          <>
            <Button onClick={() => onPick([])}>{say.pickNone}</Button>
            <TextField label={words.reason} value={reason} onChange={setReason} maxLength={200} filter />
            {DECISIONS.map((decision) => (
              <Button
                key={decision}
                busy={send.isPending}
                onClick={() => send.mutate({ body: { hits: [...picked], reach: 'these', decision, reason } })}
              >
                {words.decisions[decision]}
              </Button>
            ))}
          </>
        )}
      </div>
    </div>
  );
}
