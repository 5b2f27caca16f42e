/** How a visitor wants pages shown; kept in one cookie, so that it works without script. */
export type DisplayPreferences = {
  /** 长辈版: large type, large targets, one column. */
  readonly senior: boolean;
  readonly contrast: boolean;
  readonly size: 'normal' | 'large' | 'larger';
};

export const defaultPreferences: DisplayPreferences = { senior: false, contrast: false, size: 'normal' };

/** The name of the cookie; readable by script, so that pages served as files can follow it. */
export const preferencesCookie = 'display';

/** What the visitor can press; sent as `set`. */
export const preferenceChanges = {
  'senior-on': { senior: true },
  'senior-off': { senior: false },
  'contrast-on': { contrast: true },
  'contrast-off': { contrast: false },
  'size-normal': { size: 'normal' },
  'size-large': { size: 'large' },
  'size-larger': { size: 'larger' },
  reset: defaultPreferences,
} as const satisfies Readonly<Record<string, Partial<DisplayPreferences>>>;

export type PreferenceChange = keyof typeof preferenceChanges;

export const isPreferenceChange = (value: unknown): value is PreferenceChange =>
  typeof value === 'string' && Object.hasOwn(preferenceChanges, value);

/** The preferences after a button was pressed. */
export const changePreferences = (now: DisplayPreferences, change: PreferenceChange): DisplayPreferences => ({
  ...now,
  ...preferenceChanges[change],
});

/** The words that stand in the cookie and, with a prefix, in the class of `<html>`. */
const words = ({ senior, contrast, size }: DisplayPreferences): readonly string[] => [
  ...(senior ? ['senior'] : []),
  ...(contrast ? ['contrast'] : []),
  ...(size === 'normal' ? [] : [size]),
];

/** The value of the cookie: `senior.contrast.larger`; empty means that it can be deleted. */
export const preferencesToCookie = (preferences: DisplayPreferences): string => words(preferences).join('.');

/** The preferences in a cookie's value; whatever is not understood counts as not chosen. */
export function preferencesFromCookie(value: string | undefined): DisplayPreferences {
  const given = new Set((value ?? '').split('.'));
  const size = given.has('larger') ? 'larger' : given.has('large') ? 'large' : 'normal';
  return { senior: given.has('senior'), contrast: given.has('contrast'), size };
}

/** Class names for `<html>`; `undefined` when everything is as usual. */
export function preferenceClasses(preferences: DisplayPreferences): string | undefined {
  const names = words(preferences).map((word) => `show-${word}`);
  return names.length > 0 ? names.join(' ') : undefined;
}

/** A path on this site that is safe to send a browser back to; anything else becomes `/`. */
export const localPath = (value: unknown): string =>
  typeof value === 'string' && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(value) ? value : '/';
