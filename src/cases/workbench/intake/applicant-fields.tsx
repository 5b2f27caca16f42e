import { ChoiceField, TextField } from '../../../workbench/kit/field.tsx';
import { words } from '../text.ts';

export type Applicant = {
  readonly kind: 'person' | 'enterprise';
  readonly name: string;
  readonly document: string;
  readonly phone: string;
};

export const emptyApplicant = (isForPeople: boolean): Applicant => ({
  kind: isForPeople ? 'person' : 'enterprise',
  name: '',
  document: '',
  phone: '',
});

type Props = { readonly value: Applicant; readonly onChange: (value: Applicant) => void };

/** Who applies, as the identity document in the clerk's hand says. */
export const ApplicantFields = ({ value, onChange }: Props) => {
  const { intake } = words;
  return (
    <div className="stack">
      <ChoiceField
        label={intake.kind}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind: kind === 'enterprise' ? 'enterprise' : 'person' })}
        choices={Object.entries(intake.kinds).map(([kind, title]) => ({ value: kind, title }))}
      />
      <TextField
        label={intake.name[value.kind]}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        maxLength={100}
      />
      <TextField
        label={intake.document[value.kind]}
        value={value.document}
        onChange={(document) => onChange({ ...value, document })}
        maxLength={30}
      />
      <TextField
        label={intake.phone}
        type="tel"
        value={value.phone}
        onChange={(phone) => onChange({ ...value, phone })}
        maxLength={20}
        optional
      />
    </div>
  );
};
