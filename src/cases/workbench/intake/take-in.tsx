import { type FormEvent, useState } from 'react';
import type { FormValues } from '../../../kernel/form/definition.ts';
import { answersTo, materialsFor } from '../../../kernel/form/situation.ts';
import type { ServiceItem } from '../../../service-items/contract.ts';
import { Button } from '../../../workbench/kit/button.tsx';
import { everyTitled } from '../../../workbench/kit/choices.ts';
import { ChoiceField } from '../../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../../workbench/kit/notice.tsx';
import { Panel } from '../../../workbench/kit/panel.tsx';
import { Link } from '../../../workbench/router.tsx';
import { useSend } from '../../../workbench/use-call.ts';
import { useSession } from '../../../workbench/use-session.ts';
import { type Findings, sent } from '../checklist.ts';
import { takeAtWindow } from '../endpoints.ts';
import { words } from '../text.ts';
import { type Applicant, ApplicantFields, emptyApplicant } from './applicant-fields.tsx';
import { FormFields } from './form-fields.tsx';
import { MaterialList } from './material-list.tsx';
import { newKey } from './new-key.ts';
import { Questions } from './questions.tsx';
import { emptyValues } from './values.ts';

/** Everything that is asked for one item, and what becomes of it. */
export function TakeIn({ item }: { readonly item: ServiceItem }) {
  // Made once for each form, so that a double click takes it in once.
  const [key, setKey] = useState(newKey);
  const isProxy = useSession()?.grants.some(({ role }) => role === 'proxy') ?? false;
  const [applicant, setApplicant] = useState<Applicant>(() => emptyApplicant(item.targets.includes(1)));
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const [findings, setFindings] = useState<Findings>({});
  const [how, setHow] = useState<'paper' | 'entered'>('paper');
  const [form, setForm] = useState<FormValues>(() => (item.form ? emptyValues(item.form) : {}));
  const send = useSend(takeAtWindow);
  const answers = answersTo(item.situation, given);
  const materials = materialsFor(item.situation, answers);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const listed = Object.fromEntries(
      materials.flatMap(({ key: name }) => (findings[name] ? [[name, findings[name]]] : [])),
    );
    const { phone, ...who } = applicant;
    send.mutate({
      body: {
        key,
        itemCode: item.code,
        channel: isProxy ? 'proxy' : 'window',
        applicant: phone.trim() === '' ? who : { ...who, phone },
        answers: Object.fromEntries(
          Object.entries(answers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
        ),
        form: how === 'entered' ? { ...form } : {},
        checklist: sent(listed),
      },
    });
  };
  if (send.data) {
    return (
      <Taken
        id={send.data.id}
        number={send.data.number}
        onAnother={() => {
          setKey(newKey());
          setApplicant(emptyApplicant(item.targets.includes(1)));
          setGiven({});
          setFindings({});
          setForm(item.form ? emptyValues(item.form) : {});
          send.reset();
        }}
      />
    );
  }
  return (
    <form className="stack intake" onSubmit={submit}>
      <h2>{item.name}</h2>
      <Panel title={words.intake.applicant}>
        <ApplicantFields value={applicant} onChange={setApplicant} />
      </Panel>
      <Questions situation={item.situation} answers={answers} onChange={setGiven} />
      <MaterialList materials={materials} findings={findings} onChange={setFindings} />
      {item.form && (
        <Panel title={words.intake.form}>
          <div className="stack">
            <ChoiceField
              label={words.intake.formHow}
              value={how}
              onChange={(next) => setHow(next === 'entered' ? 'entered' : 'paper')}
              choices={everyTitled(words.intake.formHows)}
            />
            {how === 'entered' && <FormFields form={item.form} data={form} onChange={setForm} />}
          </div>
        </Panel>
      )}
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {words.intake.submit}
        </Button>
      </div>
    </form>
  );
}

const Taken = ({
  id,
  number,
  onAnother,
}: {
  readonly id: number;
  readonly number: string;
  readonly onAnother: () => void;
}) => (
  <Notice tone="good">
    <h2>{words.intake.done}</h2>
    <p>
      {words.intake.number} <b className="number">{number}</b>
    </p>
    <div className="row">
      <Link className="button main" to={`/cases/${id}`}>
        {words.intake.open}
      </Link>
      <Button onClick={onAnother}>{words.intake.another}</Button>
    </div>
  </Notice>
);
