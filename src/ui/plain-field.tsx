type Props = {
  readonly name: string;
  readonly label: string;
  /** Must be unique in the page when more than one form asks for it. */
  readonly id?: string | undefined;
  readonly hint?: string | undefined;
  readonly value?: string | undefined;
  readonly maxLength: number;
  readonly required?: boolean;
  /** Given: words of several lines. */
  readonly rows?: number;
  readonly invalid?: boolean;
};

/** One thing that a short form asks for, with what is said about it; nothing is filled in from what others typed. */
export const PlainField = ({ name, label, hint, value, maxLength, rows, ...props }: Props) => {
  const id = props.id ?? name;
  const common = {
    ...{ id, name, maxLength, defaultValue: value, required: props.required },
    'aria-describedby': hint === undefined ? undefined : `${id}-hint`,
    'aria-invalid': props.invalid === true ? (true as const) : undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {rows === undefined ? <input {...common} autoComplete="off" /> : <textarea {...common} rows={rows} />}
    </div>
  );
};
