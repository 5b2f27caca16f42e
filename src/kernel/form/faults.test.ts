import { describe, expect, test } from 'vitest';
import { type FieldLayout, type FieldSchema, type FormDefinition, formFaults } from './index.ts';
import { sampleForm, sampleFormats } from './testing.ts';

const text: FieldSchema = { type: 'string', maxLength: 10 };

function form(
  properties: Record<string, FieldSchema>,
  fields: readonly FieldLayout[],
  required: string[] = [],
): FormDefinition {
  return {
    id: 'f',
    version: 1,
    title: '表',
    schema: { type: 'object', required, properties },
    steps: [{ key: 'one', title: '一', fields }],
  };
}

const field = (key: string, more: Partial<FieldLayout> = {}): FieldLayout =>
  Object.assign({ key, label: key, widget: 'text' as const }, more);

const faultsOf = (definition: FormDefinition) =>
  formFaults(definition, sampleFormats).map(({ path, code }) => `${path} ${code}`);

test('the sample form can be used', () => {
  expect(formFaults(sampleForm, sampleFormats)).toEqual([]);
});

test('a form survives JSON', () => {
  expect(formFaults(JSON.parse(JSON.stringify(sampleForm)), sampleFormats)).toEqual([]);
});

describe('what would let people down is found when a definition is loaded', () => {
  test.each<[string, FormDefinition]>([
    ['a no-property', form({}, [field('a')])],
    ['a wrong-type', form({ a: { type: 'boolean' } }, [field('a')])],
    ['a unbounded-text', form({ a: { type: 'string' } }, [field('a')])],
    ['a duplicate-key', form({ a: text }, [field('a'), field('a')])],
    ['b no-layout', form({ a: text, b: text }, [field('a')], ['b'])],
    ['a no-condition-field', form({ a: text }, [field('a', { showIf: { field: 'b', equals: 'x' } })])],
    ['a condition-cycle', form({ a: text }, [field('a', { showIf: { field: 'a', equals: 'x' } })])],
    ['a format', form({ a: { type: 'string', format: 'nowhere' } }, [field('a')])],
    ['a pattern', form({ a: { ...text, pattern: '(a+)+$' } }, [field('a')])],
    ['a pattern', form({ a: { ...text, pattern: '(' } }, [field('a')])],
    [' no-field', form({}, [])],
    ['constructor bad-key', form({ constructor: text }, [field('a')])],
    ['a-b bad-key', form({ a: text }, [field('a-b')])],
  ])('%s', (expected, definition) => {
    expect(faultsOf(definition)).toContain(expected);
  });

  test('options must be those that the schema allows', () => {
    const options = [{ value: 'x', title: '甲' }];
    const choice: FieldLayout = { key: 'a', label: 'a', widget: 'radio', options };
    expect(faultsOf(form({ a: { type: 'string', enum: ['x', 'y'] } }, [choice]))).toEqual(['a options-differ']);
    expect(faultsOf(form({ a: { type: 'string', enum: ['x'] } }, [choice]))).toEqual([]);
  });

  test('rows must have an upper bound', () => {
    const group: FieldLayout = {
      key: 'a',
      label: 'a',
      rowTitle: '行',
      widget: 'group',
      fields: [{ key: 'b', label: 'b', widget: 'text' }],
    };
    const items: FieldSchema = { type: 'object', properties: { b: text } };
    expect(faultsOf(form({ a: { type: 'array', items } }, [group]))).toEqual(['a unbounded-rows']);
    expect(faultsOf(form({ a: { type: 'array', maxItems: 3, items } }, [group]))).toEqual([]);
  });

  test('keywords outside the list are refused, from a file too', () => {
    const definition = JSON.parse(JSON.stringify(form({ a: text }, [field('a')])));
    definition.schema.properties.a.$ref = 'https://example.com/schema';
    definition.schema.if = {};
    expect(faultsOf(definition)).toEqual(['if keyword', 'a.$ref keyword']);
  });

  test('two fields that wait for each other', () => {
    const definition = form({ a: text, b: text }, [
      field('a', { showIf: { field: 'b', equals: 'x' } }),
      field('b', { showIf: { field: 'a', equals: 'x' } }),
    ]);
    expect(faultsOf(definition)).toEqual(['a condition-cycle', 'b condition-cycle']);
  });
});
