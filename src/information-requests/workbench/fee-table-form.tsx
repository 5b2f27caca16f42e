import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { Failed, Notice } from '../../workbench/kit/notice.tsx';
import { useSend } from '../../workbench/use-call.ts';
import { FeeTable } from '../rules/fees.ts';
import { proposeRule, type Rule } from '../rules-changed/contract.ts';
import { ruleText as said } from '../rules-changed/text.ts';
import { Examples } from './rule-facts.tsx';

type Way = 'items' | 'pages';
/** One band as it is typed; no end: all above. */
type Line = {
  readonly key: number;
  readonly upTo: string;
  readonly yuan: string;
  readonly every: string;
  readonly step: string;
};
type Typed = Readonly<Record<Way, { readonly law: string; readonly lines: readonly Line[] }>>;

const typedOf = (table: FeeTable | null): Typed => ({
  items: typed(table?.items),
  pages: typed(table?.pages),
});
const typed = (half: FeeTable['items'] | undefined) => ({
  law: half?.law ?? '',
  lines: (half?.bands ?? [{ upTo: null, yuan: 0 }]).map(
    ({ upTo, yuan, every, step }, key): Line => ({
      key,
      upTo: upTo === null ? '' : String(upTo),
      yuan: String(yuan),
      every: every === undefined ? '' : String(every),
      step: step === undefined ? '' : String(step),
    }),
  ),
});

const bandOf = ({ upTo, yuan, every, step }: Line) => ({
  upTo: upTo.trim() === '' ? null : Number(upTo),
  yuan: Number(yuan),
  ...(every.trim() === '' && step.trim() === '' ? {} : { every: Number(every), step: Number(step) }),
});
const tableOf = (all: Typed): unknown =>
  Object.fromEntries(
    Object.entries(all).map(([way, { law, lines }]) => [way, { law: law.trim(), bands: lines.map(bandOf) }]),
  );

/** A new table of the fee: from a day, with the document that sets it, both ways of counting, and what it comes to. */
export function FeeTableForm({ rule, start }: { readonly rule: Rule; readonly start: FeeTable | null }) {
  const [all, setAll] = useState<Typed>(() => typedOf(start));
  const [validFrom, setFrom] = useState(legalDay(new Date()));
  const [source, setSource] = useState('');
  const send = useSend(proposeRule);
  const parsed = FeeTable.safeParse(tableOf(all));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (send.isPending || !parsed.success) return;
    const seenVersion = rule.versions[0]?.version ?? 0;
    send.mutate({ body: { subject: 'fees', validFrom, source, seenVersion, value: parsed.data } });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextField type="date" label={said.from} hint={said.fromHint} value={validFrom} onChange={setFrom} />
      <TextField label={said.source} maxLength={200} value={source} onChange={setSource} />
      {(['items', 'pages'] as const).map((way) => (
        <Half
          key={way}
          way={way}
          half={all[way]}
          onChange={(half) => setAll({ ...all, [way]: half })}
          examples={parsed.success ? <Examples way={way} bands={parsed.data[way].bands} /> : null}
        />
      ))}
      {!parsed.success && <Notice tone="warn">{said.fee.notValid}</Notice>}
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

function Half({
  way,
  half: { law, lines },
  onChange,
  examples,
}: {
  readonly way: Way;
  readonly half: Typed[Way];
  readonly onChange: (half: Typed[Way]) => void;
  readonly examples: ReactNode;
}) {
  const set = (key: number, change: Partial<Line>): void =>
    onChange({ law, lines: lines.map((line) => (line.key === key ? { ...line, ...change } : line)) });
  const add = (): void => {
    const key = Math.max(0, ...lines.map((line) => line.key)) + 1;
    onChange({ law, lines: [...lines, { key, upTo: '', yuan: '', every: '', step: '' }] });
  };
  return (
    <fieldset className="stack tight">
      <legend>{said.fee[way]}</legend>
      <TextField
        label={said.fee.law}
        maxLength={200}
        value={law}
        onChange={(value) => onChange({ law: value, lines })}
      />
      {lines.map((line, i) => (
        <fieldset className="row" key={line.key}>
          <legend className="soft">{said.fee.band(i + 1)}</legend>
          <TextField
            type="number"
            label={said.fee.upTo}
            optional={said.fee.last}
            value={line.upTo}
            onChange={(upTo) => set(line.key, { upTo })}
          />
          <TextField
            type="number"
            label={said.fee.yuan}
            value={line.yuan}
            onChange={(yuan) => set(line.key, { yuan })}
          />
          <TextField
            type="number"
            label={said.fee.every}
            optional
            value={line.every}
            onChange={(every) => set(line.key, { every })}
          />
          <TextField
            type="number"
            label={said.fee.step}
            optional
            value={line.step}
            onChange={(step) => set(line.key, { step })}
          />
          {lines.length > 1 && (
            <Button kind="quiet" onClick={() => onChange({ law, lines: lines.filter(({ key }) => key !== line.key) })}>
              {said.fee.remove}
            </Button>
          )}
        </fieldset>
      ))}
      <div className="row">
        <Button onClick={add}>{said.fee.add}</Button>
      </div>
      {examples}
    </fieldset>
  );
}
