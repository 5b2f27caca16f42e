import { Answer } from '../../workbench/kit/answer.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { readRequestOfOpinion } from './endpoints.ts';
import { Request } from './request-page.tsx';
import { screenText as said } from './text.ts';

/** A letter that asks for an opinion, as an inbox names it: shown with the request it belongs to. */
export function Page({ params }: PageProps) {
  const request = useCall(readRequestOfOpinion, { params: { id: Number(params.id) } });
  return (
    <Answer of={request} title={said.opinions}>
      {(view) => <Request view={view} />}
    </Answer>
  );
}
