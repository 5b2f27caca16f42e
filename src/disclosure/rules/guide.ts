import { z } from 'zod';
import { addDays, type Day } from '../../kernel/day.ts';

const words = (most: number) => z.string().trim().max(most).default('');

/**
 * The disclosure guide of an organ, element by element, as it is written.
 *
 * @law 政府信息公开条例 第十二条
 */
export const GuideText = z.object({
  classification: words(4000),
  arrangement: words(4000),
  obtaining: words(4000),
  office: words(200),
  address: words(200),
  hours: words(200),
  phone: words(60),
  fax: words(60),
  internet: words(200),
  /** Not named by the article, and looked for by everybody: how to ask, whom to complain to, what can be done then. */
  onRequest: words(4000),
  reportPhone: words(60),
  reportMailbox: words(200),
  supervision: words(2000),
  remedies: words(2000),
});
export type GuideText = z.output<typeof GuideText>;

/** What the register of agencies said when the guide was written: a guide that says something else is due. */
const Known = z.object({ phone: z.string().nullable(), address: z.string().nullable() });

export const Guide = GuideText.extend({ known: Known.nullable().default(null) });
export type Guide = z.output<typeof Guide>;

/** What the article names; a guide without one of these is not in force. */
export const ELEMENTS = [
  'classification',
  'arrangement',
  'obtaining',
  'office',
  'address',
  'hours',
  'phone',
  'fax',
  'internet',
] as const satisfies readonly (keyof GuideText)[];

/** What the city asks for besides: request method, report phone and mailbox, remedies. */
export const EXPECTED = [
  'onRequest',
  'reportPhone',
  'reportMailbox',
  'supervision',
  'remedies',
] as const satisfies readonly (keyof GuideText)[];

/** Why a guide has to be looked at again: it is more than a year old, or the agency has another phone or address now. */
export type ReviewReason = 'old' | 'phone' | 'address';

const YEAR_DAYS = 365;

/** The last day on which a guide that began on a day counts as looked at. */
export const goodUntil = (validFrom: Day): Day => addDays(validFrom, YEAR_DAYS);

export function reviewReasons(
  guide: { readonly validFrom: Day; readonly value: Pick<Guide, 'known'> },
  agency: { readonly phone: string | null; readonly address: string | null },
  on: Day,
): readonly ReviewReason[] {
  const { known } = guide.value;
  const reasons: ReviewReason[] = [];
  if (goodUntil(guide.validFrom) < on) reasons.push('old');
  if (known && known.phone !== agency.phone) reasons.push('phone');
  if (known && known.address !== agency.address) reasons.push('address');
  return reasons;
}
