/** One thing the city keeps about a person: a heading, and what it says in words. */
export type OwnItem = {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
};

/** Everything of one sort that a module keeps about a person, for himself. */
export type OwnData = { readonly title: string; readonly items: readonly OwnItem[] };
