/** One of a few, where a list is narrowed: pressed is what is shown. */
export function Chips<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string; readonly count?: number | undefined }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div className="chips no-print" role="group" aria-label={props.label}>
      {props.choices.map(({ value, title, count }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {title}
          {count !== undefined && <span className="number">{count}</span>}
        </button>
      ))}
    </div>
  );
}
