import { AreaField, TextField } from '../../workbench/kit/field.tsx';
import { type Person, PersonField } from './person-field.tsx';
import { words } from './text.ts';

/** Who changes, when, and who takes over, as far as it has been filled in. */
export type Change = {
  readonly person: Person | null;
  readonly changedOn: string;
  readonly successor: Person | null;
  readonly handoverNote: string;
};

export const emptyChange: Change = { person: null, changedOn: '', successor: null, handoverNote: '' };
export const isWhole = ({ person, changedOn }: Change): boolean => person !== null && changedOn !== '';

/** The change as it is sent; null while something is wanting. */
export const sentChange = ({ person, changedOn, successor, handoverNote }: Change) =>
  person === null || changedOn === ''
    ? null
    : { personId: person.id, changedOn, successorId: successor?.id ?? null, handoverNote: handoverNote.trim() || null };

type Props = {
  readonly change: Change;
  readonly onChange: (change: Change) => void;
  readonly isLeave: boolean;
  readonly tried: boolean;
};

export const ChangeFields = ({ change, onChange, isLeave, tried }: Props) => (
  <>
    <PersonField
      label={words.person.label}
      value={change.person}
      onChange={(person) => onChange({ ...change, person })}
      wrong={tried && change.person === null ? words.fill(words.person.label) : undefined}
    />
    <TextField
      label={words.filings.changedOn}
      type="date"
      value={change.changedOn}
      onChange={(changedOn) => onChange({ ...change, changedOn })}
      wrong={tried && change.changedOn === '' ? words.fill(words.filings.changedOn) : undefined}
    />
    {isLeave && (
      <>
        <PersonField
          label={words.filings.successor}
          value={change.successor}
          onChange={(successor) => onChange({ ...change, successor })}
          optional
        />
        <AreaField
          label={words.filings.handover}
          value={change.handoverNote}
          onChange={(handoverNote) => onChange({ ...change, handoverNote })}
          optional
          rows={3}
        />
      </>
    )}
  </>
);
