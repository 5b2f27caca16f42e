import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { fieldsOf } from '../../workbench/problem.ts';
import { text as shell } from '../../workbench/text.ts';
import { useSend } from '../../workbench/use-call.ts';
import type { ServiceItem } from '../contract.ts';
import { type Draft, draftOf, itemOf } from './draft.ts';
import { putVersion } from './endpoints.ts';
import { words } from './text.ts';

type Published = { readonly version: number; readonly validFrom: string };
type Props = {
  readonly item: ServiceItem;
  readonly onCancel: () => void;
  readonly onDone: (published: Published) => void;
};

const { fields, hints } = words;

/** What of an item is a line, and what is several. */
const LINES = [
  ['promisedDays', fields.promisedDays],
  ['visits', fields.visits],
  ['visitReason', fields.visitReason],
  ['place', fields.place],
  ['hours', fields.hours],
  ['phone', fields.phone],
  ['complaintPhone', fields.complaintPhone],
  ['complaintPlace', fields.complaintPlace],
] as const;
const AREAS = [
  ['conditions', fields.conditions, hints.lines],
  ['steps', fields.steps, hints.steps],
  ['remedies', fields.remedies, hints.lines],
  ['faq', fields.faq, hints.faq],
  ['otherNames', fields.otherNames, hints.lines],
] as const;
const WHOLE_MOST = 400_000;

/** A new version of an item; everything that keeps it from being published is named at once. */
export function EditItem({ item, onCancel, onDone }: Props) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(item));
  const [validFrom, setValidFrom] = useState('');
  const [reason, setReason] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const send = useSend(putVersion, onDone);
  const faults = fieldsOf(send.error);
  const faultAt = (key: string): string | undefined =>
    faults.find(({ path }) => path === key || path.startsWith(`${key}.`))?.message;
  const change = (key: keyof Draft) => (value: string) => setDraft({ ...draft, [key]: value });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const edited = itemOf(draft);
    setWrong('wrong' in edited ? edited.wrong : null);
    if ('item' in edited && !send.isPending)
      send.mutate({ params: { code: item.code }, body: { item: edited.item, validFrom, reason } });
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      {LINES.map(([key, label]) => (
        <TextField
          key={key}
          label={label}
          value={draft[key]}
          onChange={change(key)}
          wrong={faultAt(key)}
          maxLength={300}
          filter
        />
      ))}
      {AREAS.map(([key, label, hint]) => (
        <AreaField
          key={key}
          label={label}
          hint={hint}
          value={draft[key]}
          onChange={change(key)}
          wrong={faultAt(key)}
          maxLength={20_000}
          filter
        />
      ))}
      <details>
        <summary>{fields.whole}</summary>
        <AreaField
          label={fields.whole}
          hint={hints.whole}
          value={draft.whole}
          onChange={change('whole')}
          maxLength={WHOLE_MOST}
          rows={24}
          filter
        />
      </details>
      <Panel title={words.publish}>
        <div className="stack">
          <TextField label={fields.validFrom} type="date" value={validFrom} onChange={setValidFrom} />
          <AreaField label={fields.reason} value={reason} onChange={setReason} maxLength={300} rows={2} />
          {wrong !== null && <Notice tone="wrong">{wrong}</Notice>}
          {send.error && <Failed error={send.error} />}
          <div className="row">
            <Button kind="main" type="submit" busy={send.isPending}>
              {words.publish}
            </Button>
            <Button onClick={onCancel}>{shell.cancel}</Button>
          </div>
        </div>
      </Panel>
    </form>
  );
}
