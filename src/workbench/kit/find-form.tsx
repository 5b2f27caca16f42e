import { type FormEvent, useState } from 'react';
import { text } from '../text.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';

/** Looks for words, when asked to. */
export function FindForm({
  label,
  q,
  onFind,
}: {
  readonly label: string;
  readonly q: string;
  readonly onFind: (typed: string) => void;
}) {
  const [typed, setTyped] = useState(q);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    onFind(typed.trim());
  };
  return (
    <form className="row foot" role="search" aria-label={label} onSubmit={find}>
      <TextField label={label} value={typed} onChange={setTyped} maxLength={100} filter />
      <Button type="submit">{text.find.submit}</Button>
    </form>
  );
}
