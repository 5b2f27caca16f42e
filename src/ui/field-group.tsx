import { type GroupField, keyPath, pathName, ROW_BUTTONS, ROW_MARK, rowsOf, schemaAt } from '../kernel/form/index.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { fieldId } from './field-id.ts';
import {
  ConditionNote,
  conditionAttributes,
  ErrorLine,
  errorAt,
  type FieldScene,
  LabelText,
  standing,
} from './field-scene.tsx';
import { text } from './text.ts';

/** Rows with a button to add one and, on each, a button to remove it; both send the form, so no script is needed. */
export const RowGroup = ({ field, scene }: { readonly field: GroupField; readonly scene: FieldScene }) => {
  const path = keyPath(field.key);
  const id = fieldId(field.key);
  const error = errorAt(scene, path);
  const schema = schemaAt(scene.form, path);
  const least = schema?.minItems ?? 0;
  const most = schema?.maxItems ?? 0;
  const rows = Math.max(rowsOf(scene.data, field).length, least);
  return (
    <fieldset
      className={error ? 'field group wrong' : 'field group'}
      id={id}
      tabIndex={-1}
      aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
      {...conditionAttributes(scene, path)}
    >
      <legend>
        <LabelText label={field.label} required={least > 0} />
      </legend>
      <p className="hint" id={`${id}-hint`}>
        {field.help}
        {text.form.rows(least, most)}
      </p>
      <ConditionNote scene={scene} path={path} />
      <ErrorLine id={id} error={error} />
      {Array.from({ length: rows }, (_, row) => (
        <Row key={pathName([...path, row])} field={field} scene={scene} row={row} mayRemove={rows > least} />
      ))}
      {rows < most && (
        <Button kind="secondary" name={ROW_BUTTONS.add} value={field.key}>
          {text.form.add(field.rowTitle)}
        </Button>
      )}
    </fieldset>
  );
};

const Row = (props: {
  readonly field: GroupField;
  readonly scene: FieldScene;
  readonly row: number;
  readonly mayRemove: boolean;
}) => {
  const { field, scene, row } = props;
  const path = [...keyPath(field.key), row];
  const title = `${field.rowTitle} ${row + 1}`;
  return (
    <fieldset className="row">
      <legend>{title}</legend>
      <input type="hidden" name={`${pathName(path)}.${ROW_MARK}`} value="1" />
      {field.fields
        .filter((inner) => standing(scene, [...path, ...keyPath(inner.key)]) !== 'hidden')
        .map((inner) => (
          <Field key={inner.key} field={inner} scene={scene} path={[...path, ...keyPath(inner.key)]} />
        ))}
      {props.mayRemove && (
        <Button kind="quiet" name={ROW_BUTTONS.remove} value={pathName(path)}>
          {text.form.remove(field.rowTitle, row + 1)}
        </Button>
      )}
    </fieldset>
  );
};
