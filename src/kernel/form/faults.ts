import type { Condition, FieldLayout, FieldSchema, FormatChecks, FormDefinition, SimpleField } from './definition.ts';
import { isForbiddenKey, keyPath, LIMITS, type Path, pathName } from './path.ts';
import { schemaAt } from './schema.ts';
import { conditionPath, fieldAt } from './shown.ts';
import { type FaultCode, faults } from './text.ts';
import { compileSchema, formatNames } from './validate.ts';

/** Something in a definition that would let a form fail its users; `path` says where. */
export type FormFault = { readonly path: string; readonly code: FaultCode; readonly message: string };

const fault = (path: string, code: FaultCode): FormFault => ({ path, code, message: faults[code] });

const KEYWORDS = new Set([
  '$schema',
  '$id',
  'type',
  'title',
  'description',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'multipleOf',
  'items',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'required',
  'additionalProperties',
]);

/** A repeated group that holds a repetition or an alternative itself: the shape of expressions that run for ever. */
const SLOW_PATTERN = /\([^)]*[+*{|][^)]*\)\s*[+*{]/;

function patternFaults(path: string, pattern: string): readonly FormFault[] {
  try {
    new RegExp(pattern, 'u');
  } catch {
    return [fault(path, 'pattern')];
  }
  return pattern.length > 200 || SLOW_PATTERN.test(pattern) ? [fault(path, 'pattern')] : [];
}

/** Every bound that keeps a submission small and a check fast. */
function schemaFaults(schema: FieldSchema, path: Path, formats: readonly string[]): readonly FormFault[] {
  const name = pathName(path);
  if (path.length > LIMITS.depth) return [fault(name, 'too-deep')];
  const found: FormFault[] = Object.keys(schema)
    .filter((keyword) => !KEYWORDS.has(keyword))
    .map((keyword) => fault(name === '' ? keyword : `${name}.${keyword}`, 'keyword'));
  const isBounded = schema.maxLength !== undefined && schema.maxLength <= LIMITS.valueLength;
  if (schema.type === 'string' && !isBounded && !schema.enum && !schema.format && schema.const === undefined) {
    found.push(fault(name, 'unbounded-text'));
  }
  if (schema.type === 'array' && (schema.maxItems === undefined || schema.maxItems > LIMITS.rows)) {
    found.push(fault(name, 'unbounded-rows'));
  }
  if (schema.format !== undefined && !formats.includes(schema.format)) found.push(fault(name, 'format'));
  if (schema.pattern !== undefined) found.push(...patternFaults(name, schema.pattern));
  for (const [key, below] of Object.entries(schema.properties ?? {})) {
    if (isForbiddenKey(key) || !/^[A-Za-z][A-Za-z0-9]*$/.test(key))
      found.push(fault(pathName([...path, key]), 'bad-key'));
    else found.push(...schemaFaults(below, [...path, key], formats));
  }
  if (schema.items) found.push(...schemaFaults(schema.items, [...path, 0], formats));
  return found;
}

const TYPES: Readonly<Record<FieldLayout['widget'], readonly FieldSchema['type'][]>> = {
  text: ['string'],
  lines: ['string'],
  address: ['string'],
  number: ['number', 'integer'],
  money: ['integer'],
  date: ['string'],
  radio: ['string'],
  select: ['string'],
  checkboxes: ['array'],
  'yes-no': ['boolean'],
  'resident-id': ['string'],
  'credit-code': ['string'],
  phone: ['string'],
  declaration: ['boolean'],
  group: ['array'],
  file: ['string'],
};

function optionFaults(field: SimpleField, schema: FieldSchema, path: Path): readonly FormFault[] {
  if (!('options' in field)) return [];
  const allowed = (field.widget === 'checkboxes' ? schema.items?.enum : schema.enum) ?? [];
  const offered = field.options.map(({ value }) => value);
  const agree = offered.length === allowed.length && offered.every((value) => allowed.includes(value));
  return agree && offered.length > 0 ? [] : [fault(pathName(path), 'options-differ')];
}

function conditionFaults(
  form: FormDefinition,
  condition: Condition,
  owner: Path,
  row?: { key: string },
): readonly FormFault[] {
  const target = conditionPath(condition, row && { key: row.key, row: 0 });
  const field = fieldAt(form, target)?.field;
  if (!field) return [fault(pathName(owner), 'no-condition-field')];
  if (!('options' in field)) return [];
  const wanted: readonly unknown[] = 'equals' in condition ? [condition.equals] : condition.in;
  const isKnown = wanted.every((value) => field.options.some((option) => option.value === value));
  return isKnown ? [] : [fault(pathName(owner), 'condition-value')];
}

/** Follows the conditions from a field; `true` when they lead back to a field on the way. */
function isCyclic(form: FormDefinition, path: Path, chain: readonly string[] = []): boolean {
  const name = pathName(path);
  if (chain.includes(name)) return true;
  const placed = fieldAt(form, path);
  if (!placed) return false;
  const targets: Path[] = [];
  if (placed.field.showIf) targets.push(conditionPath(placed.field.showIf, placed.group));
  if (placed.step.showIf) targets.push(conditionPath(placed.step.showIf, undefined));
  if (placed.group) targets.push(keyPath(placed.group.key));
  return targets.some((target) => isCyclic(form, target, [...chain, name]));
}

function fieldFaults(
  form: FormDefinition,
  field: FieldLayout,
  path: Path,
  row?: { key: string },
): readonly FormFault[] {
  const name = pathName(path);
  if (!/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)*$/.test(field.key) || keyPath(field.key).some(isForbiddenKey)) {
    return [fault(name, 'bad-key')];
  }
  const schema = schemaAt(form, path);
  if (!schema) return [fault(name, 'no-property')];
  const found: FormFault[] = TYPES[field.widget].includes(schema.type) ? [] : [fault(name, 'wrong-type')];
  if (field.showIf) found.push(...conditionFaults(form, field.showIf, path, row));
  if (isCyclic(form, path)) found.push(fault(name, 'condition-cycle'));
  if (field.widget === 'group') {
    const inside = field.fields.flatMap((inner) =>
      fieldFaults(form, inner, [...path, 0, ...keyPath(inner.key)], field),
    );
    return [
      ...found,
      ...inside,
      ...duplicates(
        field.fields.map(({ key }) => key),
        'duplicate-key',
      ),
    ];
  }
  return field.widget === 'file' ? found : [...found, ...optionFaults(field, schema, path)];
}

function duplicates(keys: readonly string[], code: FaultCode): readonly FormFault[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => fault(key, code));
}

/** Required values that no step asks for: a form with one could never be sent. */
function unreachable(form: FormDefinition, schema: FieldSchema, path: Path): readonly FormFault[] {
  return (schema.required ?? []).flatMap((key) => {
    const at = [...path, key];
    const below = schema.properties?.[key];
    if (fieldAt(form, at)) return [];
    return below?.type === 'object' && hasFieldBelow(form, at) ? [] : [fault(pathName(at), 'no-layout')];
  });
}

const hasFieldBelow = (form: FormDefinition, path: Path): boolean =>
  form.steps.some(({ fields }) => fields.some(({ key }) => key.startsWith(`${pathName(path)}.`)));

function objectsIn(schema: FieldSchema, path: Path): readonly { readonly schema: FieldSchema; readonly path: Path }[] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => objectsIn(inner, [...path, key]));
  const rows = schema.items ? objectsIn(schema.items, [...path, 0]) : [];
  return schema.type === 'object' ? [{ schema, path }, ...below, ...rows] : [...below, ...rows];
}

/** Checks a definition when it is loaded; empty when every person can be asked and every answer checked. */
export function formFaults(form: FormDefinition, formats: FormatChecks): readonly FormFault[] {
  const fields = form.steps.flatMap((step) => step.fields);
  const found: FormFault[] = [
    ...(fields.length > 0 ? [] : [fault('', 'no-field')]),
    ...duplicates(
      form.steps.map(({ key }) => key),
      'duplicate-step',
    ),
    ...duplicates(
      fields.map(({ key }) => key),
      'duplicate-key',
    ),
    ...schemaFaults(form.schema, [], formatNames(formats)),
    ...fields.flatMap((field) => fieldFaults(form, field, keyPath(field.key))),
    ...form.steps.flatMap((step) => (step.showIf ? conditionFaults(form, step.showIf, [step.key]) : [])),
    ...objectsIn(form.schema, []).flatMap(({ schema, path }) => unreachable(form, schema, path)),
  ];
  if (found.length > 0) return found;
  try {
    compileSchema(form.schema, formats);
    return [];
  } catch {
    return [fault('', 'schema')];
  }
}
