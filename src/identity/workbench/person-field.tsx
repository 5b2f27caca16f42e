import { useEffect, useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { TextField } from '../../workbench/kit/field.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { findStaff } from './endpoints.ts';
import { words } from './text.ts';

const WAIT_MS = 250;

export type Person = { readonly id: number; readonly name: string; readonly agency: string | null };

type Props = {
  readonly label: string;
  readonly value: Person | null;
  readonly onChange: (person: Person | null) => void;
  readonly optional?: boolean;
  readonly wrong?: string | undefined;
};

/** Chooses a member of staff by name; people of the same name are told apart by their unit. */
export function PersonField({ label, value, onChange, optional = false, wrong }: Props) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const found = useCall(findStaff, { query: { q: asked } }, { enabled: asked !== '' && value === null, keep: true });
  if (value) {
    return (
      <div className="field">
        <b>{label}</b>
        <span className="row">
          {value.name} <span className="soft">{value.agency ?? words.person.noAgency}</span>
          <Button kind="quiet" onClick={() => onChange(null)}>
            {words.person.change}
          </Button>
        </span>
      </div>
    );
  }
  const people = asked === '' ? [] : (found.data?.people ?? []);
  return (
    <div className="stack tight">
      <TextField
        label={label}
        hint={words.person.hint}
        value={typed}
        onChange={setTyped}
        maxLength={50}
        optional={optional}
        wrong={wrong}
      />
      <ul className="chips" aria-live="polite">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" className="chip" onClick={() => onChange(person)}>
              {person.name} <span className="soft">{person.agency ?? words.person.noAgency}</span>
            </button>
          </li>
        ))}
        {asked !== '' && found.data && people.length === 0 && <li className="soft">{words.person.none}</li>}
      </ul>
    </div>
  );
}
