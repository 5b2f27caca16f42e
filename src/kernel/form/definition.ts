/** A single value that a person can give in a form. */
export type Scalar = string | number | boolean;

/**
 * JSON Schema 2020-12, limited to the keywords listed here: a definition written by a department stays
 * bounded and checkable ({@link formFaults} reports every other keyword).
 */
export type FieldSchema = {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly minLength?: number;
  /** Counted in characters (code points), not UTF-16 units. */
  readonly maxLength?: number;
  readonly pattern?: string;
  /** A name among the format checks given to {@link validateForm}, or `day`, which the kernel knows itself. */
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
  readonly items?: FieldSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
};

/** The root of a form's data. */
export type FormSchema = FieldSchema & {
  readonly $schema?: string;
  readonly $id?: string;
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
};

/**
 * When a field or a step is asked for at all. `field` is the key of another field; inside a repeating group it is
 * looked up in the same row, and `/key` means the form itself. A list of ticked boxes matches when it contains a value.
 */
export type Condition =
  | { readonly field: string; readonly equals: Scalar }
  | { readonly field: string; readonly in: readonly Scalar[] };

export type Option = { readonly value: string; readonly title: string; readonly help?: string };

type FieldBasics = {
  /** Where the value stands in the data: `name`, or `applicant.name` for a nested object; relative to the row inside a group. */
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly showIf?: Condition;
  /** HTML autofill token, for example `name`, `tel`, `street-address`. */
  readonly autocomplete?: string;
};

/** What a field stores is fixed by its widget: see the comment on each. */
export type SimpleField = FieldBasics &
  (
    | { readonly widget: 'text' | 'lines' | 'address'; readonly example?: string } // string
    | { readonly widget: 'number'; readonly unit?: string } // number or integer
    | { readonly widget: 'money' } // integer, 分; people type 元
    | { readonly widget: 'date' } // string, `YYYY-MM-DD`
    | { readonly widget: 'radio' | 'select'; readonly options: readonly Option[] } // string
    | { readonly widget: 'checkboxes'; readonly options: readonly Option[] } // array of strings
    | { readonly widget: 'yes-no' } // boolean
    | { readonly widget: 'resident-id' | 'credit-code' | 'phone' } // string, full-width digits and blanks removed
    | { readonly widget: 'declaration'; readonly statement: string } // boolean, only `true` counts
  );

/** Rows that a person adds and removes, such as the members of a household. Stores an array of objects. */
export type GroupField = FieldBasics & {
  readonly widget: 'group';
  /** What one row is called: 家庭成员. */
  readonly rowTitle: string;
  readonly fields: readonly SimpleField[];
};

/** A place for an uploaded file. Stores the file's id, put there by the program that took the upload, never by the person. */
export type FileField = FieldBasics & {
  readonly widget: 'file';
  /** Endings such as `.pdf`; a hint for the browser, the upload itself is checked elsewhere. */
  readonly accept: readonly string[];
  readonly maxMegabytes: number;
};

export type FieldLayout = SimpleField | GroupField | FileField;
export type Widget = FieldLayout['widget'];

export type StepLayout = {
  readonly key: string;
  readonly title: string;
  readonly intro?: string;
  readonly showIf?: Condition;
  readonly fields: readonly FieldLayout[];
};

/** A form: what may be stored (schema) and how a person is asked for it (steps). Plain data that survives JSON. */
export type FormDefinition = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly schema: FormSchema;
  readonly steps: readonly StepLayout[];
};

/** The data of a form; its shape is promised only after {@link validateForm} found nothing. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Something a person has to put right. `path` is the name of the input, e.g. `members[0].name`. */
export type FormError = {
  readonly path: string;
  /** Stable: `required`, `too-long`, `format` … (the keys of `messages` in text.ts). */
  readonly code: string;
  /** A sentence that says what to do. */
  readonly message: string;
  readonly label: string;
};

/** Checks for `format`, by name; given by whoever knows the rule. */
export type FormatChecks = Readonly<Record<string, (value: string) => boolean>>;

/** The step with that key, if the form has it. */
export const stepOf = (form: FormDefinition, key: string): StepLayout | undefined =>
  form.steps.find((step) => step.key === key);
