import type {
  FieldLayout,
  FormDefinition,
  FormValues,
  GroupField,
  SimpleField,
} from '../../../kernel/form/definition.ts';
import { keyPath, type Path, valueAt } from '../../../kernel/form/path.ts';
import { isRequired } from '../../../kernel/form/schema.ts';
import { isShown, shownSteps } from '../../../kernel/form/shown.ts';
import { Button } from '../../../workbench/kit/button.tsx';
import { AreaField, CheckField, ChoiceField, SelectField, TextField } from '../../../workbench/kit/field.tsx';
import { words } from '../text.ts';
import { AmountField } from './amount-field.tsx';
import { rowsAt, withoutRow, withRow, withValue } from './values.ts';

type Props = {
  readonly form: FormDefinition;
  readonly data: FormValues;
  readonly onChange: (data: FormValues) => void;
};

/** The form of an item, all its steps on one page: a clerk copies from paper and does not want to turn pages. */
export const FormFields = ({ form, data, onChange }: Props) => (
  <div className="stack">
    {shownSteps(form, data).map((step) => (
      <section key={step.key} className="stack tight">
        <h3>{step.title}</h3>
        {step.fields.map((field) => (
          <Placed key={field.key} form={form} data={data} onChange={onChange} field={field} path={keyPath(field.key)} />
        ))}
      </section>
    ))}
  </div>
);

type PlacedProps = Props & { readonly field: FieldLayout; readonly path: Path };

function Placed({ field, path, ...rest }: PlacedProps) {
  if (!isShown(rest.form, rest.data, path)) return null;
  if (field.widget === 'group') return <Group {...rest} field={field} />;
  if (field.widget === 'file') {
    return (
      <p className="soft">
        {field.label}：{words.intake.fileHint}
      </p>
    );
  }
  return <Simple {...rest} field={field} path={path} />;
}

function Group({ form, data, onChange, field }: Props & { readonly field: GroupField }) {
  const { intake } = words;
  return (
    <fieldset className="field stack tight">
      <legend>{field.label}</legend>
      {rowsAt(data, field.key).map((_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place alone
        <div key={row} className="panel stack tight">
          <div className="row apart">
            <b>{intake.row(field.rowTitle, row + 1)}</b>
            <Button kind="quiet" onClick={() => onChange(withoutRow(data, field.key, row))}>
              {intake.removeRow(field.rowTitle, row + 1)}
            </Button>
          </div>
          {field.fields.map((inner) => (
            <Placed
              key={inner.key}
              form={form}
              data={data}
              onChange={onChange}
              field={inner}
              path={[...keyPath(field.key), row, ...keyPath(inner.key)]}
            />
          ))}
        </div>
      ))}
      <div>
        <Button onClick={() => onChange(withRow(data, field.key))}>{intake.addRow(field.rowTitle)}</Button>
      </div>
    </fieldset>
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

function Simple({ form, data, onChange, field, path }: Props & { readonly field: SimpleField; readonly path: Path }) {
  const value = valueAt(data, path);
  const put = (next: unknown): void => onChange(withValue(data, path, next === '' ? undefined : next));
  const around = { label: field.label, hint: field.help, optional: !isRequired(form, path) };
  switch (field.widget) {
    case 'lines':
    case 'address':
      return <AreaField {...around} value={textOf(value)} onChange={put} rows={2} />;
    case 'number':
      return (
        <TextField
          {...around}
          type="number"
          inputMode="decimal"
          value={textOf(value)}
          onChange={(typed) => put(typed === '' ? '' : Number(typed))}
        />
      );
    case 'money':
      return <AmountField {...around} value={typeof value === 'number' ? value : null} onChange={put} />;
    case 'date':
      return <TextField {...around} type="date" value={textOf(value)} onChange={put} />;
    case 'radio':
    case 'select':
      return field.options.length > 4 ? (
        <SelectField
          {...around}
          value={textOf(value)}
          onChange={put}
          choices={field.options}
          blank={words.intake.choose}
        />
      ) : (
        <ChoiceField {...around} value={textOf(value)} onChange={put} choices={field.options} />
      );
    case 'yes-no':
      return (
        <ChoiceField
          {...around}
          value={value === true ? 'yes' : value === false ? 'no' : ''}
          onChange={(next) => put(next === 'yes')}
          choices={[
            { value: 'yes', title: words.yes },
            { value: 'no', title: words.no },
          ]}
        />
      );
    case 'checkboxes':
      return <Ticks field={field} value={listOf(value)} onChange={put} />;
    case 'declaration':
      return <CheckField label={field.statement} value={value === true} onChange={(on) => put(on ? true : '')} />;
    case 'phone':
      return <TextField {...around} type="tel" value={textOf(value)} onChange={put} />;
    case 'text':
    case 'resident-id':
    case 'credit-code':
      return <TextField {...around} value={textOf(value)} onChange={put} />;
  }
}

type TicksProps = {
  readonly field: Extract<SimpleField, { widget: 'checkboxes' }>;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[] | '') => void;
};

const Ticks = ({ field, value, onChange }: TicksProps) => (
  <fieldset className="field">
    <legend>{field.label}</legend>
    {field.help && <span className="hint">{field.help}</span>}
    {field.options.map((option) => (
      <CheckField
        key={option.value}
        label={option.title}
        value={value.includes(option.value)}
        onChange={(on) => {
          const next = field.options
            .map((each) => each.value)
            .filter((each) => (each === option.value ? on : value.includes(each)));
          onChange(next.length === 0 ? '' : next);
        }}
      />
    ))}
  </fieldset>
);
