import { useEffect, useState } from 'react';
import { text } from '../../text.ts';
import { Chips as Choices } from '../chips.tsx';
import { choicesOf } from '../choices.ts';
import { CheckField, type Choice, SelectField, TextField } from '../field.tsx';
import { FindForm } from '../find-form.tsx';

type Value = string | number | undefined;

/** One control of a filter; `by` is the part of the address that it stands for. */
type Part<K extends string> = {
  readonly filter: { readonly asked: Readonly<Record<K, Value>>; readonly put: (by: K, value: Value) => void };
  readonly by: K;
  readonly label: string;
};

/** The ways a list is looked at, all seen at once, with how many stand in each. */
export const Chips = <K extends string, T extends string>({
  filter,
  by,
  label,
  values,
  titles,
  counts,
}: Part<K> & {
  readonly values: readonly T[];
  readonly titles: Readonly<Record<T, string>>;
  readonly counts?: Readonly<Partial<Record<T, number>>> | undefined;
}) => (
  <Choices
    label={label}
    value={String(filter.asked[by])}
    onChange={(value) => filter.put(by, value)}
    choices={values.map((value) => ({ value, title: titles[value], count: counts?.[value] }))}
  />
);

export const Find = <K extends string>({ filter, by, label }: Part<K>) => {
  const q = String(filter.asked[by] ?? '');
  return <FindForm key={q} label={label} q={q} onFind={(typed) => filter.put(by, typed)} />;
};

/** One of several, or any. */
export const Choose = <K extends string>({
  filter,
  by,
  label,
  choices,
  any = text.list.any,
}: Part<K> & { readonly choices: readonly Choice[]; readonly any?: string }) => (
  <SelectField
    label={label}
    blank={any}
    value={String(filter.asked[by] ?? '')}
    onChange={(value) => filter.put(by, value)}
    choices={choices}
    filter
  />
);

/** An agency among those in sight; nothing to choose where there is one. */
export const ChooseAgency = <K extends string>({
  agencies = [],
  ...part
}: Part<K> & {
  readonly agencies: readonly { readonly id: number; readonly name: string }[] | undefined;
  readonly any?: string;
}) => (agencies.length > 1 ? <Choose {...part} choices={choicesOf(agencies)} /> : null);

export const Tick = <K extends string>({ filter, by, label }: Part<K>) => (
  <CheckField label={label} value={filter.asked[by] === '1'} onChange={(on) => filter.put(by, on ? '1' : undefined)} />
);

const DAY = /^[12]\d{3}-\d{2}-\d{2}$/u;

/** A day, asked for when it is whole: whoever types one passes through years nobody means. */
export function ChooseDay<K extends string>({ filter, by, label }: Part<K>) {
  const given = String(filter.asked[by] ?? '');
  const [typed, setTyped] = useState(given);
  useEffect(() => setTyped(given), [given]);
  const change = (value: string): void => {
    setTyped(value);
    if (value === '' || DAY.test(value)) filter.put(by, value);
  };
  return <TextField label={label} type="date" value={typed} onChange={change} filter />;
}
