import { ActBody, type ActName } from '../contract.ts';
import { text } from '../text.ts';
import { screenText } from './text.ts';

const { fields, methods, opinionsOf } = screenText;

/** One thing that an act asks for. */
export type ActField = {
  readonly key: string;
  readonly label: string;
  readonly kind: 'lines' | 'line' | 'day' | 'number' | 'choice' | 'items';
  readonly optional?: true;
  readonly choices?: Readonly<Record<string, string>>;
};

const on: ActField = { key: 'on', label: fields.on, kind: 'day', optional: true };
const reason: ActField = { key: 'reason', label: fields.reason, kind: 'lines' };
const days: ActField = { key: 'days', label: fields.days, kind: 'number' };

/** What each act asks; the draft and the letters have forms of their own. */
export const ACT_FIELDS: Readonly<Record<Exclude<ActName, 'draft' | 'consult'>, readonly ActField[]>> = {
  confirm: [on],
  'take-up': [],
  'ask-to-correct': [
    { key: 'items', label: fields.items, kind: 'items' },
    { ...days, optional: true },
  ],
  'receive-correction': [{ key: 'wanted', label: fields.wanted, kind: 'lines' }, on],
  'confirm-correction': [on],
  extend: [days, reason],
  'ask-reasons': [days, reason],
  'give-reasons': [reason, on],
  delay: [days, reason],
  charge: [
    { key: 'method', label: fields.method, kind: 'choice', choices: methods },
    { key: 'quantity', label: fields.quantity, kind: 'number' },
  ],
  'notice-received': [on],
  pay: [on],
  'send-back': [reason],
  approve: [{ ...reason, optional: true }],
  sign: [],
  send: [{ key: 'how', label: fields.how, kind: 'choice', choices: text.ways }],
  'prove-delivery': [{ ...reason, label: fields.proof }, on],
  withdraw: [reason, on],
  archive: [],
  'resume-corrected': [
    { key: 'wanted', label: fields.wanted, kind: 'lines' },
    { key: 'on', label: fields.correctedOn, kind: 'day' },
  ],
  'resume-paid': [{ key: 'on', label: fields.paidOn, kind: 'day' }],
  'letter-received': [on],
  drop: [reason],
  answer: [{ key: 'answer', label: fields.answer, kind: 'choice', choices: opinionsOf }, reason, on],
};

export type Typed = Readonly<Record<string, string>>;

/** What is sent for an act; null while something is missing. */
export function bodyOf(act: string, typed: Typed, seenSeq: number): typeof ActBody._output | null {
  const given = Object.entries(typed).filter(([, value]) => value.trim() !== '');
  const values = given.map(([key, value]) => [
    key,
    key === 'days' || key === 'quantity' ? Number(value) : key === 'items' ? itemsOf(value) : value,
  ]);
  const parsed = ActBody.safeParse({ act, seenSeq, ...Object.fromEntries(values) });
  return parsed.success ? parsed.data : null;
}

/** Lines like `信息名称：写明文号`. */
export const itemsOf = (lines: string): readonly { readonly title: string; readonly detail: string }[] =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [title = '', ...rest] = line.split(/[：:]/u);
      const detail = rest.join('：').trim();
      return { title: title.trim(), detail: detail === '' ? title.trim() : detail };
    });
