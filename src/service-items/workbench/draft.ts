import { type ServiceItem, ServiceItemShape } from '../contract.ts';
import { words } from './text.ts';

/** An item as it is edited: what people change often as plain text, everything else as it is stored. */
export type Draft = {
  readonly conditions: string;
  readonly promisedDays: string;
  readonly visits: string;
  readonly visitReason: string;
  readonly place: string;
  readonly hours: string;
  readonly phone: string;
  readonly complaintPhone: string;
  readonly complaintPlace: string;
  readonly remedies: string;
  readonly otherNames: string;
  readonly steps: string;
  readonly faq: string;
  /** The whole item as JSON. */
  readonly whole: string;
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const draftOf = (item: ServiceItem): Draft => ({
  conditions: item.conditions.join('\n'),
  promisedDays: item.flow.promised === null ? '' : String(item.flow.promised.n),
  visits: String(item.visits),
  visitReason: item.visitReason ?? '',
  place: item.place,
  hours: item.hours,
  phone: item.phone,
  complaintPhone: item.complaintPhone,
  complaintPlace: item.complaintPlace,
  remedies: item.remedies.join('\n'),
  otherNames: item.otherNames.join('\n'),
  steps: item.steps.map(({ name, days }) => `${name} ${days}`).join('\n'),
  faq: item.faq.map(({ question, answer }) => `${question}\n${answer}`).join('\n\n'),
  whole: JSON.stringify(item, null, 2),
});

export type Edited = { readonly item: ServiceItem } | { readonly wrong: string };

/** The item that a draft says, or what cannot be read in it. Whether it may be published is the server's to say. */
export function itemOf(draft: Draft): Edited {
  const whole = jsonOf(draft.whole);
  if (whole === null) return { wrong: words.notJson };
  const steps = linesOf(draft.steps).map((line) => /^(?<name>.+?)\s+(?<days>\d{1,4})$/u.exec(line));
  const bad = steps.indexOf(null);
  if (bad >= 0) return { wrong: words.badStep(linesOf(draft.steps)[bad] ?? '') };
  const parsed = ServiceItemShape.safeParse({
    ...whole,
    conditions: linesOf(draft.conditions),
    flow: withPromise(Reflect.get(whole, 'flow'), draft.promisedDays.trim()),
    visits: Number(draft.visits),
    visitReason: draft.visitReason.trim() || null,
    place: draft.place,
    hours: draft.hours,
    phone: draft.phone,
    complaintPhone: draft.complaintPhone,
    complaintPlace: draft.complaintPlace,
    remedies: linesOf(draft.remedies),
    otherNames: linesOf(draft.otherNames),
    steps: steps.map((step) => ({ name: step?.groups?.name ?? '', days: Number(step?.groups?.days) })),
    faq: faqOf(draft.faq),
  });
  return parsed.success
    ? { item: parsed.data }
    : { wrong: words.unlike(parsed.error.issues.map(({ path }) => path.join('.')).join('、')) };
}

function jsonOf(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** A promise is changed in its number only; its unit stays, and one that is added is in working days. */
function withPromise(flow: unknown, days: string): unknown {
  if (typeof flow !== 'object' || flow === null) return flow;
  const promised: unknown = Reflect.get(flow, 'promised');
  const before = typeof promised === 'object' && promised !== null ? promised : { unit: 'workday' };
  return { ...flow, promised: days === '' ? null : { ...before, n: Number(days) } };
}

const faqOf = (text: string): { question: string; answer: string }[] =>
  text
    .split(/\n\s*\n/u)
    .map(linesOf)
    .filter((block) => block.length > 0)
    .map(([question = '', ...answer]) => ({ question, answer: answer.join('') }));
