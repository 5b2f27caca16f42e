import { fieldId } from '../../ui/index.ts';

export type LineError = { readonly path: string; readonly message: string };

/** One input of a short form, with label, hint and what is wrong with it. */
export const Line = (props: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly type?: 'text' | 'password' | 'tel' | undefined;
  readonly value?: string | undefined;
  readonly autoComplete: string;
  readonly errors: readonly LineError[];
}) => {
  const { name, label, hint, errors } = props;
  const id = fieldId(name);
  const own = errors.filter(({ path }) => path === name);
  const describedBy = [hint && `${id}-hint`, own.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={own.length > 0 ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {own.length > 0 && (
        <p className="error" id={`${id}-error`}>
          {own.map(({ message }) => message).join('')}
        </p>
      )}
      <input
        id={id}
        name={name}
        type={props.type ?? 'text'}
        defaultValue={props.value}
        autoComplete={props.autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        aria-invalid={own.length > 0 || undefined}
        aria-describedby={describedBy === '' ? undefined : describedBy}
      />
    </div>
  );
};
