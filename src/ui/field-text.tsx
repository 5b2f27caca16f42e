import type { FieldSchema, SimpleField } from '../kernel/form/index.ts';
import type { FieldState } from './field-scene.tsx';
import { text } from './text.ts';

/** What was typed, or the stored value as people write it: 分 as 元. */
export function writtenValue(field: SimpleField, value: unknown): string {
  if (field.widget === 'money' && typeof value === 'number') {
    return `${Math.trunc(value / 100)}${value % 100 === 0 ? '' : `.${String(value % 100).padStart(2, '0')}`}`;
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

const AUTOCOMPLETE: Partial<Readonly<Record<SimpleField['widget'], string>>> = {
  phone: 'tel-national',
  address: 'street-address',
};

/** Keyboard, width and type of an input, by widget. */
function manner(field: SimpleField, schema: FieldSchema | undefined) {
  switch (field.widget) {
    case 'number':
      return { className: 'short', inputMode: schema?.type === 'integer' ? 'numeric' : 'decimal' } as const;
    case 'money':
      return { className: 'short', inputMode: 'decimal' } as const;
    case 'date':
      return { className: 'short', inputMode: 'numeric' } as const;
    case 'phone':
      return { className: 'middling', type: 'tel', inputMode: 'tel' } as const;
    case 'resident-id':
    case 'credit-code':
      return { className: 'middling', autoCapitalize: 'characters', spellCheck: false } as const;
    case 'text':
    case 'lines':
    case 'address':
    case 'radio':
    case 'select':
    case 'checkboxes':
    case 'yes-no':
    case 'declaration':
      return {};
  }
}

const unitOf = (field: SimpleField): string | undefined =>
  field.widget === 'money' ? text.form.yuan : 'unit' in field ? field.unit : undefined;

/** A line, several lines or a list to choose from. */
export const TextInput = (props: {
  readonly field: SimpleField;
  readonly state: FieldState;
  readonly schema: FieldSchema | undefined;
}) => {
  const { field, state } = props;
  const shared = {
    id: state.id,
    name: state.name,
    'aria-describedby': state.describedBy,
    'aria-invalid': state.isWrong || undefined,
    'aria-required': state.isRequired || undefined,
    autoComplete: field.autocomplete ?? AUTOCOMPLETE[field.widget],
  };
  const value = writtenValue(field, state.value);
  if (field.widget === 'lines') return <textarea rows={5} {...shared} defaultValue={value} />;
  if (field.widget === 'select') {
    return (
      <select {...shared} defaultValue={value}>
        <option value="">{text.form.choose}</option>
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.title}
          </option>
        ))}
      </select>
    );
  }
  const input = <input type="text" {...manner(field, props.schema)} {...shared} defaultValue={value} />;
  const unit = unitOf(field);
  return unit === undefined ? (
    input
  ) : (
    <span className="with-unit">
      {input} {unit}
    </span>
  );
};
