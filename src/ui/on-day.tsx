import { type Day, weekday } from '../kernel/day.ts';
import { text } from './text.ts';

/** `2026年10月30日 星期五`, as notices and decisions write a day. */
export const writtenDay = (day: Day): string => `${shortDay(day)} ${text.weekdays[weekday(day)] ?? ''}`;

/** `2026年10月30日`. */
export function shortDay(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** `2026-10-30 09:05`, legal time: the form that published times must have. */
export const writtenMoment = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** A day, written out with its weekday; `short` leaves the weekday away. */
export const OnDay = ({ day, short }: { readonly day: Day; readonly short?: boolean | undefined }) => (
  <time dateTime={day}>{short ? shortDay(day) : writtenDay(day)}</time>
);

/** An instant, to the minute, in legal time. */
export const Moment = ({ at }: { readonly at: Date }) => <time dateTime={at.toISOString()}>{writtenMoment(at)}</time>;
