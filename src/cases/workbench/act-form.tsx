import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, ChoiceField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { isStale } from '../../workbench/problem.ts';
import { text as shell } from '../../workbench/text.ts';
import { useSend } from '../../workbench/use-call.ts';
import type { ActName, CaseView } from '../contract.ts';
import { ACT_FIELDS, type ActField, bodyOf, missingFields, type Typed, takesChecklist } from './act-fields.ts';
import { type Findings, tallyOf } from './checklist.ts';
import { actOnCase } from './endpoints.ts';
import { words } from './text.ts';

type Props = {
  readonly act: ActName;
  readonly title: string;
  readonly law: string | null;
  readonly view: CaseView;
  readonly findings: Findings;
  readonly reload: () => void;
  readonly onCancel: () => void;
  /** `took` is false while others have to do the same. */
  readonly onDone: (took: boolean) => void;
};

/** One act: what it asks, on which article it rests, and the button that does it. */
export function ActForm({ act, title, law, view, findings, reload, onCancel, onDone }: Props) {
  const [typed, setTyped] = useState<Typed>({});
  const [missing, setMissing] = useState<readonly string[]>([]);
  const send = useSend(actOnCase, ({ took }) => onDone(took));
  const fields = ACT_FIELDS[act];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanting = missingFields(act, typed);
    setMissing(wanting);
    if (wanting.length === 0 && !send.isPending)
      send.mutate({ params: { id: view.id }, body: bodyOf(act, typed, view.seq, findings) });
  };
  const stale = isStale(send.error);
  return (
    <form className="stack act-form" onSubmit={submit} noValidate>
      {law && <p className="soft">{words.acts.law(law)}</p>}
      {takesChecklist(act) && <Found view={view} findings={findings} />}
      {fields.map((field) => (
        <ActInput
          key={field.key}
          field={field}
          value={typed[field.key] ?? ''}
          wrong={missing.includes(field.key)}
          onChange={(value) => setTyped({ ...typed, [field.key]: value })}
        />
      ))}
      {send.error && (
        <Failed
          error={send.error}
          {...(stale
            ? {
                retryTitle: words.acts.stale,
                retry: () => {
                  send.reset();
                  reload();
                },
              }
            : {})}
        />
      )}
      <div className="row">
        <Button
          kind={act === 'deny' || act === 'refuse-acceptance' ? 'danger' : 'main'}
          type="submit"
          busy={send.isPending}
        >
          {words.acts.confirm(title)}
        </Button>
        <Button onClick={onCancel}>{shell.cancel}</Button>
      </div>
    </form>
  );
}

/** What the check has found, read once more before it is said to the applicant. */
function Found({ view, findings }: { readonly view: CaseView; readonly findings: Findings }) {
  const tally = tallyOf(view.wanted, findings);
  const nameOf = new Map(view.wanted.map(({ key, name }) => [key, name]));
  return (
    <div className="stack tight">
      <p>{words.materials.progress(tally.checked, tally.all)}</p>
      {tally.wanting.length === 0 ? (
        <p className="soft">{words.materials.none}</p>
      ) : (
        <div>
          <b>{words.materials.wants}</b>
          <ol className="numbered">
            {tally.wanting.map((key) => (
              <li key={key}>
                {nameOf.get(key)}
                <span className="soft"> {findings[key]?.note}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      {tally.needsNote.length > 0 && <Notice tone="warn">{words.materials.wrongNeedsNote}</Notice>}
    </div>
  );
}

type InputProps = {
  readonly field: ActField;
  readonly value: string;
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
};

function ActInput({ field, value, wrong, onChange }: InputProps) {
  const around = {
    label: field.label,
    value,
    onChange,
    ...(field.hint === undefined ? {} : { hint: field.hint }),
    ...(field.optional ? { optional: true } : {}),
    wrong: wrong ? words.acts.fill(field.label) : undefined,
  };
  switch (field.kind) {
    case 'lines':
      return <AreaField {...around} />;
    case 'line':
      return <TextField {...around} maxLength={200} />;
    case 'day':
      return <TextField {...around} type="date" />;
    case 'number':
      return <TextField {...around} type="number" inputMode="numeric" maxLength={4} />;
    case 'opinion':
      return (
        <ChoiceField
          {...around}
          choices={Object.entries(words.acts.opinions).map(([key, title]) => ({ value: key, title }))}
        />
      );
    case 'how':
      return (
        <ChoiceField
          {...around}
          choices={Object.entries(words.acts.hows).map(([key, title]) => ({ value: key, title }))}
        />
      );
  }
}
