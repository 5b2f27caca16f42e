import { useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Button } from '../../workbench/kit/button.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { DECISIONS, decideHitsCall, type readTicket } from '../wire.ts';
import { HitState } from './hit-state.tsx';
import { words } from './text.ts';

type Hit = Output<typeof readTicket>['hits'][number];
const { ticket: say } = words;
const REACHES = ['these', 'value', 'kind'] as const;
const STATE_OF = { mask: 'to-mask', keep: 'kept', 'false-positive': 'none' } as const;

/** One line of a ticket: what was found and where, what became of it and by whom, and what may be decided. */
export function HitLine({ hit, mayDecide }: { readonly hit: Hit; readonly mayDecide: boolean }) {
  const isOver = hit.state === 'masked' || hit.state === 'withdrawn';
  return (
    <div className="stack tight">
      <div className="row apart">
        <span>
          <b>{hit.kindName ?? say.pointed}</b> <span className="soft number">{hit.number}</span>
        </span>
        <HitState state={hit.state} />
      </div>
      {hit.masked !== null && (
        <p className="context">
          {hit.before}
          <mark>{hit.masked}</mark>
          {hit.after}
        </p>
      )}
      {hit.note && <p className="context">{hit.note}</p>}
      <p className="soft">
        {[
          hit.part && `${say.part} ${hit.part}`,
          `${words.finders[hit.finder]}${hit.office === null ? '' : `（${hit.office}）`}`,
          hit.reason && `${words.reason} ${hit.reason}`,
          hit.decidedBy && hit.decidedAt && say.by(hit.decidedBy, hit.decidedAt.slice(0, 10)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {mayDecide && !isOver && <Decide hit={hit} />}
    </div>
  );
}

function Decide({ hit }: { readonly hit: Hit }) {
  const [reason, setReason] = useState(hit.reason ?? '');
  const [reach, setReach] = useState<(typeof REACHES)[number]>('these');
  const send = useSend(decideHitsCall);
  const reaches = REACHES.filter((each) => each === 'these' || (each === 'value' ? hit.alike > 1 : hit.kind !== null));
  const titleOf = (each: (typeof REACHES)[number]): string =>
    each === 'value' ? say.reaches.value(hit.alike) : say.reaches[each];
  return (
    <>
      <div className="row foot">
        <TextField label={words.reason} value={reason} onChange={setReason} maxLength={200} filter />
        {reaches.length > 1 && (
          <SelectField
            label={say.scope}
            value={reach}
            onChange={(value) => setReach(REACHES.find((each) => each === value) ?? 'these')}
            choices={reaches.map((each) => ({ value: each, title: titleOf(each) }))}
            filter
          />
        )}
        {DECISIONS.map((decision) => (
          <Button
            key={decision}
            busy={send.isPending}
            disabled={reach === 'these' && hit.state === STATE_OF[decision]}
            onClick={() => send.mutate({ body: { hits: [hit.id], reach, decision, reason } })}
          >
            {words.decisions[decision]}
          </Button>
        ))}
      </div>
      {send.error && <Failed error={send.error} />}
    </>
  );
}
