import { type Material, materialsFor, type SituationAnswers } from '../../kernel/form/index.ts';
import type { ServiceItem } from '../../service-items/index.ts';
import { text } from '../text.ts';

/** What a clerk found when holding one material against the list. */
export type Finding = { readonly status: 'ok' | 'missing' | 'wrong' | 'deferred'; readonly note?: string | undefined };

/** Findings by material; a material without one has not been looked at. */
export type Checklist = Readonly<Record<string, Finding>>;

/** The filled-in form itself stands first on every list; no material can have this key. */
export const FORM_KEY = '#form';

/** One line of the list that an application is held against. */
export type Wanted = Pick<Material, 'key' | 'name' | 'required' | 'source' | 'form' | 'original' | 'copies'> & {
  readonly deferrable: boolean;
  readonly note: string | null;
};

/** What this application has to have: the form, and the materials that its situation leaves on the list. */
export function wantedFor(item: Pick<ServiceItem, 'situation' | 'form'>, answers: SituationAnswers): readonly Wanted[] {
  const form: readonly Wanted[] =
    item.form === null
      ? []
      : [
          {
            key: FORM_KEY,
            name: text.checklist.form,
            required: true,
            source: 'self',
            form: 'either',
            original: 'original',
            copies: 1,
            deferrable: false,
            note: text.checklist.formNote,
          },
        ];
  return [...form, ...materialsFor(item.situation, answers).map(wanted)];
}

const wanted = ({ key, name, required, source, form, original, copies, deferrable, note }: Material): Wanted => ({
  key,
  name,
  required,
  source,
  form,
  original,
  copies,
  deferrable: deferrable === true,
  note: note ?? null,
});

/** Whether a finding lets the application pass: deferring is possible only where the list says so. */
const passes = (line: Wanted, finding: Finding | undefined): boolean =>
  finding?.status === 'ok' || (finding?.status === 'deferred' && line.deferrable);

/** What the city looks up itself is not the applicant's to bring; it counts as good until it is found otherwise. */
const isAwaited = ({ required, source }: Wanted): boolean => required && source !== 'shared';

/** Lines that stand in the way of acceptance: required and not found good, or found wrong. */
export const obstacles = (list: readonly Wanted[], checklist: Checklist): readonly Wanted[] =>
  list.filter((line) => {
    const finding = checklist[line.key];
    return isAwaited(line) || (line.required && finding) ? !passes(line, finding) : finding?.status === 'wrong';
  });

/** Lines that the applicant has to be told of: found missing or wrong. */
export const faultyLines = (list: readonly Wanted[], checklist: Checklist): readonly Wanted[] =>
  list.filter(({ key }) => checklist[key]?.status === 'missing' || checklist[key]?.status === 'wrong');

/** Lines nobody has looked at; a notice that must name everything cannot be written while there are any. */
export const unchecked = (list: readonly Wanted[], checklist: Checklist): readonly Wanted[] =>
  list.filter((line) => isAwaited(line) && checklist[line.key] === undefined);

/** Only findings about lines of this list; whatever else a caller sends is dropped. */
export function checklistOf(list: readonly Wanted[], findings: Checklist): Checklist {
  const kept: Record<string, Finding> = {};
  for (const { key } of list) {
    const finding = Object.hasOwn(findings, key) ? findings[key] : undefined;
    if (finding) kept[key] = finding;
  }
  return kept;
}

/** After a correction, what was wrong waits to be looked at again; what was good stays good. */
export const reopened = (checklist: Checklist): Checklist =>
  Object.fromEntries(
    Object.entries(checklist).filter(([, finding]) => finding.status === 'ok' || finding.status === 'deferred'),
  );

/** A checklist that finds everything good: what a clerk at the window has in hand, or an application of the past had. */
export const allGood = (list: readonly Wanted[]): Checklist =>
  Object.fromEntries(list.map(({ key }) => [key, { status: 'ok' }]));
