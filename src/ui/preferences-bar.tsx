import type { DisplayPreferences, PreferenceChange, preferenceChanges } from './preferences.ts';
import { text } from './text.ts';

const words = text.preferences;

/** The switches for large type, contrast and size. A plain form: `GET {action}?set=…&back=…` must set the cookie. */
export const Preferences = (props: {
  readonly preferences: DisplayPreferences;
  /** The page to come back to. */
  readonly path: string;
  readonly action?: string | undefined;
}) => {
  const { senior, contrast, size } = props.preferences;
  const toggle = (change: PreferenceChange, title: string) => (
    <button type="submit" name="set" value={change}>
      {title}
    </button>
  );
  return (
    <form className="preferences" method="get" action={props.action ?? '/preferences'} aria-label={words.title}>
      <input type="hidden" name="back" value={props.path} />
      {toggle(senior ? 'senior-off' : 'senior-on', senior ? words.seniorOff : words.seniorOn)}
      {toggle(contrast ? 'contrast-off' : 'contrast-on', contrast ? words.contrastOff : words.contrastOn)}
      <span className="sizes">
        <span id="size-label">{words.size}</span>
        {(['normal', 'large', 'larger'] as const).map((choice) => (
          <button
            key={choice}
            type="submit"
            name="set"
            value={`size-${choice}` satisfies keyof typeof preferenceChanges}
            aria-pressed={choice === size}
            aria-label={`${words.size}：${words.sizes[choice]}`}
          >
            {words.sizes[choice]}
          </button>
        ))}
      </span>
    </form>
  );
};
