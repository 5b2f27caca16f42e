import type { Accounts, Part } from '../contract.ts';

type Line = Accounts['income'][number];

/** 分 as 元 with two decimals and thousands apart: 1234567 → 12,345.67. */
export function yuan(cents: number): string {
  const whole = Math.trunc(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${String(whole).replaceAll(/\B(?=(\d{3})+$)/gu, ',')}.${rest}`;
}

const sum = (lines: readonly Line[]): number => lines.reduce((all, { cents }) => all + cents, 0);

/** What the balance at the end has to be. */
export const closingOf = ({
  openingCents,
  income,
  expense,
}: Pick<Accounts, 'openingCents' | 'income' | 'expense'>): number => openingCents + sum(income) - sum(expense);

/** Why accounts cannot be told like this, or null. */
export function accountsFault(accounts: Accounts): 'boards/no-lines' | 'boards/does-not-balance' | null {
  if (accounts.income.length + accounts.expense.length === 0) return 'boards/no-lines';
  return closingOf(accounts) === accounts.closingCents ? null : 'boards/does-not-balance';
}

type Words = {
  readonly income: string;
  readonly expense: string;
  readonly item: string;
  readonly amount: string;
  readonly note: string;
  readonly total: string;
  readonly opening: string;
  readonly closing: string;
  readonly nothing: string;
  readonly supervision: (words: string, on: string) => string;
};

/** The form as it is printed: balances, income, expense, what the supervision committee said. */
export function accountsParts(accounts: Accounts, words: Words): readonly Part[] {
  const table = (caption: string, lines: readonly Line[]): Part => ({
    kind: 'table',
    caption,
    head: [words.item, words.amount, words.note],
    rows: [
      ...lines.map(({ item, cents, note }) => [item, yuan(cents), note]),
      ...(lines.length === 0 ? [[words.nothing, yuan(0), '']] : []),
      [words.total, yuan(sum(lines)), ''],
    ],
  });
  return [
    { kind: 'paragraph', text: `${words.opening}${yuan(accounts.openingCents)}` },
    table(words.income, accounts.income),
    table(words.expense, accounts.expense),
    { kind: 'paragraph', text: `${words.closing}${yuan(accounts.closingCents)}` },
    { kind: 'paragraph', text: words.supervision(accounts.supervision, accounts.supervisedOn) },
  ];
}
