import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { proposeRule, type Rule } from '../rules-changed/contract.ts';
import { ruleText as said } from '../rules-changed/text.ts';
import { Settings } from '../settings-shape.ts';

const NUMBERS = [
  'conversionApplicants',
  'conversionMonths',
  'correctionDays',
  'complaintDays',
  'manyRequests',
] as const;
const WORDS = ['reconsideration', 'court', 'contact'] as const;
const hints: Readonly<Record<string, string>> = said.settingHints;

/** Another version of the settings of the city or of one agency. */
export function SettingsForm({ rule, start }: { readonly rule: Rule; readonly start: Settings }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(start).map(([key, value]) => [key, String(value)])),
  );
  const [validFrom, setFrom] = useState(legalDay(new Date()));
  const [source, setSource] = useState('');
  const send = useSend(proposeRule);
  const set = (key: string) => (value: string) => setValues({ ...values, [key]: value });
  const parsed = Settings.safeParse({
    ...values,
    ...Object.fromEntries(NUMBERS.map((key) => [key, Number(values[key])])),
  });
  const wrong = (key: string): string | undefined =>
    parsed.success || !parsed.error.issues.some(({ path }) => path[0] === key) ? undefined : said.outOfRange;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending || !parsed.success) return;
    const about = { validFrom, source, seenVersion: rule.versions[0]?.version ?? 0, value: parsed.data };
    send.mutate({
      body:
        rule.subject === 'agency'
          ? { subject: 'agency', agencyId: rule.agencyId, ...about }
          : { subject: 'city', ...about },
    });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <SelectField
        label={said.settings.confirmation}
        hint={said.settingHints.confirmation}
        value={values.confirmation ?? ''}
        choices={Object.entries(said.confirmations).map(([value, title]) => ({ value, title }))}
        onChange={set('confirmation')}
      />
      {NUMBERS.map((key) => (
        <TextField
          key={key}
          type="number"
          label={said.settings[key]}
          value={values[key] ?? ''}
          wrong={wrong(key)}
          onChange={set(key)}
        />
      ))}
      {WORDS.map((key) => (
        <TextField
          key={key}
          label={said.settings[key]}
          hint={hints[key]}
          optional={key === 'contact'}
          maxLength={200}
          value={values[key] ?? ''}
          wrong={wrong(key)}
          onChange={set(key)}
        />
      ))}
      <TextField type="date" label={said.from} value={validFrom} onChange={setFrom} />
      <TextField label={said.reason} maxLength={200} value={source} onChange={setSource} />
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
