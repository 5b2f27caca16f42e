import type { CaseView } from '../contract.ts';

export type Status = 'ok' | 'missing' | 'wrong' | 'deferred';
export type Finding = { readonly status: Status; readonly note: string };
/** What the clerk has found so far, by key of the material; a material not looked at is absent. */
export type Findings = Readonly<Record<string, Finding>>;

type Wanted = Pick<CaseView['wanted'][number], 'key' | 'required' | 'finding'>;

/** What was found before, to begin with. */
export const findingsIn = (wanted: readonly Wanted[]): Findings =>
  Object.fromEntries(
    wanted.flatMap(({ key, finding }) =>
      finding ? [[key, { status: finding.status, note: finding.note ?? '' }]] : [],
    ),
  );

/** Everything not looked at yet is in order: what a clerk says after finding the faults. */
export const restInOrder = (wanted: readonly Wanted[], findings: Findings): Findings =>
  Object.fromEntries(wanted.map(({ key }) => [key, findings[key] ?? { status: 'ok' as const, note: '' }]));

export type Tally = {
  readonly checked: number;
  readonly all: number;
  readonly wanting: readonly string[];
  readonly needsNote: readonly string[];
};

/** How far the check has come, what is wanting, and which faults are not explained yet. */
export function tallyOf(wanted: readonly Wanted[], findings: Findings): Tally {
  const found = wanted.flatMap(({ key }) => {
    const finding = findings[key];
    return finding ? [{ key, ...finding }] : [];
  });
  return {
    checked: found.length,
    all: wanted.length,
    wanting: found.filter(({ status }) => status === 'missing' || status === 'wrong').map(({ key }) => key),
    needsNote: found.filter(({ status, note }) => status === 'wrong' && note.trim() === '').map(({ key }) => key),
  };
}

/** The findings as they are sent: how to mend a fault is told only while it is one. */
export const sent = (findings: Findings): Record<string, { status: Status; note?: string }> =>
  Object.fromEntries(
    Object.entries(findings).map(([key, { status, note }]) => {
      const told = status === 'ok' ? '' : note.trim();
      return [key, told === '' ? { status } : { status, note: told }];
    }),
  );
