import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { choicesOf, everyTitled, titled } from '../../workbench/kit/choices.ts';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { type Part, RESULT_KINDS } from '../contract.ts';
import { type ListEntry, putListEntry } from '../wire.ts';
import { kindTitles, natureTitles, officerStates, words } from './text.ts';

const { lists: text } = words;
const { fields } = text;

type Shape = {
  readonly name: string;
  readonly label: string;
  readonly as?: 'area' | 'date' | 'steps';
  readonly optional?: boolean;
  readonly choices?: readonly { readonly value: string; readonly title: string }[];
};

/** What is asked for in each list. */
const SHAPES: Readonly<Record<Part, readonly Shape[]>> = {
  subjects: [
    { name: 'nature', label: fields.nature, choices: everyTitled(natureTitles) },
    { name: 'entrustedBy', label: fields.entrustedBy, optional: true },
    { name: 'scope', label: fields.scope, as: 'area' },
    { name: 'basis', label: fields.basis, as: 'area' },
    { name: 'procedure', label: fields.procedure, as: 'area', optional: true },
    { name: 'remedy', label: fields.remedy, as: 'area' },
    { name: 'complaintPhone', label: fields.complaintPhone },
  ],
  officers: [
    { name: 'name', label: fields.person },
    { name: 'field', label: fields.field },
    { name: 'issuer', label: fields.issuer },
    { name: 'validUntil', label: fields.validUntil, as: 'date' },
    { name: 'state', label: fields.state, choices: everyTitled(officerStates) },
  ],
  powers: [
    { name: 'kind', label: fields.kind, choices: titled(RESULT_KINDS, kindTitles) },
    { name: 'name', label: fields.name },
    { name: 'basis', label: fields.basis, as: 'area' },
    { name: 'department', label: fields.department, optional: true },
  ],
  benchmarks: [
    { name: 'name', label: fields.name },
    { name: 'document', label: fields.document, optional: true },
    { name: 'basis', label: fields.basis, as: 'area' },
    { name: 'steps', label: fields.steps, as: 'steps' },
  ],
};

const shownIn = (entry: ListEntry | null): Readonly<Record<string, unknown>> =>
  entry?.subject ?? entry?.officer ?? entry?.power ?? entry?.benchmark ?? {};

/** What is in a field to begin with. */
function begun({ name, as, choices }: Shape, value: unknown): readonly [string, string] {
  if (as === 'steps') {
    const steps = (Array.isArray(value) ? value : []) as readonly { circumstance: string; measure: string }[];
    return [name, steps.map(({ circumstance, measure }) => `${circumstance}|${measure}`).join('\n')];
  }
  return [name, typeof value === 'string' ? value : (choices?.[0]?.value ?? '')];
}

/** The steps that were typed; null where a line has no two parts. */
function stepsIn(typed: string): readonly { readonly circumstance: string; readonly measure: string }[] | null {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  const steps = lines.map((line) => line.split(/[|｜]/u).map((each) => each.trim()));
  if (steps.length === 0 || steps.some((parts) => parts.length !== 2 || parts.includes(''))) return null;
  return steps.map(([circumstance = '', measure = '']) => ({ circumstance, measure }));
}

/** A new entry of a list, or another version of one. */
export function EntryForm({
  part,
  agencies,
  entry,
  onDone,
}: {
  readonly part: Part;
  readonly agencies: readonly { readonly id: number; readonly name: string }[];
  readonly entry: ListEntry | null;
  readonly onDone: () => void;
}) {
  const shapes = SHAPES[part];
  const before = shownIn(entry);
  const [agency, setAgency] = useState(String(entry?.agencyId ?? agencies[0]?.id ?? ''));
  const [key, setKey] = useState(entry?.key.slice(entry.key.indexOf('/') + 1) ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(shapes.map((shape) => begun(shape, before[shape.name]))),
  );
  const send = useSend(putListEntry, onDone);
  const steps = part === 'benchmarks' ? stepsIn(typed.steps ?? '') : [];
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending || steps === null) return;
    const value = { ...typed, ...(part === 'benchmarks' ? { steps } : {}) };
    send.mutate({ params: { part }, body: { agencyId: Number(agency), key, seen: entry?.version ?? 0, value } });
  };
  return (
    <form className="stack" onSubmit={save}>
      {send.error && <Failed error={send.error} />}
      {entry === null && agencies.length > 1 && (
        <SelectField label={words.agency} value={agency} onChange={setAgency} choices={choicesOf(agencies)} />
      )}
      {part !== 'subjects' && entry === null && (
        <TextField label={text.key[part]} hint={text.keyHint} value={key} onChange={setKey} maxLength={40} />
      )}
      {shapes.map((shape) => (
        <Typed
          key={shape.name}
          shape={shape}
          value={typed[shape.name] ?? ''}
          wrong={shape.as === 'steps' && steps === null && typed.steps !== '' ? text.stepsWrong : undefined}
          onChange={(value) => setTyped({ ...typed, [shape.name]: value })}
        />
      ))}
      <div className="row">
        <Button type="submit" kind="main" busy={send.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

function Typed({
  shape: { label, as, optional = false, choices },
  ...rest
}: {
  readonly shape: Shape;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (value: string) => void;
}) {
  if (choices) return <SelectField label={label} choices={choices} {...rest} />;
  if (as === 'area') return <AreaField label={label} optional={optional} rows={2} maxLength={2000} {...rest} />;
  if (as === 'steps') return <AreaField label={label} hint={text.stepsHint} rows={6} maxLength={8000} {...rest} />;
  return (
    <TextField label={label} optional={optional} type={as === 'date' ? 'date' : 'text'} maxLength={200} {...rest} />
  );
}
