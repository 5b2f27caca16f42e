import { refuse } from '../refusal.ts';
import type { FieldLayout, FormDefinition, FormValues, GroupField, SimpleField } from './definition.ts';
import { stepOf } from './definition.ts';
import { keyPath, LIMITS, parsePath, pathName, putAt, valueAt } from './path.ts';
import { keepShown } from './shown.ts';

/** The fields of a posted HTML form as a urlencoded parser gives them: `members[0].name` → text. */
export type FormBody = Readonly<Record<string, unknown>>;

/** The name of the hidden input that marks a row as present, so that an empty row is not lost. */
export const ROW_MARK = 'row';

function textsOf(body: FormBody, name: string): readonly string[] {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((entry) => typeof entry === 'string');
}

/** Refuses what no person fills in: forbidden names, nested values, endless text. */
function refuseUnsafe(body: FormBody): void {
  const names = Object.keys(body);
  if (names.length > LIMITS.names) throw refuse('form/too-large', { names: names.length }, 413);
  let total = 0;
  for (const name of names) {
    parsePath(name);
    const value = body[name];
    const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const entry of entries) {
      if (entry === undefined) continue;
      if (typeof entry !== 'string') throw refuse('form/malformed', {}, 400);
      total += entry.length + 1;
      if (entry.length > LIMITS.valueLength) throw refuse('form/too-large', { length: entry.length }, 413);
    }
  }
  if (total > LIMITS.totalLength) throw refuse('form/too-large', { length: total }, 413);
}

/** Control characters other than line end and tab (PostgreSQL refuses NUL), and overrides of the writing direction. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu;

/** Text as it is stored: well formed, composed, without control and direction-override characters, trimmed. */
const cleanLines = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(UNSEEN, '').trim();

const cleanLine = (text: string): string => cleanLines(text).replace(/\s*[\n\t]\s*/g, ' ');

/** Codes and numbers: full-width characters become plain ones, blanks go. */
const cleanCode = (text: string): string => cleanLines(text.normalize('NFKC')).replace(/\s+/g, '');

function number(text: string): unknown {
  const plain = cleanCode(text).replaceAll(',', '');
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(plain) ? Number(plain) : plain;
}

/** 元 with at most two decimals → 分; anything else stays as typed, for validation to name. */
function fen(text: string): unknown {
  const plain = cleanCode(text).replaceAll(',', '').replace(/^[¥¥]/, '').replace(/元$/, '');
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : plain;
}

function date(text: string): string {
  const plain = cleanCode(text);
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}` : plain;
}

/** What was given for one field; `undefined` when it was left blank. */
function read(field: SimpleField, texts: readonly string[]): unknown {
  const text = texts.at(-1) ?? '';
  if (field.widget === 'checkboxes') {
    const ticked = [...new Set(texts.map(cleanLine).filter((entry) => entry !== ''))];
    return ticked.length > 0 ? ticked : undefined;
  }
  if (cleanLines(text) === '') return undefined;
  switch (field.widget) {
    case 'lines':
      return cleanLines(text);
    case 'number':
      return number(text);
    case 'money':
      return fen(text);
    case 'date':
      return date(text);
    case 'yes-no':
      return text === 'true' ? true : text === 'false' ? false : cleanLine(text);
    case 'declaration':
      return text === 'true' ? true : undefined;
    case 'resident-id':
    case 'credit-code':
      return cleanCode(text).toUpperCase();
    case 'phone':
      return cleanCode(text);
    case 'text':
    case 'address':
    case 'radio':
    case 'select':
      return cleanLine(text);
  }
}

/** The rows of a group in the order of their numbers; gaps left by removed rows close. */
function readRows(group: GroupField, body: FormBody): readonly FormValues[] {
  const prefix = `${group.key}[`;
  const numbers = new Set<number>();
  for (const name of Object.keys(body)) {
    const row = name.startsWith(prefix) ? /^(\d{1,4})\]\./.exec(name.slice(prefix.length))?.[1] : undefined;
    if (row !== undefined) numbers.add(Number(row));
  }
  if (numbers.size > LIMITS.rows) throw refuse('form/too-large', { rows: numbers.size }, 413);
  return [...numbers]
    .sort((a, b) => a - b)
    .map((number) => {
      const row: Record<string, unknown> = {};
      for (const field of group.fields) {
        const value = read(field, textsOf(body, pathName([...keyPath(group.key), number, ...keyPath(field.key)])));
        if (value !== undefined) putAt(row, keyPath(field.key), value);
      }
      return row;
    });
}

function readField(field: FieldLayout, body: FormBody, saved: FormValues): unknown {
  if (field.widget === 'group') {
    const rows = readRows(field, body);
    return rows.length > 0 ? rows : undefined;
  }
  // A file's id is never taken from the person: it would let one name another person's file.
  if (field.widget === 'file') return valueAt(saved, keyPath(field.key));
  return read(field, textsOf(body, field.key));
}

/**
 * The data after a step was posted: the fields of the step as given now, the other steps as saved before, and
 * nothing that the form does not ask for. What cannot be read as its type stays as typed, so that
 * {@link validateForm} can name it and the person sees again what was written.
 *
 * @param stepKey `null` takes every step from the body
 * @throws Refusal form/no-such-step, form/forbidden-name, form/malformed, form/too-large
 */
export function parseSubmission(
  form: FormDefinition,
  stepKey: string | null,
  body: FormBody,
  saved: FormValues = {},
): FormValues {
  refuseUnsafe(body);
  const step = stepKey === null ? null : stepOf(form, stepKey);
  if (step === undefined) throw refuse('form/no-such-step', {}, 404);
  const data: Record<string, unknown> = structuredClone(keepKnown(form, saved));
  for (const field of (step ? [step] : form.steps).flatMap(({ fields }) => fields)) {
    putAt(data, keyPath(field.key), readField(field, body, saved));
  }
  return keepShown(form, data);
}

/** The saved values of the fields in the layout, hidden ones too: an answer given now may show them again. */
function keepKnown(form: FormDefinition, saved: FormValues): Record<string, unknown> {
  const known: Record<string, unknown> = {};
  for (const field of form.steps.flatMap(({ fields }) => fields)) {
    const value = valueAt(saved, keyPath(field.key));
    if (value !== undefined) putAt(known, keyPath(field.key), value);
  }
  return known;
}
