import { useState } from 'react';
import type { PageProps } from '../../workbench/screen.ts';
import { useSend } from '../../workbench/use-call.ts';
import { decideEntry } from '../wire.ts';
import { DecidePage } from './decide-page.tsx';
import { OwnersField } from './owners-field.tsx';
import { words } from './text.ts';

const { entries } = words;
const DECISIONS = ['adopt', 'refuse', 'fill'] as const;

/** An entry that somebody wants in the catalogue. */
export function Page({ params }: PageProps) {
  const send = useSend(decideEntry);
  const [owners, setOwners] = useState<readonly string[]>([]);
  return (
    <DecidePage
      id={Number(params.id)}
      title={entries.title}
      decisions={{ adopt: entries.adopt, fill: entries.fill }}
      refusal={{ title: entries.refuse, words: entries.words }}
      asks={{
        adopt: <OwnersField label={entries.owners} owners={owners} onChange={setOwners} />,
      }}
      sending={{
        error: send.error,
        isPending: send.isPending,
        send: ({ id, seq }, asked, said) => {
          const decision = DECISIONS.find((each) => each === asked);
          const assigning = decision === 'adopt' && owners.length > 0 ? { owners: [...owners] } : {};
          if (decision) send.mutate({ params: { id, decision }, body: { seenSeq: seq, words: said, ...assigning } });
        },
      }}
    />
  );
}
