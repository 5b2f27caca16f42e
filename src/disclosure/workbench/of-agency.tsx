import { type ReactNode, useState } from 'react';
import { AgencyField } from '../../workbench/kit/agency-field.tsx';
import { useAgencies } from './own-agencies.ts';

type Props = {
  readonly words: { readonly title: string; readonly intro: string; readonly agency: string };
  readonly query: URLSearchParams;
  readonly children: (id: number) => ReactNode;
};

/** A screen about one organ: the one in the address, the one that is chosen, or one's own. */
export function OfAgency({ words, query, children }: Props) {
  const agencies = useAgencies(['liaison']);
  const [chosen, setChosen] = useState(query.get('agency') ?? '');
  const id = Number(chosen || agencies[0]?.id) || null;
  return (
    <div className="stack">
      <h1>{words.title}</h1>
      <p className="soft">{words.intro}</p>
      <AgencyField label={words.agency} agencies={agencies} value={id} onChange={setChosen} />
      {id !== null && children(id)}
    </div>
  );
}
