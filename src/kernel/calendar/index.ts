/** The calendar: which days are worked in a year, by which notice, and what may be assumed where there is none yet. */
export { type Calendar, calendarOf } from './calendar.ts';
export { dayOfNumber, later, numberOf } from './day-number.ts';
export { holdsIn, type LocalOverlay, parseOverlay } from './overlay.ts';
export type { DayReason } from './reason.ts';
export { shippedYears } from './shipped.ts';
export { festivalYears, statutoryHolidays } from './statutory.ts';
export { faultText, refusalText, weekdayOf } from './text.ts';
export {
  type CalendarFault,
  type CalendarYear,
  type NamedDay,
  type Parsed,
  parseCalendarYear,
  yearsInForce,
} from './year.ts';
