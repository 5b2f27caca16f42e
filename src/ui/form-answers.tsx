import type { ReactNode } from 'react';
import { isDay } from '../kernel/day.ts';
import {
  type FieldLayout,
  type FormDefinition,
  type FormValues,
  type GroupField,
  isShown,
  keyPath,
  type Path,
  pathName,
  rowsOf,
  type SimpleField,
  shownSteps,
  valueAt,
} from '../kernel/form/index.ts';
import { Fact, Facts } from './facts.tsx';
import { writtenValue } from './field-text.tsx';
import { OnDay } from './on-day.tsx';
import { text } from './text.ts';

type Answers = {
  readonly form: FormDefinition;
  readonly data: FormValues;
  /** Replaces a value, for example by its masked form or a link to the file; `undefined` leaves it. */
  readonly present?: ((path: string, value: unknown) => ReactNode) | undefined;
};

function presented(field: SimpleField, value: unknown): ReactNode {
  const options = 'options' in field ? field.options : [];
  const title = (entry: unknown): string => options.find((option) => option.value === entry)?.title ?? String(entry);
  if (field.widget === 'declaration') return text.form.agreed(field.statement);
  if (Array.isArray(value)) return value.map(title).join('、');
  if (typeof value === 'boolean') return value ? text.form.yes : text.form.no;
  if (options.length > 0) return title(value);
  const written = writtenValue(field, value);
  if (field.widget === 'date' && isDay(written)) return <OnDay day={written} />;
  const unit = field.widget === 'money' ? text.form.yuan : 'unit' in field ? field.unit : undefined;
  return unit === undefined ? <span className="written">{written}</span> : `${written} ${unit}`;
}

const Answer = (props: Answers & { readonly field: FieldLayout; readonly path: Path }) => {
  const { field, path } = props;
  const value = valueAt(props.data, path);
  const replaced = value === undefined ? undefined : props.present?.(pathName(path), value);
  if (replaced !== undefined) return <Fact label={field.label}>{replaced}</Fact>;
  const isBlank = value === undefined || field.widget === 'group';
  const plain = field.widget === 'file' ? text.form.uploaded : isBlank ? null : presented(field, value);
  return <Fact label={field.label}>{value === undefined ? text.form.notGiven : plain}</Fact>;
};

const Rows = (props: Answers & { readonly field: GroupField }) =>
  rowsOf(props.data, props.field).map((_, row) => {
    const path = [...keyPath(props.field.key), row];
    return (
      <div key={pathName(path)} className="answer-row">
        <h3>{`${props.field.rowTitle} ${row + 1}`}</h3>
        <Facts>
          {props.field.fields
            .map((field) => ({ field, at: [...path, ...keyPath(field.key)] }))
            .filter(({ at }) => isShown(props.form, props.data, at))
            .map(({ field, at }) => (
              <Answer key={field.key} {...props} field={field} path={at} />
            ))}
        </Facts>
      </div>
    );
  });

const Plain = (props: Answers & { readonly fields: readonly FieldLayout[] }) => {
  const fields = props.fields
    .filter((field) => isShown(props.form, props.data, keyPath(field.key)))
    .filter((field) => field.widget !== 'group' || rowsOf(props.data, field).length === 0);
  return (
    fields.length > 0 && (
      <Facts>
        {fields.map((field) => (
          <Answer key={field.key} {...props} field={field} path={keyPath(field.key)} />
        ))}
      </Facts>
    )
  );
};

/** All that was filled in, step by step, with the way back to change it: to check before sending, and to read later. */
export const FormAnswers = (props: Answers & { readonly changeHref?: ((step: string) => string) | undefined }) =>
  shownSteps(props.form, props.data).map((step) => (
    <section key={step.key} className="section">
      <div className="section-head">
        <h2>{step.title}</h2>
        {props.changeHref && (
          <a href={props.changeHref(step.key)} aria-label={text.form.changeStep(step.title)}>
            {text.form.change}
          </a>
        )}
      </div>
      <Plain {...props} fields={step.fields} />
      {step.fields.map((field) =>
        field.widget === 'group' && isShown(props.form, props.data, keyPath(field.key)) ? (
          <Rows key={field.key} {...props} field={field} />
        ) : null,
      )}
    </section>
  ));
