import type pg from 'pg';
import { addDays, calendarSources, dayOf, type Finding, ok, warning, wrong, yearOf } from '../kernel/index.ts';
import { databaseText as text } from './text-database.ts';

type Source = Pick<pg.Pool, 'query'>;

export type TimeFacts = {
  /** Seconds this machine's clock is ahead of the database's. */
  readonly ahead: number;
  /** The latest instant anything happened at. */
  readonly latestEntry: Date | null;
  readonly now: Date;
};

const SKEW_S = 2;
const BAD_SKEW_S = 60;

export async function readTime(pool: Source, now: Date): Promise<TimeFacts> {
  const sent = Date.now();
  const { rows } = await pool.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  );
  const middle = (sent + Date.now()) / 2;
  const latest = await pool.query<{ at: Date }>('select at from kernel.entry order by at desc limit 1');
  return { ahead: (middle - Number(rows[0]?.ms)) / 1000, latestEntry: latest.rows[0]?.at ?? null, now };
}

/** Whether the clocks agree, and none has been set back behind what has already happened. */
export function timeFindings({ ahead, latestEntry, now }: TimeFacts): readonly Finding[] {
  const findings: Finding[] = [];
  if (Math.abs(ahead) > SKEW_S) {
    const grade = Math.abs(ahead) > BAD_SKEW_S ? wrong : warning;
    findings.push(grade('time/skew', text.skew(Math.round(ahead)), text.skewMend));
  }
  if (latestEntry && latestEntry.getTime() > now.getTime() + BAD_SKEW_S * 1000)
    findings.push(wrong('time/behind-ledger', text.behindLedger(latestEntry.toISOString()), text.behindLedgerMend));
  return findings.length > 0 ? findings : [ok('time/agree', text.clocksAgree)];
}

/** The arrangement of next year is announced in November; from then on it should be loaded. */
export async function calendarFindings(pool: pg.Pool, now: Date): Promise<readonly Finding[]> {
  const soon = yearOf(addDays(dayOf(now), 60));
  const { years } = await calendarSources(pool);
  return years.some(({ year }) => year === soon)
    ? [ok('calendar/loaded', text.calendar(soon))]
    : [warning('calendar/missing', text.calendarMissing(soon), text.calendarMend(soon))];
}
