import { type FormEvent, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { words } from './text.ts';

/** Looks for words, when asked to. */
export function Find({
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
    <form className="row" role="search" aria-label={label} onSubmit={find}>
      <TextField label={label} value={typed} onChange={setTyped} maxLength={100} filter />
      <Button type="submit">{words.boards.find}</Button>
    </form>
  );
}
