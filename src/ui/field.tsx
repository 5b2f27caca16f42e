import { isRequired, type Path, pathName, type SimpleField, schemaAt, valueAt } from '../kernel/form/index.ts';
import { Choices } from './field-choice.tsx';
import { fieldId } from './field-id.ts';
import {
  ConditionNote,
  conditionAttributes,
  ErrorLine,
  errorAt,
  type FieldScene,
  type FieldState,
  LabelText,
} from './field-scene.tsx';
import { TextInput } from './field-text.tsx';
import { text } from './text.ts';

const HINTS: Partial<Readonly<Record<SimpleField['widget'], string>>> = {
  date: text.form.dateHint,
  money: text.form.moneyHint,
  'resident-id': text.form.residentIdHint,
  'credit-code': text.form.creditCodeHint,
  phone: text.form.phoneHint,
};

function hintOf(field: SimpleField, scene: FieldScene, path: Path): string {
  const limit = field.widget === 'lines' ? schemaAt(scene.form, path)?.maxLength : undefined;
  const example = 'example' in field && field.example !== undefined ? text.form.example(field.example) : '';
  const parts = [field.help ?? HINTS[field.widget] ?? '', example, limit === undefined ? '' : text.form.limit(limit)];
  return parts.filter((part) => part !== '').join('');
}

const GROUPED = new Set(['radio', 'checkboxes', 'yes-no', 'declaration']);

/** One question with its label, hint, error and input. */
export const Field = ({
  field,
  scene,
  path,
}: {
  readonly field: SimpleField;
  readonly scene: FieldScene;
  readonly path: Path;
}) => {
  const name = pathName(path);
  const id = fieldId(name);
  const error = errorAt(scene, path);
  const hint = hintOf(field, scene, path);
  const state: FieldState = {
    id,
    name,
    value: valueAt(scene.data, path),
    describedBy: [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
    isWrong: error !== undefined,
    isRequired: isRequired(scene.form, path),
  };
  const className = error ? 'field wrong' : 'field';
  const below = (
    <>
      {hint !== '' && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <ConditionNote scene={scene} path={path} />
      <ErrorLine id={id} error={error} />
    </>
  );
  return GROUPED.has(field.widget) ? (
    <fieldset className={className} aria-describedby={state.describedBy} {...conditionAttributes(scene, path)}>
      <legend>
        <LabelText label={field.label} required={state.isRequired} />
      </legend>
      {below}
      <Choices field={field} state={state} />
    </fieldset>
  ) : (
    <div className={className} {...conditionAttributes(scene, path)}>
      <label htmlFor={id}>
        <LabelText label={field.label} required={state.isRequired} />
      </label>
      {below}
      <TextInput field={field} state={state} schema={schemaAt(scene.form, path)} />
    </div>
  );
};
