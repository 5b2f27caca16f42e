import { Answer } from '../../workbench/kit/answer.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { Link } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { words } from './text.ts';

/** The drill that is owed this year; it is done by holding one. */
export function Page({ params }: PageProps) {
  const matter = useCall(readMatter, { params: { id: Number(params.id) } });
  return (
    <Answer of={matter} title={words.incidents.duty}>
      {(view) => <MatterPage view={view} acts={<Link to="/incidents">{words.incidents.startDrill}</Link>} />}
    </Answer>
  );
}
