/** One of a few, where a list is narrowed: pressed is what is shown. */
export function Chips<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: string }[];
  readonly onChange: (value: Value) => void;
}) {
  return (
    <div className="chips" role="group" aria-label={props.label}>
      {props.choices.map(({ value, title }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
