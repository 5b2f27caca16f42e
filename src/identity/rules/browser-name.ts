const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/u, '微信'],
  [/Edg\//u, 'Edge'],
  [/Firefox\//u, 'Firefox'],
  [/Chrome\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/u, '鸿蒙'],
  [/Android/u, '安卓手机'],
  [/iPhone|iPad/u, '苹果手机'],
  [/Windows/u, 'Windows'],
  [/Macintosh/u, 'Mac'],
  [/Linux/u, 'Linux'],
];

const found = (names: readonly (readonly [RegExp, string])[], text: string): string | undefined =>
  names.find(([pattern]) => pattern.test(text))?.[1];

/** What a browser says it is, in words a person recognises; `null` when it cannot be told. */
export function browserName(userAgent: string): string | null {
  const browser = found(BROWSERS, userAgent);
  const system = found(SYSTEMS, userAgent);
  return [browser, system].filter((name) => name !== undefined).join('，') || null;
}
