import { useState } from 'react';
import { TextField } from '../../../workbench/kit/field.tsx';
import { words } from '../text.ts';
import { fenOf } from './values.ts';

type Props = {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional: boolean;
  /** In fen. */
  readonly value: number | null;
  readonly onChange: (fen: number | '') => void;
};

/** An amount typed in yuan; what is half typed stays as it is. */
export function AmountField({ label, value, onChange, ...around }: Props) {
  const [typed, setTyped] = useState(value === null ? '' : (value / 100).toFixed(2));
  return (
    <TextField
      {...around}
      label={`${label}（${words.intake.yuan}）`}
      inputMode="decimal"
      value={typed}
      onChange={(next) => {
        setTyped(next);
        onChange(fenOf(next) ?? '');
      }}
    />
  );
}
