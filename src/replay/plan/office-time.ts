import { addDays, type Calendar, type Day, instant } from '../../kernel/index.ts';

/** Working days of the centre, from and to inclusive. */
export function workdaysIn(calendar: Calendar, from: Day, to: Day): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (calendar.isWorkday(day)) days.push(day);
  return days;
}

/** A minute of a working day, both counted from nought: 0 is nine o'clock, 180 half past one, the last is 389. */
export type Moment = { readonly day: number; readonly minute: number };

export const OFFICE_MINUTES = 390;
const MORNING_MINUTES = 180;
const MINUTE_MS = 60_000;

/** The instant of a moment: mornings 9:00 to 12:00, afternoons 13:30 to 17:00. @throws Error outside the period */
export function instantAt(days: readonly Day[], { day, minute }: Moment): Date {
  const on = days[day];
  if (on === undefined || minute < 0 || minute >= OFFICE_MINUTES) throw new Error(`no office at ${day}/${minute}`);
  const opened = minute < MORNING_MINUTES ? instant(on, '09:00') : instant(on, '13:30');
  const since = minute < MORNING_MINUTES ? minute : minute - MORNING_MINUTES;
  return new Date(opened.getTime() + Math.round(since * MINUTE_MS));
}
