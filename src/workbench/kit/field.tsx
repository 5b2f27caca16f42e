import { type ReactNode, useId } from 'react';
import { text } from '../text.ts';

type Around = {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  /** What is wrong with the value, as a sentence. */
  readonly wrong?: string | undefined;
  /** It may stay empty; in words: when it may not. */
  readonly optional?: boolean | string;
  /** Narrows a list: empty is no answer but everything. */
  readonly filter?: boolean;
};

type Tied = {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly required?: boolean;
};

/** A labelled input: `children` gets the attributes that tie it to its label, hint and error. */
export function Field({
  label,
  hint,
  wrong,
  optional = false,
  filter = false,
  children,
}: Around & { readonly children: (tied: Tied) => ReactNode }) {
  const id = useId();
  const notes = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="soft">{optional === true ? text.optional : text.aside(optional)}</span>}
      </label>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {children({
        id,
        ...(notes ? { 'aria-describedby': notes } : {}),
        ...(wrong ? { 'aria-invalid': true as const } : {}),
        ...(optional || filter ? {} : { required: true }),
      })}
      {wrong && (
        <span className="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </div>
  );
}

type Value<T> = Around & { readonly value: T; readonly onChange: (value: T) => void };

export const TextField = ({
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  maxLength = 500,
  inputMode,
  ...around
}: Value<string> & {
  readonly type?: 'text' | 'password' | 'date' | 'month' | 'tel' | 'number';
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
}) => (
  <Field {...around}>
    {(tied) => (
      <input
        {...tied}
        type={type}
        value={value}
        maxLength={maxLength}
        autoComplete={autoComplete}
        inputMode={inputMode}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

export const AreaField = ({
  value,
  onChange,
  maxLength = 2_000,
  rows = 4,
  ...around
}: Value<string> & { readonly maxLength?: number; readonly rows?: number }) => (
  <Field {...around}>
    {(tied) => (
      <textarea
        {...tied}
        value={value}
        maxLength={maxLength}
        rows={rows}
        onChange={(event) => onChange(event.target.value)}
      />
    )}
  </Field>
);

export type Choice = { readonly value: string; readonly title: string; readonly help?: string };

export const SelectField = ({
  value,
  onChange,
  choices,
  blank,
  ...around
}: Value<string> & { readonly choices: readonly Choice[]; readonly blank?: string }) => (
  <Field {...around}>
    {(tied) => (
      <select {...tied} value={value} onChange={(event) => onChange(event.target.value)}>
        {blank !== undefined && <option value="">{blank}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    )}
  </Field>
);

/** A few choices that are all seen at once. */
export function ChoiceField({
  label,
  hint,
  wrong,
  value,
  onChange,
  choices,
}: Value<string> & { readonly choices: readonly Choice[] }) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend>{label}</legend>
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name={id}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.title}
            {choice.help && <span className="soft"> {choice.help}</span>}
          </span>
        </label>
      ))}
      {wrong && <span className="wrong">{wrong}</span>}
    </fieldset>
  );
}

export const CheckField = ({
  label,
  value,
  onChange,
}: {
  readonly label: ReactNode;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}) => (
  <label className="choice">
    <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
);
