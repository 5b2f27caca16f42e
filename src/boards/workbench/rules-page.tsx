import { type FormEvent, useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { type BoardRule, TOPICS } from '../contract.ts';
import { kindTitles, topicTitles } from '../text.ts';
import { putRuleCall, readRules } from '../wire.ts';
import './boards.css';
import { words } from './text.ts';

const { rules: text } = words;
const NUMBERS = ['postWithin', 'showDays', 'replaceWithin', 'recheckDays'] as const;
type Duty = BoardRule['duties'][number];

/** What holds for each kind of board: when something is stale, when it is looked at again, what is owed again and again. */
export function Page() {
  const rules = useCall(readRules, {});
  const mayChange = usePermission('boards.rule');
  return (
    <div className="stack">
      <h1>{text.title}</h1>
      <p className="soft">{mayChange ? text.intro : text.readOnly}</p>
      <Answer of={rules}>
        {({ rules: found }) => (
          <>
            {found.map((rule) => (
              <RuleForm key={`${rule.kind} ${JSON.stringify(rule)}`} rule={rule} mayChange={mayChange} />
            ))}
          </>
        )}
      </Answer>
    </div>
  );
}

function RuleForm({ rule, mayChange }: { readonly rule: BoardRule; readonly mayChange: boolean }) {
  const [typed, setTyped] = useState(rule);
  // Which line is which while lines come and go.
  const [lines, setLines] = useState<readonly number[]>(() => rule.duties.map((_, i) => i));
  const put = useSend(putRuleCall);
  const set = (part: Partial<BoardRule>): void => setTyped({ ...typed, ...part });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    put.mutate({ body: { ...typed, duties: named(typed.duties) } });
  };
  const changed = JSON.stringify(typed) !== JSON.stringify(rule);
  return (
    <Panel title={kindTitles[rule.kind]}>
      <form className="stack tight" onSubmit={submit}>
        <fieldset disabled={!mayChange} className="stack tight bare">
          <legend className="unseen">{kindTitles[rule.kind]}</legend>
          <div className="row">
            {NUMBERS.map((name) => (
              <TextField
                key={name}
                label={text[name]}
                inputMode="numeric"
                value={String(typed[name])}
                onChange={(value) => set({ [name]: Number(value.replaceAll(/\D/gu, '')) })}
                maxLength={3}
              />
            ))}
          </div>
          <TextField label={text.law} value={typed.law} onChange={(law) => set({ law })} maxLength={100} />
          <h3>{text.duties}</h3>
          {typed.duties.length === 0 && <p className="soft">{text.noDuties}</p>}
          {typed.duties.map((duty, at) => (
            <DutyFields
              key={lines[at]}
              duty={duty}
              onChange={(next) => {
                if (next === null) setLines(lines.toSpliced(at, 1));
                set({ duties: next === null ? typed.duties.toSpliced(at, 1) : typed.duties.with(at, next) });
              }}
            />
          ))}
          {mayChange && (
            <div className="row">
              <Button
                kind="quiet"
                onClick={() => {
                  setLines([...lines, Math.max(-1, ...lines) + 1]);
                  set({ duties: [...typed.duties, newDuty(typed)] });
                }}
              >
                {text.add}
              </Button>
              <Button kind={changed ? 'main' : 'plain'} type="submit" busy={put.isPending} disabled={!changed}>
                {text.save}
              </Button>
            </div>
          )}
          {put.error && <Failed error={put.error} />}
          {put.isSuccess && !changed && <Notice tone="good">{text.saved}</Notice>}
        </fieldset>
      </form>
    </Panel>
  );
}

/** A duty is known by what it tells and how often; a second of the same kind gets a letter more. Known ones keep their name. */
function named(duties: readonly Duty[]): Duty[] {
  const taken = new Set(duties.map(({ key }) => key).filter((key) => key !== ''));
  return duties.map((duty) => {
    if (duty.key !== '') return duty;
    let key = `${duty.topic}-${duty.every}`;
    while (taken.has(key)) key += 'x';
    taken.add(key);
    return { ...duty, key };
  });
}

const newDuty = ({ law }: BoardRule): Duty => ({
  key: '',
  name: '',
  topic: 'finance',
  every: 'quarter',
  within: { n: 10, unit: 'workday' },
  law,
});

function DutyFields({ duty, onChange }: { readonly duty: Duty; readonly onChange: (duty: Duty | null) => void }) {
  const set = (part: Partial<Duty>): void => onChange({ ...duty, ...part });
  const every = (value: string): Duty['every'] => (value === 'month' ? 'month' : 'quarter');
  return (
    <div className="row">
      <TextField label={text.duty} value={duty.name} onChange={(name) => set({ name })} maxLength={60} />
      <SelectField
        label={text.topic}
        value={duty.topic}
        onChange={(value) => set({ topic: TOPICS.find((topic) => topic === value) ?? 'other' })}
        choices={titled(TOPICS, topicTitles)}
      />
      <SelectField
        label={text.every}
        value={duty.every}
        onChange={(value) => set({ every: every(value) })}
        choices={(['month', 'quarter'] as const).map((value) => ({ value, title: text.everyTitles[value] }))}
      />
      <TextField
        label={`${text.within}${text.units[duty.within.unit]}`}
        inputMode="numeric"
        value={String(duty.within.n)}
        onChange={(n) => set({ within: { ...duty.within, n: Number(n.replaceAll(/\D/gu, '')) } })}
        maxLength={2}
      />
      <Button kind="quiet" onClick={() => onChange(null)}>
        {text.remove}
      </Button>
    </div>
  );
}
