import { refuse } from '../refusal.ts';

/** Where a value stands: property names and row numbers, `['members', 0, 'name']`. */
export type Path = readonly (string | number)[];

/** Hard bounds of every submission, whatever a definition allows. */
export const LIMITS = {
  names: 2_000,
  valueLength: 20_000,
  totalLength: 400_000,
  rows: 200,
  depth: 6,
} as const;

const NAME = /^[A-Za-z][A-Za-z0-9]*(?:\[\d{1,4}\]|\.[A-Za-z][A-Za-z0-9]*)*$/;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a name could reach an object's prototype. */
export const isForbiddenKey = (key: string): boolean => FORBIDDEN.has(key);

/** The path that an input's name means; `null` when it means none. @throws Refusal form/forbidden-name */
export function parsePath(name: string): Path | null {
  if (name.split(/[.[\]]+/).some(isForbiddenKey)) throw refuse('form/forbidden-name', {}, 400);
  if (name.length > 200 || !NAME.test(name)) return null;
  const path = name.split(/[.[\]]+/).filter((part) => part !== '');
  if (path.length > LIMITS.depth) return null;
  return path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The name of the input for a path: `members[0].name`. */
export const pathName = (path: Path): string =>
  path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? part : `${name}.${part}`;
  }, '');

/** The property names in a layout key: `applicant.name`. */
export const keyPath = (key: string): readonly string[] => key.split('.');

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path, own properties only; `undefined` where there is none. */
export function valueAt(data: unknown, path: Path): unknown {
  let value: unknown = data;
  for (const part of path) {
    if (typeof part === 'number') value = Array.isArray(value) ? value[part] : undefined;
    else value = isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/** Puts a value at a path of property names, making the objects on the way; changes `target`. */
export function putAt(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let here = target;
  for (const [index, part] of path.entries()) {
    if (isForbiddenKey(part)) throw refuse('form/forbidden-name', {}, 400);
    if (index === path.length - 1) {
      here[part] = value;
      return;
    }
    const below = Object.hasOwn(here, part) ? here[part] : undefined;
    const next: Record<string, unknown> = isObject(below) ? below : {};
    here[part] = next;
    here = next;
  }
}
