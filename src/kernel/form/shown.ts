import type { Condition, FieldLayout, FormDefinition, FormValues, SimpleField, StepLayout } from './definition.ts';
import { isObject, keyPath, type Path, pathName, putAt, valueAt } from './path.ts';

/** A field found in a form, with the step and, inside a row, the group around it. */
export type PlacedField = {
  readonly field: FieldLayout;
  readonly step: StepLayout;
  readonly group?: { readonly key: string; readonly row: number };
};

/** The field that stands at a path, if the form asks for it. */
export function fieldAt(form: FormDefinition, path: Path): PlacedField | undefined {
  const rowAt = path.findIndex((part) => typeof part === 'number');
  const key = pathName(rowAt < 0 ? path : path.slice(0, rowAt));
  for (const step of form.steps) {
    const field = step.fields.find((candidate) => candidate.key === key);
    if (!field) continue;
    if (rowAt < 0) return { field, step };
    const inner = pathName(path.slice(rowAt + 1));
    const row = Number(path[rowAt]);
    const within = field.widget === 'group' ? field.fields.find((candidate) => candidate.key === inner) : undefined;
    return within && { field: within, step, group: { key, row } };
  }
  return undefined;
}

/** Whether a value meets a condition; a list meets it when one of its entries does. */
export function meets(condition: Condition, value: unknown): boolean {
  const wanted: readonly unknown[] = 'equals' in condition ? [condition.equals] : condition.in;
  return Array.isArray(value) ? value.some((entry) => wanted.includes(entry)) : wanted.includes(value);
}

/** The path of the field that a condition looks at. */
export function conditionPath(condition: Condition, group: PlacedField['group']): Path {
  if (condition.field.startsWith('/')) return keyPath(condition.field.slice(1));
  if (!group) return keyPath(condition.field);
  return [...keyPath(group.key), group.row, ...keyPath(condition.field)];
}

/**
 * Whether a field is asked for, given the data so far. A field that depends on a field which is itself not asked
 * for is not asked for either. Rendering and validation both use this answer.
 */
export function isShown(form: FormDefinition, data: FormValues, path: Path, chain: readonly string[] = []): boolean {
  const name = pathName(path);
  const placed = fieldAt(form, path);
  if (!placed || chain.includes(name)) return false;
  const holds = (condition: Condition | undefined, group: PlacedField['group']): boolean => {
    if (!condition) return true;
    const target = conditionPath(condition, group);
    return isShown(form, data, target, [...chain, name]) && meets(condition, valueAt(data, target));
  };
  if (!holds(placed.step.showIf, undefined)) return false;
  if (placed.group && !isShown(form, data, keyPath(placed.group.key), [...chain, name])) return false;
  return holds(placed.field.showIf, placed.group);
}

/** Whether a step is asked for at all. */
export function isStepShown(form: FormDefinition, data: FormValues, step: StepLayout): boolean {
  if (!step.showIf) return true;
  const target = conditionPath(step.showIf, undefined);
  return isShown(form, data, target) && meets(step.showIf, valueAt(data, target));
}

/** The steps that this person has to go through, in order. */
export const shownSteps = (form: FormDefinition, data: FormValues): readonly StepLayout[] =>
  form.steps.filter((step) => isStepShown(form, data, step));

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function shownRow(form: FormDefinition, data: FormValues, at: Path, row: unknown, fields: readonly SimpleField[]) {
  const kept: Record<string, unknown> = {};
  for (const field of fields) {
    const value = valueAt(row, keyPath(field.key));
    if (isGiven(value) && isShown(form, data, [...at, ...keyPath(field.key)])) putAt(kept, keyPath(field.key), value);
  }
  return kept;
}

/** The data with everything dropped that the form does not ask for: unknown names, hidden fields, blank values. */
export function keepShown(form: FormDefinition, data: FormValues): FormValues {
  const kept: Record<string, unknown> = {};
  for (const field of form.steps.flatMap((step) => step.fields)) {
    const path = keyPath(field.key);
    const value = valueAt(data, path);
    if (!isGiven(value) || !isShown(form, data, path)) continue;
    if (field.widget !== 'group' || !Array.isArray(value)) putAt(kept, path, value);
    else {
      const rows: readonly unknown[] = value;
      const shown = rows.map((row, index) =>
        isObject(row) ? shownRow(form, data, [...path, index], row, field.fields) : row,
      );
      putAt(kept, path, shown);
    }
  }
  return kept;
}
