import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { Limits } from '../limits-shape.ts';
import { proposeRule, type Rule } from '../rules-changed/contract.ts';
import { ruleText as said } from '../rules-changed/text.ts';

const KEYS = ['reply', 'extension', 'correctionNotice', 'opinion'] as const;

/** New limits of the law: from a day, by a document. */
export function LimitsForm({ rule, start }: { readonly rule: Rule; readonly start: Limits }) {
  const [values, setValues] = useState(() => Object.fromEntries(KEYS.map((key) => [key, String(start[key])] as const)));
  const [validFrom, setFrom] = useState(legalDay(new Date()));
  const [source, setSource] = useState('');
  const send = useSend(proposeRule);
  const parsed = Limits.safeParse(Object.fromEntries(KEYS.map((key) => [key, Number(values[key])])));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending || !parsed.success) return;
    const seenVersion = rule.versions[0]?.version ?? 0;
    send.mutate({ body: { subject: 'limits', validFrom, source, seenVersion, value: parsed.data } });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {KEYS.map((key) => (
        <TextField
          key={key}
          type="number"
          label={said.settings[key]}
          value={values[key] ?? ''}
          onChange={(value) => setValues({ ...values, [key]: value })}
        />
      ))}
      {!parsed.success && <Notice tone="warn">{said.outOfRange}</Notice>}
      <TextField type="date" label={said.from} hint={said.limitsHint} value={validFrom} onChange={setFrom} />
      <TextField label={said.source} maxLength={200} value={source} onChange={setSource} />
      {send.error && <Failed error={send.error} />}
      {send.isSuccess && <Notice tone="good">{said.proposed}</Notice>}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.send}
        </Button>
      </div>
    </form>
  );
}
