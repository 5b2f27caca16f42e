import { SelectField } from '../../workbench/kit/field.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { listAgencies } from './endpoints.ts';
import { words } from './text.ts';

type Props = { readonly value: string; readonly onChange: (id: string) => void };

/** Narrows a list to one agency; empty stands for all. */
export function AgencyField({ value, onChange }: Props) {
  const agencies = useCall(listAgencies, { query: {} });
  const choices = (agencies.data?.agencies ?? []).map(({ id, name }) => ({ value: String(id), title: name }));
  return (
    <SelectField
      label={words.agency.label}
      value={value}
      onChange={onChange}
      choices={choices}
      blank={words.agency.all}
      filter
    />
  );
}
