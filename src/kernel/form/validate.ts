import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { isDay } from '../day.ts';
import { refuse } from '../refusal.ts';
import type { FieldSchema, FormatChecks, FormDefinition, FormError, FormSchema, FormValues } from './definition.ts';
import { complaint } from './messages.ts';
import { isObject, keyPath, LIMITS, type Path, pathName, putAt, valueAt } from './path.ts';
import { schemaAt } from './schema.ts';
import { fieldAt, isShown, keepShown } from './shown.ts';

/** The checks that every form has, whatever is passed in. */
const ownChecks: FormatChecks = { day: isDay };

const compiled = new WeakMap<FormatChecks, WeakMap<FormSchema, ValidateFunction>>();

/** Names of all formats that a form may use with these checks. */
export const formatNames = (formats: FormatChecks): readonly string[] => Object.keys({ ...formats, ...ownChecks });

/** A schema ready to check data; compiled once per definition. @throws Error when the schema itself is wrong */
export function compileSchema(schema: FormSchema, formats: FormatChecks): ValidateFunction {
  const known = compiled.get(formats) ?? new WeakMap<FormSchema, ValidateFunction>();
  compiled.set(formats, known);
  const ready = known.get(schema);
  if (ready) return ready;
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, logger: false });
  for (const [name, check] of Object.entries({ ...formats, ...ownChecks })) ajv.addFormat(name, check);
  const validate = ajv.compile(schema);
  known.set(schema, validate);
  return validate;
}

/** Refuses data that is deeper or larger than any form can be, before anything walks it. */
function refuseOversized(value: unknown, depth = 0, budget = { left: 20_000 }): void {
  budget.left -= 1;
  const tooMuch =
    depth > LIMITS.depth || budget.left < 0 || (typeof value === 'string' && value.length > LIMITS.valueLength);
  if (tooMuch) throw refuse('form/too-large', {}, 413);
  const below = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  for (const entry of below) refuseOversized(entry, depth + 1, budget);
}

/** An empty object for every nested object with a field that is asked for, so that a missing leaf is what gets named. */
function withBranches(form: FormDefinition, data: FormValues): FormValues {
  const branched: Record<string, unknown> = structuredClone({ ...data });
  for (const field of form.steps.flatMap(({ fields }) => fields)) {
    const path = keyPath(field.key);
    for (let depth = 1; depth < path.length; depth++) {
      const branch = path.slice(0, depth);
      const missing = valueAt(branched, branch) === undefined && isShown(form, data, path);
      if (missing) putAt(branched, branch, {});
    }
    if (field.widget !== 'group') continue;
    const rows = valueAt(branched, path);
    for (const row of Array.isArray(rows) ? rows : []) {
      if (isObject(row))
        fillRow(
          row,
          field.fields.map(({ key }) => keyPath(key)),
        );
    }
  }
  return branched;
}

function fillRow(row: Record<string, unknown>, paths: readonly (readonly string[])[]): void {
  for (const path of paths) {
    for (let depth = 1; depth < path.length; depth++) {
      const branch = path.slice(0, depth);
      if (valueAt(row, branch) === undefined) putAt(row, branch, {});
    }
  }
}

/** `/members/0/name` → `['members', 0, 'name']`; a missing property is named itself. */
function pathOf(error: ErrorObject, schema: FieldSchema): Path {
  const parts = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const missing: unknown = error.keyword === 'required' ? error.params.missingProperty : undefined;
  const path: (string | number)[] = [];
  let here: FieldSchema | undefined = schema;
  for (const part of parts) {
    const isRow: boolean = here?.type === 'array';
    path.push(isRow ? Number(part) : part);
    here = isRow ? here?.items : here?.properties?.[part];
  }
  return typeof missing === 'string' ? [...path, missing] : path;
}

/** The place of a field in the form, for the order of messages. */
function position(form: FormDefinition, path: Path): readonly number[] {
  const fields = form.steps.flatMap((step) => step.fields);
  const rowAt = path.findIndex((part) => typeof part === 'number');
  const key = pathName(rowAt < 0 ? path : path.slice(0, rowAt));
  const field = fields.find((candidate) => candidate.key === key);
  const outer = field ? fields.indexOf(field) : fields.length;
  if (rowAt < 0 || field?.widget !== 'group') return [outer, -1, -1];
  const inner = pathName(path.slice(rowAt + 1));
  return [outer, Number(path[rowAt]), field.fields.findIndex((candidate) => candidate.key === inner)];
}

const inOrder = (a: readonly number[], b: readonly number[]): number =>
  a.map((n, index) => n - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** The field or row entry an error belongs to: an entry of a list of ticked boxes is an error of the list. */
function ownerOf(form: FormDefinition, path: Path): Path {
  for (let length = path.length; length > 0; length--) {
    if (fieldAt(form, path.slice(0, length))) return path.slice(0, length);
  }
  return path;
}

/**
 * What a person has to put right, in the order of the form, one sentence for each field; empty when the data may be
 * taken. Fields that are not asked for are neither required nor looked at.
 *
 * @param options.step only this step; a whole submission must be checked without it
 * @throws Refusal form/too-large
 */
export function validateForm(
  form: FormDefinition,
  data: FormValues,
  options: { readonly formats: FormatChecks; readonly step?: string | undefined },
): readonly FormError[] {
  refuseOversized(data);
  const kept = withBranches(form, keepShown(form, data));
  const validate = compileSchema(form.schema, options.formats);
  if (validate(kept)) return [];
  const found = new Map<string, { readonly path: Path; readonly error: ErrorObject }>();
  for (const error of validate.errors ?? []) {
    const path = ownerOf(form, pathOf(error, form.schema));
    const placed = fieldAt(form, path);
    if (placed ? !isShown(form, kept, path) : isHiddenBranch(form, kept, path)) continue;
    if (options.step !== undefined && placed?.step.key !== options.step) continue;
    if (!found.has(pathName(path))) found.set(pathName(path), { path, error });
  }
  return [...found.values()]
    .sort((a, b) => inOrder(position(form, a.path), position(form, b.path)))
    .map(({ path, error }) => complaint(form, path, error, valueAt(kept, path), schemaAt(form, path)));
}

/** Whether a path that is no field itself only holds fields which are not asked for. */
function isHiddenBranch(form: FormDefinition, data: FormValues, path: Path): boolean {
  const inside = form.steps
    .flatMap(({ fields }) => fields)
    .map(({ key }) => keyPath(key))
    .filter((key) => path.length > 0 && path.every((part, index) => key[index] === part));
  return inside.length > 0 && inside.every((key) => !isShown(form, data, key));
}
