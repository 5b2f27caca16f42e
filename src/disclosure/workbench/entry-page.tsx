import { useState } from 'react';
import { TextField } from '../../workbench/kit/field.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { decideEntry } from '../wire.ts';
import { DecidePage } from './decide-page.tsx';
import { words } from './text.ts';

const { entries } = words;
const DECISIONS = ['adopt', 'refuse', 'fill'] as const;

/** An entry that somebody wants in the catalogue. */
export function Page({ params }: PageProps) {
  const send = useSend(decideEntry);
  const [owners, setOwners] = useState('');
  return (
    <DecidePage
      id={Number(params.id)}
      title={entries.title}
      decisions={{ adopt: entries.adopt, fill: entries.fill }}
      refusal={{ title: entries.refuse, words: entries.words }}
      asks={{
        adopt: <TextField label={entries.owners} value={owners} onChange={setOwners} maxLength={100} optional />,
      }}
      sending={{
        error: send.error,
        isPending: send.isPending,
        send: ({ id, seq }, asked, said) => {
          const decision = DECISIONS.find((each) => each === asked);
          const assigned = owners.split(/[\s，、,]+/u).filter((line) => line !== '');
          const assigning = decision === 'adopt' && assigned.length > 0 ? { owners: assigned } : {};
          if (decision) send.mutate({ params: { id, decision }, body: { seenSeq: seq, words: said, ...assigning } });
        },
      }}
    />
  );
}
