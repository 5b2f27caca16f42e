import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { At } from '../../workbench/kit/day.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { go, Link } from '../../workbench/router.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { INTERPRETATION_FORMS, INTERPRETER_RANKS, type InterpretationPlan, type InterpreterRank } from '../contract.ts';
import { requiredElements } from '../rules/elements.ts';
import { type PublicationView, setPlanCall } from '../wire.ts';
import { ElementsField } from './elements-field.tsx';
import { useCityAgencies } from './own-agencies.ts';
import { words } from './text.ts';

const { page, editor } = words;

/** How a document is explained: the plan, what explains it, or why nothing does. */
export function Plan({ publication }: { readonly publication: PublicationView }) {
  const mayDraft = usePermission('disclosure.draft');
  const mayExempt = usePermission('disclosure.release');
  if (publication.interprets !== null) {
    const { id, title } = publication.interprets;
    return (
      <Panel title={page.interprets}>
        <Link to={`/disclosure/publications/${id}`}>{title}</Link>
      </Panel>
    );
  }
  if (publication.content.genre !== 'policy-document') return null;
  return (
    <Panel title={page.companions}>
      <div className="stack tight">
        <p>{planned(publication.plan)}</p>
        <ul>
          {publication.companions.map(({ id, title }) => (
            <li key={id}>
              <Link to={`/disclosure/publications/${id}`}>{title}</Link>
            </li>
          ))}
        </ul>
        {publication.index === null && mayDraft && (
          <>
            {/* What the reviewers have before them is changed by the office only. */}
            {(publication.state === 'drafting' || mayExempt) && <PlanForm publication={publication} />}
            <AddCompanion publication={publication} />
          </>
        )}
        <TurnedBack publication={publication} />
      </div>
    </Panel>
  );
}

const AddCompanion = ({ publication }: { readonly publication: PublicationView }) => (
  <div className="row">
    <Button
      onClick={() => {
        const about = new URLSearchParams({
          interprets: String(publication.id),
          agency: String(publication.agencyId),
          title: publication.content.title,
        });
        go(`/disclosure/new?${about}`);
      }}
    >
      {page.addCompanion}
    </Button>
  </div>
);

const planned = (plan: InterpretationPlan | null): string => {
  if (plan === null) return page.planMissing;
  if ('exemption' in plan) return page.exempted(plan.exemption);
  return page.planned(plan.forms.map((form) => words.forms[form]).join('、'), plan.interpreter);
};

function PlanForm({ publication }: { readonly publication: PublicationView }) {
  const required = requiredElements(publication.content.scope?.nature === 'decision');
  const before = publication.plan !== null && 'forms' in publication.plan ? publication.plan : null;
  const [forms, setForms] = useState(before?.forms ?? []);
  const [elements, setElements] = useState(before?.elements ?? [...required]);
  const [interpreter, setInterpreter] = useState(before?.interpreter ?? '');
  const [rank, setRank] = useState<InterpreterRank | ''>(before?.rank ?? '');
  const [agency, setAgency] = useState(before?.agencyId ?? publication.agencyId);
  const agencies = useCityAgencies(publication.agencyId);
  const [why, setWhy] = useState('');
  const mayExempt = usePermission('disclosure.release');
  const send = useSend(setPlanCall);
  const put = (plan: InterpretationPlan): void => send.mutate({ params: { id: publication.id }, body: { plan } });
  const toggled = <T,>(all: readonly T[], one: T, on: boolean): T[] =>
    on ? [...all, one] : all.filter((each) => each !== one);
  return (
    <div className="stack tight">
      {send.error && <Failed error={send.error} />}
      <fieldset className="field">
        <legend>{editor.form}</legend>
        <div className="row">
          {INTERPRETATION_FORMS.map((form) => (
            <CheckField
              key={form}
              label={words.forms[form]}
              value={forms.includes(form)}
              onChange={(on) => setForms(toggled(forms, form, on))}
            />
          ))}
        </div>
      </fieldset>
      <ElementsField value={elements} required={required} onChange={setElements} />
      <TextField label={editor.interpreter} value={interpreter} onChange={setInterpreter} maxLength={100} />
      <SelectField
        label={editor.rank}
        hint={editor.headHint}
        value={rank}
        onChange={(value) => setRank(INTERPRETER_RANKS.find((each) => each === value) ?? '')}
        blank={editor.rankChoose}
        choices={INTERPRETER_RANKS.map((value) => ({ value, title: words.ranks[value] }))}
      />
      <SelectField
        label={editor.explainer}
        hint={editor.explainerHint}
        value={String(agency)}
        onChange={(value) => setAgency(Number(value))}
        choices={agencies.map(({ id, name }) => ({ value: String(id), title: name }))}
      />
      <div className="row">
        <Button
          busy={send.isPending}
          onClick={() =>
            put({
              ...{ forms, elements, interpreter },
              ...(rank === '' ? {} : { rank }),
              ...(agency === publication.agencyId ? {} : { agencyId: agency }),
            })
          }
        >
          {page.savePlan}
        </Button>
      </div>
      {mayExempt && (
        <>
          <AreaField label={page.exemptWhy} value={why} onChange={setWhy} rows={2} maxLength={500} optional />
          <Button busy={send.isPending} disabled={why.trim().length < 10} onClick={() => put({ exemption: why })}>
            {page.exempt}
          </Button>
        </>
      )}
    </div>
  );
}

/** How often it was sent back because something was not with it. */
function TurnedBack({ publication }: { readonly publication: PublicationView }) {
  const { title, acts, why, other } = words.turnedBack;
  if (publication.turnedBack.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {publication.turnedBack.map(({ act, code, by, at }) => (
          <li key={at}>
            <At at={at} /> {`${acts[act]}：${why[code] ?? other}`}
            {by !== null && <span className="soft">{`（${by}）`}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
