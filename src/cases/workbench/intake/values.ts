import type { FormDefinition, FormValues } from '../../../kernel/form/definition.ts';
import { keyPath, type Path, valueAt } from '../../../kernel/form/path.ts';

type Held = { readonly [key: string]: unknown };

const isHeld = (value: unknown): value is Held => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The data with one value put in its place, the rest untouched; `undefined` takes the value away. */
export function withValue(data: FormValues, path: Path, value: unknown): FormValues {
  const put = (here: unknown, rest: Path): unknown => {
    const [part, ...below] = rest;
    if (part === undefined) return value;
    if (typeof part === 'number') {
      const rows: readonly unknown[] = Array.isArray(here) ? here : [];
      return rows.map((row, i) => (i === part ? put(row, below) : row));
    }
    const { [part]: before, ...others } = isHeld(here) ? here : {};
    const after = put(before, below);
    return after === undefined ? others : { ...others, [part]: after };
  };
  const next = put(data, path);
  return isHeld(next) ? next : {};
}

/** The rows of a repeating group. */
export function rowsAt(data: FormValues, key: string): readonly unknown[] {
  const rows = valueAt(data, keyPath(key));
  return Array.isArray(rows) ? rows : [];
}

export const withRow = (data: FormValues, key: string): FormValues =>
  withValue(data, keyPath(key), [...rowsAt(data, key), {}]);

export const withoutRow = (data: FormValues, key: string, row: number): FormValues =>
  withValue(
    data,
    keyPath(key),
    rowsAt(data, key).filter((_, i) => i !== row),
  );

/** Yuan as typed, as the whole number of fen that is stored; null when it is no amount. */
export function fenOf(typed: string): number | null {
  const match = /^(\d{1,11})(?:\.(\d{1,2}))?$/u.exec(typed.trim());
  if (!match) return null;
  const [, yuan = '0', cents = ''] = match;
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}

/** The empty data of a form: groups that need rows begin with them. */
export function emptyValues(form: FormDefinition): FormValues {
  const groups = form.steps.flatMap((step) => step.fields).filter((field) => field.widget === 'group');
  return groups.reduce<FormValues>((data, { key }) => withRow(data, key), {});
}
