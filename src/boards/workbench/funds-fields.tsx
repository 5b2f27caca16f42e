import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import type { Board } from '../contract.ts';
import { words } from './text.ts';

const { boards: text } = words;
type Funds = Board['funds'];
export type TypedFunds = {
  readonly raised: string;
  /** Each line keeps its number while it is on the screen. */
  readonly spent: readonly { readonly line: number; readonly purpose: string; readonly amount: string }[];
};

const MONEY = /^\d{1,9}(?:\.\d{1,2})?$/u;
const centsOf = (yuan: string): number => Math.round(Number(yuan) * 100);
export const yuanOf = (cents: number): string => String(cents / 100);

export const typedFunds = (funds: Funds): TypedFunds => ({
  raised: funds === null ? '' : yuanOf(funds.raisedCents),
  spent: (funds?.spent ?? []).map(({ purpose, cents }, line) => ({ line, purpose, amount: yuanOf(cents) })),
});

/** What was typed as it is kept; nothing at all is null. */
export function fundsOf({ raised, spent }: TypedFunds): Funds | 'wrong' {
  if (raised.trim() === '' && spent.length === 0) return null;
  const all = [raised.trim(), ...spent.map(({ amount }) => amount.trim())];
  if (!all.every((amount) => MONEY.test(amount))) return 'wrong';
  return {
    raisedCents: centsOf(raised),
    spent: spent.map(({ purpose, amount }) => ({ purpose, cents: centsOf(amount) })),
  };
}

/** What a board cost: raised, and spent on what (M-084). */
export function FundsFields(props: { readonly funds: TypedFunds; readonly onChange: (funds: TypedFunds) => void }) {
  const { raised, spent } = props.funds;
  const wrong = (amount: string): string | undefined =>
    amount.trim() === '' || MONEY.test(amount.trim()) ? undefined : text.notMoney;
  const change = (line: number, part: Partial<TypedFunds['spent'][number]>): void =>
    props.onChange({ raised, spent: spent.map((one) => (one.line === line ? { ...one, ...part } : one)) });
  return (
    <fieldset className="stack tight">
      <legend>{text.funds}</legend>
      <TextField
        label={text.raised}
        hint={text.raisedHint}
        inputMode="decimal"
        value={raised}
        wrong={wrong(raised)}
        onChange={(value) => props.onChange({ raised: value, spent })}
        maxLength={12}
        optional
      />
      {spent.map(({ line, purpose: of, amount: paid }) => (
        <div className="row" key={line}>
          <TextField label={text.spentOn} value={of} onChange={(purpose) => change(line, { purpose })} maxLength={60} />
          <TextField
            label={text.spent}
            inputMode="decimal"
            value={paid}
            wrong={wrong(paid)}
            onChange={(amount) => change(line, { amount })}
            maxLength={12}
          />
          <Button
            kind="quiet"
            onClick={() => props.onChange({ raised, spent: spent.filter((one) => one.line !== line) })}
          >
            {text.removeSpent}
          </Button>
        </div>
      ))}
      <div className="row">
        <Button
          kind="quiet"
          onClick={() =>
            props.onChange({
              raised,
              spent: [...spent, { line: Math.max(-1, ...spent.map((one) => one.line)) + 1, purpose: '', amount: '' }],
            })
          }
        >
          {text.addSpent}
        </Button>
      </div>
    </fieldset>
  );
}
