import { choicesOf } from './choices.ts';
import { SelectField } from './field.tsx';

type Props = {
  readonly label: string;
  readonly agencies: readonly { readonly id: number; readonly name: string }[];
  readonly value: number | null;
  readonly onChange: (id: string) => void;
};

/** For which agency something is written; nothing is asked of who writes for one. */
export const AgencyField = ({ label, agencies, value, onChange }: Props) =>
  agencies.length > 1 ? (
    <SelectField label={label} value={String(value ?? '')} onChange={onChange} choices={choicesOf(agencies)} />
  ) : null;
