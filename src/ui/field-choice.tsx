import type { Option, SimpleField } from '../kernel/form/index.ts';
import type { FieldState } from './field-scene.tsx';
import { text } from './text.ts';

const YES_NO: readonly Option[] = [
  { value: 'true', title: text.form.yes },
  { value: 'false', title: text.form.no },
];

function optionsOf(field: SimpleField): readonly Option[] {
  if (field.widget === 'yes-no') return YES_NO;
  if (field.widget === 'declaration') return [{ value: 'true', title: field.statement }];
  return 'options' in field ? field.options : [];
}

const chosen = (value: unknown, option: string): boolean =>
  Array.isArray(value) ? value.includes(option) : value !== undefined && String(value) === option;

/** Radio buttons or boxes to tick; the first has the id of the field, so that an error can lead to it. */
export const Choices = ({ field, state }: { readonly field: SimpleField; readonly state: FieldState }) => {
  const type = field.widget === 'checkboxes' || field.widget === 'declaration' ? 'checkbox' : 'radio';
  return optionsOf(field).map((option, index) => {
    const id = index === 0 ? state.id : `${state.id}-${index}`;
    return (
      <div className="choice" key={option.value}>
        <input
          type={type}
          id={id}
          name={state.name}
          value={option.value}
          defaultChecked={chosen(state.value, option.value)}
          aria-describedby={option.help === undefined ? undefined : `${id}-help`}
        />
        <label htmlFor={id}>{option.title}</label>
        {option.help !== undefined && (
          <p className="hint" id={`${id}-help`}>
            {option.help}
          </p>
        )}
      </div>
    );
  });
};
