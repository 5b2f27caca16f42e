import { useEffect, useState } from 'react';
import { TextField } from './field.tsx';

type Props = { readonly label: string; readonly value: number; readonly onChange: (year: number) => void };

/** A year of this century; asked for when it is whole, so that it can be typed. */
export function YearField({ label, value, onChange }: Props) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const change = (next: string): void => {
    setTyped(next);
    if (/^20\d\d$/u.test(next)) onChange(Number(next));
  };
  return <TextField label={label} type="number" value={typed} onChange={change} filter />;
}
