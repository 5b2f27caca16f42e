import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { text as shell } from '../../workbench/text.ts';
import { useSend } from '../../workbench/use-call.ts';
import type { RequestView } from '../contract.ts';
import { ACT_FIELDS, type ActField, bodyOf, type Typed } from './act-fields.ts';
import { ConsultForm } from './consult-form.tsx';
import { DraftForm } from './draft-form.tsx';
import { actOnRequest } from './endpoints.ts';
import { screenText as said } from './text.ts';

const FIELDS: Readonly<Record<string, readonly ActField[]>> = ACT_FIELDS;

/** What this person may do now, each as a small form that is opened first and confirmed then. */
export function Acts({ view }: { readonly view: RequestView }) {
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Panel title={said.acts} aside={<span className="soft">{view.stateTitle}</span>} className="acts">
      <div className="stack tight">
        {view.acts.length === 0 && <p className="soft">{said.none}</p>}
        {view.acts.map(({ act, title, law, refusal }) => (
          <div key={act} className="act">
            <Button
              wide
              aria-expanded={open === act}
              disabled={refusal !== null}
              onClick={() => setOpen(open === act ? null : act)}
            >
              {title}
            </Button>
            {refusal !== null && <p className="soft">{refusal}</p>}
            {open === act && law !== null && <p className="soft">{said.law(law)}</p>}
            {open === act && act === 'draft' && <DraftForm view={view} onDone={() => setOpen(null)} />}
            {open === act && act === 'consult' && <ConsultForm view={view} onDone={() => setOpen(null)} />}
            {open === act && FIELDS[act] && (
              <ActForm act={act} title={title} id={view.id} seq={view.seq} onDone={() => setOpen(null)} />
            )}
          </div>
        ))}
      </div>
    </Panel>
  );
}

/** One act: what it asks, and the button that does it. */
export function ActForm(props: {
  readonly act: string;
  readonly title: string;
  readonly id: number;
  readonly seq: number;
  readonly onDone: () => void;
}) {
  const [typed, setTyped] = useState<Typed>({});
  const [wrong, setWrong] = useState(false);
  const send = useSend(actOnRequest, props.onDone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const body = bodyOf(props.act, typed, props.seq);
    setWrong(body === null);
    if (body && !send.isPending) send.mutate({ params: { id: props.id }, body });
  };
  return (
    <form className="stack act-form" onSubmit={submit} noValidate>
      {(FIELDS[props.act] ?? []).map((field) => (
        <Input
          key={field.key}
          field={field}
          value={typed[field.key] ?? ''}
          onChange={(value) => setTyped({ ...typed, [field.key]: value })}
        />
      ))}
      {wrong && <Notice tone="warn">{said.fill}</Notice>}
      {send.error && <Failed error={send.error} />}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.confirm(props.title)}
        </Button>
        <Button onClick={props.onDone}>{shell.cancel}</Button>
      </div>
    </form>
  );
}

function Input(props: {
  readonly field: ActField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, value, onChange } = props;
  const around = { label: field.label, value, onChange, ...(field.optional ? { optional: true } : {}) };
  switch (field.kind) {
    case 'lines':
    case 'items':
      return <AreaField {...around} maxLength={5000} />;
    case 'line':
      return <TextField {...around} />;
    case 'day':
      return <TextField {...around} type="date" />;
    case 'number':
      return <TextField {...around} type="number" inputMode="numeric" maxLength={6} />;
    case 'choice':
      return (
        <SelectField
          {...around}
          blank={said.choose}
          choices={Object.entries(field.choices ?? {}).map(([key, title]) => ({ value: key, title }))}
        />
      );
  }
}
