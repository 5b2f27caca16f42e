import type {
  Condition,
  FieldLayout,
  FieldSchema,
  FormDefinition,
  GroupField,
  Option,
  SimpleField,
} from '../../kernel/form/index.ts';

/** A question with what may be answered: its place in the layout and in the schema, written once. */
export type Asked<F extends FieldLayout = SimpleField> = {
  readonly field: F;
  readonly schema: FieldSchema;
  readonly required: boolean;
};

type More = {
  readonly help?: string;
  readonly showIf?: Condition;
  readonly autocomplete?: string;
  readonly optional?: true;
};

const basics = (key: string, label: string, { help, showIf, autocomplete }: More) => ({
  key,
  label,
  ...(help === undefined ? {} : { help }),
  ...(showIf === undefined ? {} : { showIf }),
  ...(autocomplete === undefined ? {} : { autocomplete }),
});

const required = ({ optional }: More): boolean => optional !== true;

/** One line of text. `pattern` is matched against the whole. */
export const line = (
  key: string,
  label: string,
  max: number,
  more: More & { readonly example?: string; readonly pattern?: string } = {},
): Asked => ({
  field: {
    ...basics(key, label, more),
    widget: 'text',
    ...(more.example === undefined ? {} : { example: more.example }),
  },
  schema: {
    type: 'string',
    minLength: 1,
    maxLength: max,
    ...(more.pattern === undefined ? {} : { pattern: `^(${more.pattern})$` }),
  },
  required: required(more),
});

export const lines = (key: string, label: string, max: number, more: More = {}): Asked => ({
  field: { ...basics(key, label, more), widget: 'lines' },
  schema: { type: 'string', maxLength: max },
  required: required(more),
});

export const address = (key: string, label: string, more: More = {}): Asked => ({
  field: { ...basics(key, label, more), widget: 'address' },
  schema: { type: 'string', minLength: 6, maxLength: 120 },
  required: required(more),
});

/** A whole number within bounds, both included. */
export const count = (
  key: string,
  label: string,
  [minimum, maximum]: readonly [number, number],
  more: More & { readonly unit?: string } = {},
): Asked => ({
  field: { ...basics(key, label, more), widget: 'number', ...(more.unit === undefined ? {} : { unit: more.unit }) },
  schema: { type: 'integer', minimum, maximum },
  required: required(more),
});

/** An amount; stored in 分, at most one hundred million 元. */
export const money = (key: string, label: string, more: More = {}): Asked => ({
  field: { ...basics(key, label, more), widget: 'money' },
  schema: { type: 'integer', minimum: 0, maximum: 10_000_000_000 },
  required: required(more),
});

const optionsOf = (
  titles: Readonly<Record<string, string | readonly [title: string, help: string]>>,
): readonly Option[] =>
  Object.entries(titles).map(([value, title]) =>
    typeof title === 'string' ? { value, title } : { value, title: title[0], help: title[1] },
  );

type Titles = Parameters<typeof optionsOf>[0];

const choice =
  (widget: 'radio' | 'select') =>
  (key: string, label: string, titles: Titles, more: More = {}): Asked => ({
    field: { ...basics(key, label, more), widget, options: optionsOf(titles) },
    schema: { type: 'string', enum: Object.keys(titles) },
    required: required(more),
  });

export const radio = choice('radio');
export const select = choice('select');

export const ticks = (key: string, label: string, titles: Titles, more: More = {}): Asked => ({
  field: { ...basics(key, label, more), widget: 'checkboxes', options: optionsOf(titles) },
  schema: {
    type: 'array',
    items: { type: 'string', enum: Object.keys(titles) },
    minItems: 1,
    maxItems: Object.keys(titles).length,
    uniqueItems: true,
  },
  required: required(more),
});

export const yesNo = (key: string, label: string, more: More = {}): Asked => ({
  field: { ...basics(key, label, more), widget: 'yes-no' },
  schema: { type: 'boolean' },
  required: required(more),
});

const formatted =
  (widget: 'resident-id' | 'credit-code' | 'phone' | 'date', format: string) =>
  (key: string, label: string, more: More = {}): Asked => ({
    field: { ...basics(key, label, more), widget },
    schema: { type: 'string', format },
    required: required(more),
  });

export const residentId = formatted('resident-id', 'residentId');
export const creditCode = formatted('credit-code', 'creditCode');
export const mobile = formatted('phone', 'mobile');

/** Something to be agreed to; only yes is an answer. */
export const declaration = (key: string, label: string, statement: string): Asked => ({
  field: { key, label, widget: 'declaration', statement },
  schema: { type: 'boolean', const: true },
  required: true,
});

const objectOf = (asked: readonly Asked<FieldLayout>[]) => ({
  properties: Object.fromEntries(asked.map(({ field, schema }) => [field.key, schema])),
  required: asked.flatMap(({ field, required: isRequired }) => (isRequired ? [field.key] : [])),
  additionalProperties: false,
});

/** Rows of the same questions, from `least` to `most` of them. */
export const rows = (
  key: string,
  label: string,
  rowTitle: string,
  [least, most]: readonly [number, number],
  asked: readonly Asked[],
  more: More = {},
): Asked<GroupField> => ({
  field: { ...basics(key, label, more), widget: 'group', rowTitle, fields: asked.map(({ field }) => field) },
  schema: { type: 'array', minItems: least, maxItems: most, items: { type: 'object', ...objectOf(asked) } },
  required: least > 0,
});

/** A form of steps, each with its questions. */
export function formOf(
  id: string,
  version: number,
  title: string,
  steps: readonly {
    readonly key: string;
    readonly title: string;
    readonly intro?: string;
    readonly showIf?: Condition;
    readonly asks: readonly Asked<FieldLayout>[];
  }[],
): FormDefinition {
  return {
    id,
    version,
    title,
    schema: { type: 'object', ...objectOf(steps.flatMap(({ asks }) => asks)) },
    steps: steps.map(({ asks, ...step }) => ({ ...step, fields: asks.map(({ field }) => field) })),
  };
}
