import { choicesOf } from '../../workbench/kit/choices.ts';
import { SelectField } from '../../workbench/kit/field.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { listAgencies } from './endpoints.ts';
import { words } from './text.ts';

type Props = { readonly value: string; readonly onChange: (id: string) => void };

/** Narrows a list to one agency; empty stands for all. */
export function AgencyField({ value, onChange }: Props) {
  const agencies = useCall(listAgencies, { query: {} });
  return (
    <SelectField
      label={words.agency.label}
      value={value}
      onChange={onChange}
      choices={choicesOf(agencies.data?.agencies)}
      blank={words.agency.all}
      filter
    />
  );
}
