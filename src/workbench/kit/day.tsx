import { text } from '../text.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** 周一 … 周日 of a day; empty for what is no day. */
export function weekdayOf(day: string): string {
  return DAY.test(day) ? (text.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '') : '';
}

/** The legal clock of the city, whatever the machine is set to. */
const LEGAL = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** `2026-11-23 09:30`, legal time. */
export const legalTime = (iso: string): string => (Number.isNaN(Date.parse(iso)) ? iso : LEGAL.format(new Date(iso)));

/** The legal day of an instant. */
export const legalDay = (at: Date): string => LEGAL.format(at).slice(0, 10);

export const OnDay = ({ day, week = false }: { readonly day: string; readonly week?: boolean }) => (
  <time className="number" dateTime={day}>
    {day}
    {week && <span className="soft"> {weekdayOf(day)}</span>}
  </time>
);

export const At = ({ at }: { readonly at: string }) => (
  <time className="number" dateTime={at}>
    {legalTime(at)}
  </time>
);
