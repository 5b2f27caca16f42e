/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code units, no white space, shortest numbers.
 * Keys whose value is `undefined` are left out, as JSON does. Lone surrogates and non-finite numbers are refused,
 * because two readers could disagree about them.
 *
 * @throws TypeError when the value has no canonical text
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that is not finite has no canonical text');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a string with a lone surrogate has no canonical text');
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`${typeof value} has no canonical text`);
  const parts: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) parts.push(`${JSON.stringify(key)}:${canonical(member)}`);
  }
  return `{${parts.join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/**
 * Whether a text is the one text of the value it was read from. Where keys stand in their order, JSON.stringify writes
 * that text by itself, several times faster; where it is not sure, it is written out.
 */
export const isCanonical = (text: string, value: Json): boolean =>
  (JSON.stringify(value) === text && !text.includes('\\ud') && isInOrder(value)) || canonicalOrNull(value) === text;

function isInOrder(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isList(value)) return value.every(isInOrder);
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (before !== undefined && before >= key) return false;
    before = key;
    const member = value[key];
    if (member !== undefined && !isInOrder(member)) return false;
  }
  return true;
}

function canonicalOrNull(value: Json): string | null {
  try {
    return canonical(value);
  } catch {
    return null;
  }
}
