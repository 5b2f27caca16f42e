import type { Content } from '../../contract.ts';

export type FieldName = keyof Content;

/** What two editors made of one text, field by field. */
export type Merge = {
  /** Fields that one of them changed, or both alike: settled. */
  readonly settled: Content;
  readonly merged: readonly FieldName[];
  /** Fields that both changed, each otherwise: somebody has to choose. */
  readonly open: readonly FieldName[];
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Puts two texts together that came from the same one; an open field stays as the other has it until it is chosen. */
export function mergeContent(base: Content, mine: Content, theirs: Content): Merge {
  // Some fields are there only where somebody filled them.
  const names = [...new Set([base, mine, theirs].flatMap((each) => Object.keys(each)))] as FieldName[];
  const byMe = names.filter((name) => !same(mine[name], base[name]) && !same(mine[name], theirs[name]));
  const open = byMe.filter((name) => !same(theirs[name], base[name]));
  const onlyMine = byMe.filter((name) => !open.includes(name));
  const onlyTheirs = names.filter((name) => !same(theirs[name], base[name]) && same(mine[name], base[name]));
  return {
    settled: { ...theirs, ...part(mine, onlyMine) },
    merged: [...onlyMine, ...onlyTheirs],
    open,
  };
}

/** Some fields of a text. */
export const part = (content: Content, names: readonly FieldName[]): Partial<Content> =>
  Object.fromEntries(names.map((name) => [name, content[name]]));
