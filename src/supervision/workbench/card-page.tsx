import { Answer } from '../../workbench/kit/answer.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { CardActs } from './card-acts.tsx';
import { words } from './text.ts';

/** A matter that has no page of its own; a supervision card, so far. */
export function Page({ params }: PageProps) {
  const matter = useCall(readMatter, { params: { id: Number(params.id) } });
  return (
    <Answer of={matter} title={words.title}>
      {(view) => (
        <MatterPage view={view} acts={view.kind === 'supervision-card' ? <CardActs view={view} /> : undefined} />
      )}
    </Answer>
  );
}
