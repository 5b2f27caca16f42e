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

/** Nothing between the words, nothing escaped, no number that has another spelling. */
const PLAIN = /^(?:"[^"\\]*"|[{}[\],:]|true|false|null|(?:0|-?[1-9]\d{0,14})(?!\d))*$/;
const PLAIN_LENGTH = 100_000;

/**
 * Whether a text is the one text of the value that was read from it. Most texts show it by themselves; where one does
 * not, it is written out.
 */
export function isCanonical(text: string, value: Json): boolean {
  const isPlain = text.length <= PLAIN_LENGTH && PLAIN.test(text) && text.isWellFormed();
  // With keys in their order, only a key that stands twice can still make the text longer than its value.
  if (isPlain && lengthInOrder(value) === text.length) return true;
  return canonicalOrNull(value) === text;
}

/** Length of the canonical text of a value in which nothing needs escaping; not a number when keys are out of order. */
function lengthInOrder(value: Json | undefined): number {
  if (typeof value === 'string') return value.length + 2;
  if (value === null || typeof value !== 'object') return String(value).length;
  let length = 2;
  if (isList(value)) {
    for (const member of value) length += lengthInOrder(member);
    return length + Math.max(0, value.length - 1);
  }
  let before: string | undefined;
  for (const key of Object.keys(value)) {
    if (before !== undefined && before >= key) return Number.NaN;
    length += key.length + 3 + lengthInOrder(value[key]) + (before === undefined ? 0 : 1);
    before = key;
  }
  return length;
}

function canonicalOrNull(value: Json): string | null {
  try {
    return canonical(value);
  } catch {
    return null;
  }
}
