import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { decideDuty } from '../wire-reports.ts';
import { DecidePage } from './decide-page.tsx';
import { words } from './text.ts';

const { duties } = words;

/** Something that is told again and again, for one period. */
export function Page({ params }: PageProps) {
  const send = useSend(decideDuty);
  return (
    <DecidePage
      id={Number(params.id)}
      title={duties.title}
      decisions={{ meet: duties.meet, excuse: duties.excuse }}
      refusal={{ title: '', words: duties.words }}
      sending={{
        error: send.error,
        isPending: send.isPending,
        send: ({ id, seq }, decision, said) =>
          send.mutate({
            params: { id, decision: decision === 'meet' ? 'meet' : 'excuse' },
            body: { seenSeq: seq, words: said },
          }),
      }}
    />
  );
}
