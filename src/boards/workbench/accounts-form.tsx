import { Button } from '../../workbench/kit/button.tsx';
import { legalDay } from '../../workbench/kit/day.tsx';
import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { Panel } from '../../workbench/kit/panel.tsx';
import { words } from './text.ts';

const { accounts: text } = words;
type Line = { readonly item: string; readonly amount: string; readonly note: string };
export type Typed = {
  readonly period: string;
  readonly opening: string;
  readonly closing: string;
  readonly income: readonly Line[];
  readonly expense: readonly Line[];
  readonly supervision: string;
  readonly supervisedOn: string;
};
const blank: Line = { item: '', amount: '', note: '' };
export const nothingTyped = (): Typed => ({
  ...{ period: '', opening: '', closing: '', income: [blank], expense: [blank], supervision: '' },
  supervisedOn: legalDay(new Date()),
});

/** 12.5 → 1250; null for what is no amount. */
export function centsOf(typed: string): number | null {
  const found = /^(-?)(\d{1,9})(?:\.(\d{1,2}))?$/u.exec(typed.replaceAll(',', '').trim());
  if (!found) return null;
  const cents = Number(found[2]) * 100 + Number((found[3] ?? '').padEnd(2, '0'));
  return found[1] === '-' ? -cents : cents;
}

const filled = (lines: readonly Line[]): readonly Line[] =>
  lines.filter(({ item, amount }) => item !== '' || amount !== '');
const sum = (lines: readonly Line[]): number => lines.reduce((all, { amount }) => all + (centsOf(amount) ?? 0), 0);

/** What goes over the wire. */
export const accountsOf = ({ opening, closing, income, expense, ...rest }: Typed) => {
  const linesOf = (lines: readonly Line[]) =>
    filled(lines).map(({ item, amount, note }) => ({ item, cents: centsOf(amount) ?? 0, note }));
  return {
    ...rest,
    openingCents: centsOf(opening) ?? 0,
    closingCents: centsOf(closing) ?? 0,
    income: linesOf(income),
    expense: linesOf(expense),
  };
};

/** The form of a village's accounts; what they should come to is said while they are typed. */
export function AccountsForm({
  typed,
  onChange,
}: {
  readonly typed: Typed;
  readonly onChange: (typed: Typed) => void;
}) {
  const set = (part: Partial<Typed>): void => onChange({ ...typed, ...part });
  const wrong = (amount: string): string | undefined =>
    amount !== '' && centsOf(amount) === null ? text.wrong : undefined;
  const expected = (centsOf(typed.opening) ?? 0) + sum(typed.income) - sum(typed.expense);
  return (
    <>
      <div className="row">
        <TextField
          label={text.period}
          hint={text.periodHint}
          value={typed.period}
          onChange={(period) => set({ period })}
          maxLength={7}
        />
        <TextField
          label={text.opening}
          value={typed.opening}
          onChange={(opening) => set({ opening })}
          inputMode="decimal"
          wrong={wrong(typed.opening)}
        />
      </div>
      <Lines title={text.income} lines={typed.income} onChange={(income) => set({ income })} wrong={wrong} />
      <Lines title={text.expense} lines={typed.expense} onChange={(expense) => set({ expense })} wrong={wrong} />
      <p className="soft" aria-live="polite">
        {text.balance((expected / 100).toFixed(2))}
      </p>
      <TextField
        label={text.closing}
        value={typed.closing}
        onChange={(closing) => set({ closing })}
        inputMode="decimal"
        wrong={wrong(typed.closing)}
      />
      <AreaField
        label={text.supervision}
        value={typed.supervision}
        onChange={(supervision) => set({ supervision })}
        maxLength={200}
        rows={2}
      />
      <TextField
        label={text.supervisedOn}
        type="date"
        value={typed.supervisedOn}
        onChange={(supervisedOn) => set({ supervisedOn })}
      />
    </>
  );
}

function Lines({
  title,
  lines,
  onChange,
  wrong,
}: {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly onChange: (lines: readonly Line[]) => void;
  readonly wrong: (amount: string) => string | undefined;
}) {
  const put = (place: number, part: Partial<Line>): void =>
    onChange(lines.map((line, i) => (i === place ? { ...line, ...part } : line)));
  const labelled = (label: string, i: number): string => `${title}${i + 1} ${label}`;
  return (
    <Panel title={title}>
      {lines.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no names, and are only added and taken away
        <div className="row" key={i}>
          <TextField
            label={labelled(text.item, i)}
            value={line.item}
            onChange={(item) => put(i, { item })}
            maxLength={60}
            filter
          />
          <TextField
            label={labelled(text.amount, i)}
            value={line.amount}
            onChange={(amount) => put(i, { amount })}
            inputMode="decimal"
            wrong={wrong(line.amount)}
            filter
          />
          <TextField
            label={labelled(text.note, i)}
            value={line.note}
            onChange={(note) => put(i, { note })}
            maxLength={100}
            filter
          />
          {lines.length > 1 && (
            <Button kind="quiet" onClick={() => onChange(lines.filter((_, place) => place !== i))}>
              {text.remove}
            </Button>
          )}
        </div>
      ))}
      <Button onClick={() => onChange([...lines, blank])}>{text.add}</Button>
    </Panel>
  );
}
