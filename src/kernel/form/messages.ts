import type { ErrorObject } from 'ajv/dist/2020.js';
import type { FieldLayout, FieldSchema, FormDefinition, FormError } from './definition.ts';
import { type Path, pathName } from './path.ts';
import { fieldAt } from './shown.ts';
import { fill, type MessageCode, messages, rowLabel, wholeForm } from './text.ts';

/** How a field is called in a sentence, with its row where it stands in one. */
export function labelAt(form: FormDefinition, path: Path): string {
  const placed = fieldAt(form, path);
  if (!placed) return wholeForm;
  const group = placed.group && fieldAt(form, path.slice(0, path.indexOf(placed.group.row)))?.field;
  if (!placed.group || group?.widget !== 'group') return placed.field.label;
  return rowLabel(group.rowTitle, placed.group.row, placed.field.label);
}

const CHOICES = new Set(['radio', 'select', 'checkboxes', 'yes-no']);

function requiredCode(field: FieldLayout): MessageCode {
  if (CHOICES.has(field.widget)) return 'required-choice';
  if (field.widget === 'file') return 'required-file';
  if (field.widget === 'declaration') return 'required-declaration';
  if (field.widget === 'date') return 'required-date';
  return 'required';
}

function typeCode(field: FieldLayout): MessageCode {
  if (field.widget === 'money') return 'not-money';
  if (field.widget === 'number') return 'not-a-number';
  return CHOICES.has(field.widget) ? 'not-an-option' : 'invalid';
}

function formatCode(format: unknown): MessageCode {
  const code = `format-${String(format)}`;
  return isCode(code) ? code : 'format';
}

const isCode = (code: string): code is MessageCode => Object.hasOwn(messages, code);

const byKeyword: Readonly<Record<string, MessageCode>> = {
  maxLength: 'too-long',
  minLength: 'too-short',
  minimum: 'too-small',
  maximum: 'too-large',
  maxItems: 'too-many',
  uniqueItems: 'duplicate',
  enum: 'not-an-option',
  pattern: 'format',
};

function codeOf(field: FieldLayout, error: ErrorObject, schema: FieldSchema | undefined, value: unknown): MessageCode {
  switch (error.keyword) {
    case 'required':
      return requiredCode(field);
    case 'const':
      return field.widget === 'declaration' ? 'required-declaration' : 'not-an-option';
    case 'type':
      return typeof value === 'number' && schema?.type === 'integer' ? 'not-whole' : typeCode(field);
    case 'multipleOf':
      return 'not-whole';
    case 'minItems':
      return field.widget === 'group' ? 'too-few' : 'too-few-choices';
    case 'format':
      return formatCode(error.params.format);
    default:
      return byKeyword[error.keyword] ?? 'invalid';
  }
}

function limitOf(field: FieldLayout, error: ErrorObject): string {
  const limit: unknown = error.params.limit;
  if (typeof limit !== 'number') return '';
  return field.widget === 'money' ? `${limit / 100} 元` : String(limit);
}

/** One finding of the validator as a sentence for the person who filled in the form. */
export function complaint(
  form: FormDefinition,
  path: Path,
  error: ErrorObject,
  value: unknown,
  schema: FieldSchema | undefined,
): FormError {
  const label = labelAt(form, path);
  const field = fieldAt(form, path)?.field;
  const code = field ? codeOf(field, error, schema, value) : 'invalid';
  const facts = {
    label,
    limit: field ? limitOf(field, error) : '',
    actual: typeof value === 'string' ? [...value].length : 0,
  };
  return { path: pathName(path), code, message: fill(messages[code], facts), label };
}
