import { type FileField, isRequired, keyPath, ROW_BUTTONS } from '../kernel/form/index.ts';
import { Button } from './button.tsx';
import { fieldId } from './field-id.ts';
import { ConditionNote, conditionAttributes, ErrorLine, errorAt, type FieldScene, LabelText } from './field-scene.tsx';
import { text } from './text.ts';

/** A file already in a slot of the form, as shown to the person. */
export type UploadedFile = {
  readonly name: string;
  readonly size: string;
  readonly href?: string | undefined;
  /** What there is to know of it: that it is still being checked, say. */
  readonly note?: string | undefined;
};

/** A place for a file: what is in it already, and the way to put one in. */
export const FileSlot = (props: {
  readonly field: FileField;
  readonly scene: FieldScene;
  readonly file: UploadedFile | undefined;
}) => {
  const { field, scene, file } = props;
  const path = keyPath(field.key);
  const id = fieldId(field.key);
  const error = errorAt(scene, path);
  return (
    <div className={error ? 'field wrong' : 'field'} {...conditionAttributes(scene, path)}>
      <label htmlFor={id}>
        <LabelText label={field.label} required={isRequired(scene.form, path)} />
      </label>
      <p className="hint" id={`${id}-hint`}>
        {field.help}
        {text.form.accept(field.accept.join('、'), field.maxMegabytes)}
      </p>
      <ConditionNote scene={scene} path={path} />
      <ErrorLine id={id} error={error} />
      {file && (
        <p className="uploaded">
          {text.form.uploaded}：{file.href === undefined ? file.name : <a href={file.href}>{file.name}</a>}（{file.size}
          ）{file.note && <strong>{file.note}</strong>}{' '}
          <Button kind="quiet" name={ROW_BUTTONS.remove} value={field.key}>
            {text.form.removeFile}
          </Button>
        </p>
      )}
      <input
        type="file"
        id={id}
        name={field.key}
        accept={field.accept.join(',')}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={error ? true : undefined}
      />
    </div>
  );
};
