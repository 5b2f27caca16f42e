import type { ActInput, ActName } from '../contract.ts';
import { type Findings, sent } from './checklist.ts';
import { words } from './text.ts';

/** One thing an act asks of the person who does it. */
export type ActField = {
  readonly key: string;
  readonly label: string;
  readonly kind: 'lines' | 'line' | 'day' | 'number' | 'opinion' | 'how';
  readonly hint?: string;
  readonly optional?: true;
};

const { acts } = words;
const lines = (key: string, label: string): ActField => ({ key, label, kind: 'lines' });
const opinion: ActField = { key: 'opinion', label: acts.opinion, kind: 'opinion' };

/** What each act asks, in the order it is asked. */
export const ACT_FIELDS: Readonly<Record<ActName, readonly ActField[]>> = {
  accept: [],
  'ask-to-correct': [],
  correct: [{ key: 'note', label: acts.note, kind: 'lines', optional: true }],
  'refuse-acceptance': [
    lines('reason', acts.refuseReason),
    { key: 'rightAgency', label: acts.rightAgency, kind: 'line', optional: true },
  ],
  'tell-not-needed': [lines('reason', acts.notNeededReason)],
  'start-special': [
    { key: 'expectedWorkdays', label: acts.expectedWorkdays, kind: 'number', hint: acts.expectedHint },
    { key: 'reason', label: acts.reason, kind: 'lines', optional: true },
  ],
  'end-special': [lines('findings', acts.findings)],
  recommend: [opinion, lines('reason', acts.opinionReason)],
  extend: [lines('reason', acts.extendReason)],
  'send-back': [lines('reason', acts.sendBackReason)],
  grant: [{ key: 'reason', label: acts.grantReason, kind: 'lines', optional: true }],
  deny: [lines('reason', acts.denyReason)],
  'make-document': [
    { key: 'validFrom', label: acts.validFrom, kind: 'day', optional: true },
    { key: 'validUntil', label: acts.validUntil, kind: 'day', hint: acts.validHint, optional: true },
  ],
  deliver: [
    { key: 'how', label: acts.how, kind: 'how' },
    { key: 'paper', label: acts.paper, kind: 'line', optional: true },
  ],
  'record-visit': [{ key: 'visitedOn', label: acts.visitedOn, kind: 'day' }, lines('findings', acts.visitFindings)],
  conclude: [opinion, lines('reason', acts.concludeReason)],
  answer: [lines('reason', acts.answer)],
};

export const isKnownAct = (act: string): act is ActName => Object.hasOwn(ACT_FIELDS, act);

/** The acts by which a clerk says what the check of the materials has found. */
export const takesChecklist = (act: string): boolean => act === 'accept' || act === 'ask-to-correct';

export type Typed = Readonly<Record<string, string>>;

/** What is sent for an act; fields left empty are left out. */
export function bodyOf(act: ActName, typed: Typed, seenSeq: number, findings: Findings): ActInput {
  const given = ACT_FIELDS[act].flatMap(({ key, kind }): [string, unknown][] => {
    const value = (typed[key] ?? '').trim();
    if (value === '') return [];
    if (key === 'paper') return [[key, { number: value }]];
    return [[key, kind === 'number' ? Number(value) : value]];
  });
  const checklist = takesChecklist(act) ? { checklist: sent(findings) } : {};
  return { act, seenSeq, ...Object.fromEntries(given), ...checklist } as ActInput;
}

/** Fields that must be filled in and are not. */
export const missingFields = (act: ActName, typed: Typed): readonly string[] =>
  ACT_FIELDS[act]
    .filter((field) => !field.optional && (typed[field.key] ?? '').trim() === '')
    .map((field) => field.key);
