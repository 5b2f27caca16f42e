import { CheckField } from '../../workbench/kit/field.tsx';
import { INTERPRETATION_ELEMENTS, type InterpretationElement } from '../contract.ts';
import { words } from './text.ts';

const { editor } = words;

/** What an explanation speaks of, one box for each; those that are required say so. */
export function ElementsField(props: {
  readonly value: readonly InterpretationElement[];
  readonly required: readonly InterpretationElement[];
  readonly hint?: string;
  readonly onChange: (elements: InterpretationElement[]) => void;
}) {
  const { value, required, hint, onChange } = props;
  return (
    <fieldset className="field">
      <legend>{editor.elements}</legend>
      <div className="row">
        {INTERPRETATION_ELEMENTS.map((element) => (
          <CheckField
            key={element}
            label={required.includes(element) ? editor.required(words.elements[element]) : words.elements[element]}
            value={value.includes(element)}
            onChange={(on) => onChange(on ? [...value, element] : value.filter((each) => each !== element))}
          />
        ))}
      </div>
      {hint !== undefined && <p className="hint">{hint}</p>}
    </fieldset>
  );
}
