import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import type { MatterView } from '../../workbench-api/contract.ts';
import { closeCard, explainCard, returnCard } from './endpoints.ts';
import { words } from './text.ts';

/** What may be done with a supervision card now: explain it, or judge the explanation. */
export function CardActs({ view }: { readonly view: MatterView }) {
  const may = (act: string): boolean => view.acts.some((each) => each.act === act);
  if (view.acts.length === 0) return <p className="soft">{words.none}</p>;
  return (
    <div className="stack">
      {may('explain') && <Saying view={view} act="explain" />}
      {may('close') && <Close view={view} />}
      {may('return') && <Saying view={view} act="return" />}
    </div>
  );
}

function Saying({ view, act }: { readonly view: MatterView; readonly act: 'explain' | 'return' }) {
  const [explanation, setExplanation] = useState('');
  const send = useSend(act === 'explain' ? explainCard : returnCard);
  const { field, confirm } = words.acts[act];
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (!send.isPending) send.mutate({ params: { id: view.id }, body: { explanation, seenSeq: view.seq } });
      }}
    >
      {send.error && <Failed error={send.error} />}
      <AreaField label={field} value={explanation} onChange={setExplanation} />
      <div className="row">
        <Button kind={act === 'explain' ? 'main' : 'danger'} type="submit" busy={send.isPending}>
          {confirm}
        </Button>
      </div>
    </form>
  );
}

function Close({ view }: { readonly view: MatterView }) {
  const send = useSend(closeCard);
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button
          kind="main"
          busy={send.isPending}
          onClick={() => send.mutate({ params: { id: view.id }, body: { seenSeq: view.seq } })}
        >
          {words.acts.close.confirm}
        </Button>
      </div>
    </div>
  );
}
