import type { Choice } from './field.tsx';

/** Agencies and other things with a number, to choose from. */
export const choicesOf = (things: readonly { readonly id: number; readonly name: string }[] = []): readonly Choice[] =>
  things.map(({ id, name }) => ({ value: String(id), title: name }));

/** Words of a contract, each under its title. */
export const titled = <T extends string>(
  values: readonly T[],
  titles: Readonly<Record<T, string>>,
): readonly Choice[] => values.map((value) => ({ value, title: titles[value] }));
