import { Button } from '../../workbench/kit/button.tsx';
import { SelectField } from '../../workbench/kit/field.tsx';
import { useCall } from '../../workbench/use-call.ts';
import { readCatalogue } from '../wire.ts';
import { words } from './text.ts';

const { catalogue } = words;

/** What the lines of business are called: by the department of the city that leads each. */
function useLines(): readonly { readonly key: string; readonly name: string }[] {
  return useCall(readCatalogue, { query: {} }).data?.lines ?? [];
}

/** Who leads the making of an entry, in names. */
export function Owners({ owners }: { readonly owners: readonly string[] }) {
  const lines = useLines();
  const nameOf = (line: string): string => lines.find(({ key }) => key === line)?.name ?? line;
  return owners.length === 0 ? catalogue.everyone : owners.map(nameOf).join('、');
}

/** Departments that lead an entry, one added after the other; none: every organ makes its own. */
export function OwnersField(props: {
  readonly label: string;
  readonly owners: readonly string[];
  readonly onChange: (owners: readonly string[]) => void;
}) {
  const { owners } = props;
  const lines = useLines();
  const nameOf = (line: string): string => lines.find(({ key }) => key === line)?.name ?? line;
  return (
    <div className="stack tight">
      <SelectField
        label={props.label}
        value=""
        onChange={(line) => line !== '' && props.onChange([...owners, line])}
        choices={lines.filter(({ key }) => !owners.includes(key)).map(({ key, name }) => ({ value: key, title: name }))}
        blank={catalogue.addOwner}
        optional
      />
      {owners.length > 0 && (
        <ul className="chips" aria-live="polite">
          {owners.map((line) => (
            <li key={line} className="chip">
              {nameOf(line)}
              <Button
                kind="quiet"
                aria-label={`${catalogue.removeOwner}：${nameOf(line)}`}
                onClick={() => props.onChange(owners.filter((one) => one !== line))}
              >
                ×
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
