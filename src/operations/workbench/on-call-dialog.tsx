import { useState } from 'react';
import { Button } from '../../workbench/kit/button.tsx';
import { titled } from '../../workbench/kit/choices.ts';
import { Dialog } from '../../workbench/kit/dialog.tsx';
import { SelectField, TextField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { DUTIES, Duty, enterOnCall } from '../contract.ts';
import { findStaff } from './endpoints.ts';
import { words } from './text.ts';

const text = words.onCall;

type Person = { readonly id: number; readonly name: string; readonly agency: string | null };

/** Enters who is on call from today; whoever was is relieved. */
export function OnCallDialog({ onClose }: { readonly onClose: () => void }) {
  const [duty, setDuty] = useState<Duty>('technical');
  const [person, setPerson] = useState<Person | null>(null);
  const [deputy, setDeputy] = useState<Person | null>(null);
  const [phone, setPhone] = useState('');
  const [deputyPhone, setDeputyPhone] = useState('');
  const [isMissing, setMissing] = useState(false);
  const send = useSend(enterOnCall, onClose);
  return (
    <Dialog title={text.enter} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(person === null);
          if (send.isPending || person === null) return;
          send.mutate({
            body: {
              duty,
              personId: person.id,
              phone,
              ...(deputy ? { deputyId: deputy.id } : {}),
              ...(deputyPhone.trim() === '' ? {} : { deputyPhone }),
            },
          });
        }}
      >
        {send.error && <Failed error={send.error} />}
        <SelectField
          label={text.duty}
          value={duty}
          onChange={(value) => setDuty(Duty.parse(value))}
          choices={titled(DUTIES, text.duties)}
        />
        <StaffField
          label={text.person}
          value={person}
          onChange={setPerson}
          wrong={isMissing ? text.choose : undefined}
        />
        <TextField label={text.phone} type="tel" value={phone} onChange={setPhone} maxLength={30} />
        <StaffField label={text.deputy} value={deputy} onChange={setDeputy} optional />
        <TextField
          label={text.deputyPhone}
          type="tel"
          value={deputyPhone}
          onChange={setDeputyPhone}
          maxLength={30}
          optional
        />
        <div className="row">
          <Button kind="main" type="submit" busy={send.isPending}>
            {text.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type Field = {
  readonly label: string;
  readonly value: Person | null;
  readonly onChange: (person: Person | null) => void;
  readonly optional?: boolean;
  readonly wrong?: string | undefined;
};

/** Chooses a member of staff by name; people of the same name are told apart by their unit. */
function StaffField({ label, value, onChange, optional = false, wrong }: Field) {
  const [asked, setAsked] = useState('');
  const q = asked.trim();
  const found = useCall(findStaff, { query: { q } }, { enabled: q !== '' && value === null, keep: true });
  if (value) {
    return (
      <div className="field">
        <b>{label}</b>
        <span className="row">
          {value.name} <span className="soft">{value.agency}</span>
          <Button kind="quiet" onClick={() => onChange(null)}>
            {text.change}
          </Button>
        </span>
      </div>
    );
  }
  const people = q === '' ? [] : (found.data?.people ?? []);
  return (
    <div className="stack tight">
      <TextField
        label={label}
        hint={text.find}
        value={asked}
        onChange={setAsked}
        maxLength={50}
        optional={optional || q === ''}
        wrong={wrong}
      />
      <ul className="chips" aria-live="polite">
        {people.map((person) => (
          <li key={person.id}>
            <button type="button" className="chip" onClick={() => onChange(person)}>
              {person.name} <span className="soft">{person.agency}</span>
            </button>
          </li>
        ))}
        {q !== '' && found.data && people.length === 0 && <li className="soft">{text.none}</li>}
      </ul>
    </div>
  );
}
