import { urlOf } from '../../call.ts';
import { go } from '../../router.tsx';

/** What one part of an address means; `null` is what is not in it, and the answer then is where everybody begins. */
type Reader = (given: string | null) => string | number | undefined;
type Readers = Readonly<Record<string, Reader>>;

export const words = (given: string | null): string | undefined => given?.trim() || undefined;

export function whole(given: string | null): number | undefined {
  const number = Number(given);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** It is on or off. */
export const flag = (given: string | null): '1' | undefined => (given === '1' ? '1' : undefined);

export function oneOf<T extends string>(all: readonly T[]): (given: string | null) => T | undefined;
export function oneOf<T extends string>(all: readonly T[], preset: T): (given: string | null) => T;
export function oneOf<T extends string>(all: readonly T[], preset?: T) {
  return (given: string | null): T | undefined => all.find((each) => each === given) ?? preset;
}

type Asked<R extends Readers> = { readonly [K in keyof R]: ReturnType<R[K]> };

/** What narrows a list. It stands in the address, so that it can be kept, sent and gone back from. */
type Filter<R extends Readers = Readers> = {
  readonly asked: Asked<R>;
  /** Something is left out that a person sees who comes without having chosen anything. */
  readonly isNarrowed: boolean;
  readonly put: (by: keyof R & string, value: string | number | undefined) => void;
  readonly clear: () => void;
};

/** Reads what narrows a list from the address of its screen. */
export function filterIn<R extends Readers>(query: URLSearchParams, path: string, readers: R): Filter<R> {
  const read = (of: (key: string) => string | null): Asked<R> =>
    Object.fromEntries(Object.entries(readers).map(([key, reader]) => [key, reader(of(key))])) as Asked<R>;
  const asked = read((key) => query.get(key));
  const preset = read(() => null);
  const address = (given: object): string => urlOf({ path }, { query: given });
  return {
    asked,
    isNarrowed: address(asked) !== address(preset),
    put: (by, value) => go(address({ ...asked, [by]: value })),
    clear: () => go(path),
  };
}
