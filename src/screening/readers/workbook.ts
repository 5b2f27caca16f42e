import { mapped } from './mapped.ts';
import { addUnescaped, readMarkup } from './markup.ts';

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The sheets of a workbook, the hidden ones too, and the part each lies in. */
export function workbookSheets(
  workbook: string,
  relations: string,
): readonly { readonly label: string; readonly path: string }[] {
  const targets = new Map<string, string>();
  for (const { name, attributes } of elements(relations))
    if (name === 'Relationship') targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
  return elements(workbook)
    .filter(({ name }) => name === 'sheet')
    .map(({ attributes }) => {
      const state = attributes.get('state') ?? 'visible';
      const hidden = state === 'veryHidden' ? '(深度隐藏)' : state === 'hidden' ? '(隐藏)' : '';
      const target = targets.get(attributes.get('id') ?? '') ?? '';
      return {
        label: `sheet:${attributes.get('name') ?? ''}${hidden}`,
        path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      };
    });
}

function elements(
  source: string,
): readonly { readonly name: string; readonly attributes: ReadonlyMap<string, string> }[] {
  const all: { name: string; attributes: Map<string, string> }[] = [];
  readMarkup(source, false, {
    open: (name, given) => {
      const attributes = new Map<string, string>();
      for (const { name: attribute, start, end } of given) {
        const value = mapped();
        addUnescaped(value, source, start, end);
        attributes.set(local(attribute), value.text());
      }
      all.push({ name: local(name), attributes });
    },
  });
  return all;
}
