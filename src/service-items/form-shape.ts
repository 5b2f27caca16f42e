import { z } from 'zod';
import type { FieldSchema, FormDefinition, Situation } from '../kernel/form/index.ts';

// The outer shape of forms and situations as they come over the wire. What makes one usable is asked of
// `formFaults` and `situationFaults`, which need this shape to stand on.

/** No controls, and nothing that turns the direction of writing: they change what is seen without being seen. */
const VISIBLE = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u;

/** Text of at most so many characters, all of which can be seen. */
export const visibleText = (max: number) => z.string().trim().max(max).regex(VISIBLE);

const word = visibleText(200).min(1);
const sentence = visibleText(2000).min(1);
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);

const Field: z.ZodType<FieldSchema> = z.lazy(() =>
  z.strictObject({
    type: z.enum(['string', 'number', 'integer', 'boolean', 'array', 'object']),
    title: sentence.exactOptional(),
    description: sentence.exactOptional(),
    enum: z.array(scalar).max(200).exactOptional(),
    const: scalar.exactOptional(),
    minLength: z.int().exactOptional(),
    maxLength: z.int().exactOptional(),
    pattern: z.string().max(200).exactOptional(),
    format: word.exactOptional(),
    minimum: z.number().exactOptional(),
    maximum: z.number().exactOptional(),
    multipleOf: z.number().exactOptional(),
    items: Field.exactOptional(),
    minItems: z.int().exactOptional(),
    maxItems: z.int().exactOptional(),
    uniqueItems: z.boolean().exactOptional(),
    properties: z.record(word, Field).exactOptional(),
    required: z.array(word).max(200).exactOptional(),
    additionalProperties: z.boolean().exactOptional(),
  }),
);

const Root = z.strictObject({
  type: z.literal('object'),
  title: sentence.exactOptional(),
  description: sentence.exactOptional(),
  properties: z.record(word, Field),
  required: z.array(word).max(200).exactOptional(),
  additionalProperties: z.boolean().exactOptional(),
});

const Condition = z.union([
  z.strictObject({ field: word, equals: scalar }),
  z.strictObject({ field: word, in: z.array(scalar).min(1).max(50) }),
]);
const Option = z.strictObject({ value: word, title: sentence, help: sentence.exactOptional() });
const basics = {
  key: word,
  label: word,
  help: sentence.exactOptional(),
  showIf: Condition.exactOptional(),
  autocomplete: word.exactOptional(),
};
const options = z.array(Option).min(1).max(200);

const simple = [
  z.strictObject({ ...basics, widget: z.enum(['text', 'lines', 'address']), example: sentence.exactOptional() }),
  z.strictObject({ ...basics, widget: z.literal('number'), unit: word.exactOptional() }),
  z.strictObject({ ...basics, widget: z.enum(['money', 'date', 'yes-no', 'resident-id', 'credit-code', 'phone']) }),
  z.strictObject({ ...basics, widget: z.enum(['radio', 'select', 'checkboxes']), options }),
  z.strictObject({ ...basics, widget: z.literal('declaration'), statement: sentence }),
] as const;

const Group = z.strictObject({
  ...basics,
  widget: z.literal('group'),
  rowTitle: word,
  fields: z.array(z.discriminatedUnion('widget', simple)).min(1).max(40),
});
const File = z.strictObject({
  ...basics,
  widget: z.literal('file'),
  accept: z.array(word).max(20),
  maxMegabytes: z.number().positive().max(100),
});

/** A form as it may stand in an item. */
export const FormShape: z.ZodType<FormDefinition> = z.strictObject({
  id: word,
  version: z.int().positive(),
  title: word,
  schema: Root,
  steps: z
    .array(
      z.strictObject({
        key: word,
        title: word,
        intro: sentence.exactOptional(),
        showIf: Condition.exactOptional(),
        fields: z.array(z.discriminatedUnion('widget', [...simple, Group, File])).max(60),
      }),
    )
    .min(1)
    .max(20),
});

const Answer = z.union([
  z.strictObject({ question: word, equals: word }),
  z.strictObject({ question: word, in: z.array(word).min(1).max(50) }),
]);
const When = z.union([
  z.strictObject({ all: z.array(Answer).min(1).max(20) }),
  z.strictObject({ any: z.array(Answer).min(1).max(20) }),
]);

/** Situation questions and the materials they decide on. */
export const SituationShape: z.ZodType<Situation> = z.strictObject({
  questions: z
    .array(
      z.strictObject({
        key: word,
        title: sentence,
        help: sentence.exactOptional(),
        options: z.array(z.strictObject({ value: word, title: sentence })).max(20),
        when: When.exactOptional(),
      }),
    )
    .max(20),
  materials: z
    .array(
      z.strictObject({
        key: word,
        name: word,
        required: z.boolean(),
        deferrable: z.literal(true).exactOptional(),
        when: When.exactOptional(),
        form: z.enum(['paper', 'electronic', 'either']),
        original: z.enum(['original', 'copy', 'either']),
        copies: z.int().min(0).max(50),
        source: z.enum(['self', 'agency', 'shared']),
        sourceNote: sentence.exactOptional(),
        note: sentence.exactOptional(),
        law: sentence.exactOptional(),
        blankForm: sentence.exactOptional(),
        sample: sentence.exactOptional(),
      }),
    )
    .max(80),
});
