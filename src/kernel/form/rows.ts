import type { FileField, FormDefinition, FormValues, GroupField } from './definition.ts';
import type { FormBody } from './parse.ts';
import { keyPath, parsePath, pathName, putAt, valueAt } from './path.ts';
import { schemaAt } from './schema.ts';
import { fieldAt } from './shown.ts';

/** A button that changes the form instead of sending it: it works without script. */
export type RowAction =
  | { readonly act: 'add'; readonly group: GroupField }
  | { readonly act: 'remove'; readonly group: GroupField; readonly row: number }
  | { readonly act: 'remove-file'; readonly file: FileField };

/** Names of the buttons that {@link rowActionOf} understands. */
export const ROW_BUTTONS = { add: '_add', remove: '_remove' } as const;

const given = (body: FormBody, name: string): string => {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value : '';
};

/** The row button that was pressed, if it names a group, a row or a file of this form. */
export function rowActionOf(form: FormDefinition, body: FormBody): RowAction | null {
  const added = parsePath(given(body, ROW_BUTTONS.add));
  const group = added && fieldAt(form, added)?.field;
  if (group?.widget === 'group') return { act: 'add', group };
  const removed = parsePath(given(body, ROW_BUTTONS.remove));
  if (!removed) return null;
  const row = removed.at(-1);
  const field = fieldAt(form, typeof row === 'number' ? removed.slice(0, -1) : removed)?.field;
  if (field?.widget === 'file') return { act: 'remove-file', file: field };
  return field?.widget === 'group' && typeof row === 'number' ? { act: 'remove', group: field, row } : null;
}

/** The data after a row was added (never beyond the allowed number) or removed, or a file was taken out again. */
export function applyRowAction(form: FormDefinition, data: FormValues, action: RowAction): FormValues {
  const changed: Record<string, unknown> = structuredClone({ ...data });
  if (action.act === 'remove-file') {
    putAt(changed, keyPath(action.file.key), undefined);
    return changed;
  }
  const path = keyPath(action.group.key);
  const rows = rowsOf(changed, action.group);
  const most = schemaAt(form, path)?.maxItems ?? 0;
  const after =
    action.act === 'remove'
      ? rows.filter((_, row) => row !== action.row)
      : [...rows, {}].slice(0, Math.max(most, rows.length));
  putAt(changed, path, after.length > 0 ? after : undefined);
  return changed;
}

/** The rows of a group as they stand in the data. */
export function rowsOf(data: FormValues, group: GroupField): readonly unknown[] {
  const value = valueAt(data, keyPath(group.key));
  return Array.isArray(value) ? value : [];
}

/** Puts the id of a stored upload into the slot of a file field. */
export function putFile(form: FormDefinition, data: FormValues, key: string, fileId: string): FormValues {
  const path = keyPath(key);
  if (fieldAt(form, path)?.field.widget !== 'file') throw new Error(`no file field ${pathName(path)}`);
  const changed: Record<string, unknown> = structuredClone({ ...data });
  putAt(changed, path, fileId);
  return changed;
}
