import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { Facts, Panel } from '../../workbench/kit/panel.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall } from '../../workbench/use-call.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { readIncident } from '../contract.ts';
import { IncidentActs } from './incident-acts.tsx';
import { words } from './text.ts';

const text = words.incidents;

/** One incident: what it is, what may be done now, by when, and all that was done; printed as its record. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const incident = useCall(readIncident, { params: { id } });
  const matter = useCall(readMatter, { params: { id } });
  return (
    <Answer of={incident} title={text.one}>
      {(shown) => (
        <Answer of={matter} title={shown.incident.summary}>
          {(view) => (
            <MatterPage view={view} acts={<IncidentActs view={view} personalData={shown.incident.personalData} />}>
              <What shown={shown} />
              <Criteria grades={shown.grades} />
              <div className="row no-print">
                <Button onClick={() => window.print()}>{text.print}</Button>
              </div>
            </MatterPage>
          )}
        </Answer>
      )}
    </Answer>
  );
}

type Shown = Output<typeof readIncident>;

const What = ({ shown: { incident } }: { readonly shown: Shown }) => (
  <Panel title={text.facts.title}>
    <Facts
      facts={[
        [text.facts.kind, incident.drill ? text.drill : text.facts.real],
        [text.facts.category, text.categories[incident.category]],
        [text.facts.grade, incident.grade === null ? text.notGraded : text.grades[incident.grade]],
        [text.facts.personal, incident.personalData ? text.personal : null],
        [text.facts.notified, incident.notifiedAt && <At key="at" at={incident.notifiedAt} />],
        [text.facts.outcome, incident.outcome],
      ]}
    />
  </Panel>
);

const Criteria = ({ grades }: Pick<Shown, 'grades'>) => (
  <details className="no-print">
    <summary>{text.criteria}</summary>
    <Facts facts={grades.map(({ grade, criterion }) => [text.grades[grade], criterion] as const)} />
  </details>
);
