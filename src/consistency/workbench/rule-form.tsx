import { type FormEvent, useState } from 'react';
import type { Output } from '../../workbench/call.ts';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { AreaField, SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { changeRule, type Rule, readRule } from '../contract.ts';
import { ruleText as said } from '../rule-text.ts';

type View = Output<typeof readRule>;
/** One line as it is typed. */
type Line = {
  readonly key: number;
  readonly target: string;
  readonly nodes: string;
  readonly workdays: string;
  readonly since: string;
};

/** How the city compares, and what is told outside as well; for the office of the city. */
export function RuleForm() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="panel no-print" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <b>{said.title}</b>
      </summary>
      {isOpen && <Loaded />}
    </details>
  );
}

function Loaded() {
  const found = useCall(readRule, {});
  return <Answer of={found}>{(view) => <Form view={view} />}</Answer>;
}

function Form({ view: { rule, version, targets } }: { readonly view: View }) {
  const [hours, setHours] = useState(String(rule.everyHours));
  const [grace, setGrace] = useState(String(rule.graceMinutes));
  const [workdays, setWorkdays] = useState(String(rule.workdays));
  const [law, setLaw] = useState(rule.law);
  const [lines, setLines] = useState<readonly Line[]>(rule.external.map(lineOf));
  const [reason, setReason] = useState('');
  // The version that is seen here, whatever came meanwhile: what somebody else has changed is not overwritten.
  const [seenVersion, setSeen] = useState(version);
  const send = useSend(changeRule, (answer) => {
    setSeen(answer.version);
    setReason('');
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending) return;
    const values = { everyHours: Number(hours), graceMinutes: Number(grace), workdays: Number(workdays), law };
    send.mutate({ body: { seenVersion, reason, rule: { ...values, external: lines.map(requirementOf) } } });
  };
  const add = (): void => {
    const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
    const target = targets[0]?.key ?? '';
    setLines([...lines, { key, target, nodes: '', workdays: '5', since: legalDay(new Date()) }]);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p className="soft">{said.intro}</p>
      {send.error && <Failed error={send.error} />}
      {send.isSuccess && <Notice tone="good">{said.saved}</Notice>}
      <div className="row">
        <TextField type="number" label={said.everyHours} value={hours} onChange={setHours} />
        <TextField type="number" label={said.graceMinutes} value={grace} onChange={setGrace} />
        <TextField type="number" label={said.workdays} value={workdays} onChange={setWorkdays} />
      </div>
      <TextField label={said.law} value={law} onChange={setLaw} maxLength={200} />
      <h3>{said.external}</h3>
      <p className="soft">{said.externalHint}</p>
      {lines.length === 0 && <p>{said.none}</p>}
      {lines.map((line) => (
        <Requirement
          key={line.key}
          line={line}
          targets={targets}
          onChange={(next) => setLines(lines.map((one) => (one.key === line.key ? next : one)))}
          onRemove={() => setLines(lines.filter(({ key }) => key !== line.key))}
        />
      ))}
      {targets.length === 0 ? <p className="soft">{said.noTargets}</p> : <Button onClick={add}>{said.add}</Button>}
      <AreaField label={said.reason} value={reason} onChange={setReason} rows={2} maxLength={200} />
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {said.save}
        </Button>
      </div>
    </form>
  );
}

function Requirement({
  line,
  targets,
  onChange,
  onRemove,
}: {
  readonly line: Line;
  readonly targets: View['targets'];
  readonly onChange: (line: Line) => void;
  readonly onRemove: () => void;
}) {
  return (
    <fieldset className="stack tight">
      <legend className="unseen">{said.external}</legend>
      <SelectField
        label={said.target}
        value={line.target}
        onChange={(target) => onChange({ ...line, target })}
        choices={targets.map(({ key, name }) => ({ value: key, title: name }))}
      />
      <TextField
        label={said.nodes}
        value={line.nodes}
        onChange={(nodes) => onChange({ ...line, nodes })}
        maxLength={1000}
      />
      <div className="row">
        <TextField
          type="number"
          label={said.days}
          value={line.workdays}
          onChange={(workdays) => onChange({ ...line, workdays })}
        />
        <TextField
          type="date"
          label={said.since}
          value={line.since}
          onChange={(since) => onChange({ ...line, since })}
        />
        <Button onClick={onRemove}>{said.remove}</Button>
      </div>
    </fieldset>
  );
}

type External = Rule['external'][number];

const lineOf = ({ target, nodes, workdays, since }: External, key: number): Line => ({
  ...{ key, target, since },
  nodes: nodes.join(' '),
  workdays: String(workdays),
});

const requirementOf = ({ target, nodes, workdays, since }: Line): External => ({
  ...{ target, since },
  nodes: nodes.split(/[\s，、,]+/u).filter((key) => key !== ''),
  workdays: Number(workdays),
});
