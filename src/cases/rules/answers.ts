import {
  type FormDefinition,
  type FormValues,
  isShown,
  keyPath,
  labelAt,
  type Path,
  questionsFor,
  rowsOf,
  type SimpleField,
  type Situation,
  type SituationAnswers,
  shownSteps,
  valueAt,
} from '../../kernel/form/index.ts';
import { text } from '../text.ts';
import { maskedValue } from './masked-answers.ts';

export type AnswerLine = { readonly label: string; readonly value: string };
export type AnswerSection = { readonly title: string; readonly answers: readonly AnswerLine[] };

/** All that was filled in, as lines to read. Numbers of documents, phones and accounts are masked unless `masked` is false. */
export function answerSections(form: FormDefinition, data: FormValues, masked: boolean): readonly AnswerSection[] {
  const line = (field: SimpleField, path: Path): readonly AnswerLine[] =>
    isShown(form, data, path)
      ? [{ label: labelAt(form, path), value: written(field, valueAt(data, path), masked) }]
      : [];
  return shownSteps(form, data).map(({ title, fields }) => ({
    title,
    answers: fields.flatMap((field) => {
      const path = keyPath(field.key);
      if (field.widget === 'file') return [];
      if (field.widget !== 'group') return line(field, path);
      return rowsOf(data, field).flatMap((_, row) =>
        field.fields.flatMap((inner) => line(inner, [...path, row, ...keyPath(inner.key)])),
      );
    }),
  }));
}

function written(field: SimpleField, value: unknown, masked: boolean): string {
  if (value === undefined || value === null) return '';
  const options = 'options' in field ? field.options : [];
  const title = (entry: unknown): string => options.find((option) => option.value === entry)?.title ?? String(entry);
  if (Array.isArray(value)) return value.map(title).join('、');
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (field.widget === 'money' && typeof value === 'number') return `${(value / 100).toFixed(2)} ${text.yuan}`;
  if (field.widget === 'number')
    return 'unit' in field && field.unit !== undefined ? `${String(value)} ${field.unit}` : String(value);
  return (masked ? maskedValue(field, value) : undefined) ?? title(value);
}

/** The situation questions that applied, with their answers in words. */
export const answersInWords = (situation: Situation, answers: SituationAnswers): readonly AnswerLine[] =>
  questionsFor(situation, answers).flatMap(({ key, title, options }) => {
    const option = options.find(({ value }) => value === answers[key]);
    return option ? [{ label: title, value: option.title }] : [];
  });
