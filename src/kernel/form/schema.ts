import type { FieldSchema, FormDefinition } from './definition.ts';
import type { Path } from './path.ts';

/** What the schema says about the value at a path. */
export function schemaAt(form: FormDefinition, path: Path): FieldSchema | undefined {
  let schema: FieldSchema | undefined = form.schema;
  for (const part of path) {
    if (!schema) return undefined;
    if (typeof part === 'number') schema = schema.items;
    else schema = schema.properties && Object.hasOwn(schema.properties, part) ? schema.properties[part] : undefined;
  }
  return schema;
}

/** Whether a person must give the value at a path, provided it is asked for. */
export function isRequired(form: FormDefinition, path: Path): boolean {
  const last = path.at(-1);
  const parent = schemaAt(form, path.slice(0, -1));
  return typeof last === 'string' && (parent?.required?.includes(last) ?? false);
}
