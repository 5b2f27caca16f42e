import type { ReactNode } from 'react';
import {
  type Condition,
  conditionPath,
  type FormDefinition,
  type FormError,
  type FormValues,
  fieldAt,
  isShown,
  type Path,
  pathName,
  type StepLayout,
} from '../kernel/form/index.ts';
import { text } from './text.ts';

/** What a field needs to know about the form around it. */
export type FieldScene = {
  readonly form: FormDefinition;
  readonly step: StepLayout;
  readonly data: FormValues;
  readonly errors: readonly FormError[];
};

/** How one field is drawn: ids, state and value, the same for every widget. */
export type FieldState = {
  readonly id: string;
  readonly name: string;
  readonly value: unknown;
  readonly describedBy: string | undefined;
  readonly isWrong: boolean;
  readonly isRequired: boolean;
};

/**
 * Whether a field of this step is to be drawn: `open` when that hangs on another field of the same step, which the
 * person may still change before sending.
 */
export function standing(scene: FieldScene, path: Path): 'shown' | 'hidden' | 'open' {
  if (isShown(scene.form, scene.data, path)) return openCondition(scene, path) ? 'open' : 'shown';
  return openCondition(scene, path) ? 'open' : 'hidden';
}

/** The condition of a field, if it looks at a field of the same step that is drawn itself. */
export function openCondition(scene: FieldScene, path: Path): Condition | undefined {
  const placed = fieldAt(scene.form, path);
  const condition = placed?.field.showIf;
  if (!placed || !condition) return undefined;
  const target = conditionPath(condition, placed.group);
  const isHere = fieldAt(scene.form, target)?.step.key === scene.step.key;
  return isHere && standing(scene, target) !== 'hidden' ? condition : undefined;
}

/** The condition in words, for people whose browser cannot hide the field. */
function conditionSentence(scene: FieldScene, condition: Condition, path: Path): string {
  const target = fieldAt(scene.form, conditionPath(condition, fieldAt(scene.form, path)?.group))?.field;
  const wanted = 'equals' in condition ? [condition.equals] : condition.in;
  const titles = wanted.map((value) => {
    if (value === true) return text.form.yes;
    if (value === false) return text.form.no;
    const options = target && 'options' in target ? target.options : [];
    return options.find((option) => option.value === value)?.title ?? String(value);
  });
  return text.form.onlyIf(target?.label ?? '', titles.join('”“'));
}

/** Hides a field until its condition is met; only the script reads this, the server decides by itself. */
export function conditionAttributes(scene: FieldScene, path: Path): Readonly<Record<string, string>> {
  const condition = openCondition(scene, path);
  if (!condition) return {};
  const target = conditionPath(condition, fieldAt(scene.form, path)?.group);
  const wanted = 'equals' in condition ? [condition.equals] : condition.in;
  return { 'data-if': pathName(target), 'data-in': JSON.stringify(wanted.map(String)) };
}

export const ConditionNote = ({ scene, path }: { readonly scene: FieldScene; readonly path: Path }) => {
  const condition = openCondition(scene, path);
  return condition && <p className="hint only-if">{conditionSentence(scene, condition, path)}</p>;
};

export const errorAt = (scene: FieldScene, path: Path): FormError | undefined =>
  scene.errors.find((error) => error.path === pathName(path));

export const ErrorLine = ({ id, error }: { readonly id: string; readonly error: FormError | undefined }) =>
  error && (
    <p className="error" id={`${id}-error`}>
      <span className="unseen">{text.errors.prefix}</span>
      {error.message}
    </p>
  );

/** A label, with the mark of what may be left blank. */
export const LabelText = ({ label, required }: { readonly label: string; readonly required: boolean }): ReactNode => (
  <>
    {label}
    {!required && <span className="optional">{text.form.optional}</span>}
  </>
);
