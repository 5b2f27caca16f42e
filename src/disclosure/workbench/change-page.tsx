import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { decideChange } from '../wire.ts';
import { DecidePage } from './decide-page.tsx';
import { words } from './text.ts';

const { changes } = words;

/** A withdrawal or a change of validity that somebody asked for. */
export function Page({ params }: PageProps) {
  const send = useSend(decideChange);
  return (
    <DecidePage
      id={Number(params.id)}
      title={changes.title}
      decisions={{ carry: changes.carry }}
      refusal={{ title: changes.refuse, words: changes.words }}
      sending={{
        error: send.error,
        isPending: send.isPending,
        send: ({ id, seq }, decision, said) =>
          send.mutate({
            params: { id, decision: decision === 'carry' ? 'carry' : 'refuse' },
            body: { seenSeq: seq, words: said },
          }),
      }}
    />
  );
}
