import type { ReactNode } from 'react';
import {
  type FieldLayout,
  type FormDefinition,
  type FormError,
  type FormValues,
  isStepShown,
  keyPath,
  stepOf,
} from '../kernel/form/index.ts';
import { Button, LinkButton } from './button.tsx';
import { Field } from './field.tsx';
import { FileSlot, type UploadedFile } from './field-file.tsx';
import { RowGroup } from './field-group.tsx';
import { type FieldScene, standing } from './field-scene.tsx';
import { Hidden } from './hidden.tsx';
import { text } from './text.ts';

export type FormStepProps = {
  readonly form: FormDefinition;
  readonly step: string;
  readonly data: FormValues;
  /** Where the step is posted to. */
  readonly action: string;
  /** From {@link validateForm}; show {@link ErrorSummary} with the same list above. */
  readonly errors?: readonly FormError[] | undefined;
  /** Uploaded files by field key. */
  readonly files?: Readonly<Record<string, UploadedFile>> | undefined;
  /** Hidden values such as the token against forged requests. */
  readonly hidden?: Readonly<Record<string, string>> | undefined;
  readonly submitLabel?: string | undefined;
  readonly backHref?: string | undefined;
  /** Offers to save without checking: the button is named `_save`. */
  readonly maySave?: boolean | undefined;
  /** Stands above the buttons. */
  readonly children?: ReactNode;
};

const OneField = ({
  field,
  scene,
  files,
}: {
  readonly field: FieldLayout;
  readonly scene: FieldScene;
  readonly files: FormStepProps['files'];
}) => {
  if (field.widget === 'group') return <RowGroup field={field} scene={scene} />;
  if (field.widget === 'file') return <FileSlot field={field} scene={scene} file={files?.[field.key]} />;
  return <Field field={field} scene={scene} path={keyPath(field.key)} />;
};

/**
 * One step of a form as plain HTML. Fields whose condition looks at another step are there or not; fields whose
 * condition looks at this step are always there, with a sentence saying when they are wanted (the script hides them
 * until then). Buttons: unnamed submit, `_add`, `_remove`, `_save`.
 */
export const FormStep = (props: FormStepProps) => {
  const step = stepOf(props.form, props.step);
  if (!step || !isStepShown(props.form, props.data, step)) return null;
  const scene: FieldScene = { form: props.form, step, data: props.data, errors: props.errors ?? [] };
  const hasFile = step.fields.some(({ widget }) => widget === 'file');
  return (
    <form
      className="form"
      method="post"
      action={props.action}
      encType={hasFile ? 'multipart/form-data' : undefined}
      noValidate
    >
      {/* The Enter key presses the first button of a form: it must be this one, not “add” or “remove”. */}
      <button className="enter" type="submit" tabIndex={-1} aria-hidden="true" />
      {props.hidden && <Hidden values={props.hidden} />}
      {step.intro !== undefined && <p>{step.intro}</p>}
      {step.fields
        .filter((field) => standing(scene, keyPath(field.key)) !== 'hidden')
        .map((field) => (
          <OneField key={field.key} field={field} scene={scene} files={props.files} />
        ))}
      {props.children}
      <div className="actions">
        <Button>{props.submitLabel ?? text.form.next}</Button>
        {props.maySave && (
          <Button kind="secondary" name="_save" value="1">
            {text.form.save}
          </Button>
        )}
        {props.backHref !== undefined && (
          <LinkButton kind="quiet" href={props.backHref}>
            {text.form.back}
          </LinkButton>
        )}
      </div>
    </form>
  );
};
