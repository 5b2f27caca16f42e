import { createHash } from 'node:crypto';
import type pg from 'pg';
import {
  type Calendar,
  type CalendarYear,
  calendarOf,
  faultText,
  holdsIn,
  type LocalOverlay,
  parseCalendarYear,
  parseOverlay,
  shippedYears,
} from './calendar/index.ts';
import { type Day, dayOf } from './day.ts';
import { inTransaction } from './db/transaction.ts';
import type { Calendars, Kernel } from './kernel.ts';
import { refuse } from './refusal.ts';
import { defineRegister } from './register/register.ts';

const parsedOr = <T>(parsed: { ok: true; value: T } | { ok: false; faults: readonly { code: string }[] }): T => {
  if (!parsed.ok) throw new Error(`a stored calendar is broken: ${JSON.stringify(parsed.faults)}`);
  return parsed.value;
};

/** Arrangements loaded after the program was shipped; key: `2027.1`, year and version. */
const years = defineRegister<CalendarYear>('calendar-year', (value) => parsedOr(parseCalendarYear(value)));
const overlays = defineRegister<LocalOverlay>('calendar-overlay', (value) => parsedOr(parseOverlay(value)));

/** Every calendar that ever dated anything, by the hash of its text: entries name it, so it is kept and published. */
const published = defineRegister<{ readonly text: string }>(
  'published-calendar',
  (value) => {
    const isText = typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
    if (!isText) throw new Error('a published calendar is broken');
    return { text: String(value.text) };
  },
  'published',
);

/** The exact text of a calendar by the SHA-256 in its version, or null when this city never used it. */
export async function publishedCalendar(source: Pick<pg.Pool, 'query'>, sha256: string): Promise<string | null> {
  const [found] = await published.history(source, sha256);
  if (!found) return null;
  const isWhole = createHash('sha256').update(found.value.text).digest('hex') === sha256;
  if (!isWhole) throw new Error(`the published calendar ${sha256} is not what it was`);
  return found.value.text;
}

/** The hash in a version: `2004-2026:HASH` or `2004-2026:HASH+provisional`. */
export const calendarHash = (version: string): string => /:([0-9a-f]+)/u.exec(version)?.[1] ?? '';

/** Every calendar that holds somewhere in the city: the country's, and one for each region with rules of its own. */
function calendarsIn({
  years: all,
  overlays: local,
}: Awaited<ReturnType<typeof calendarSources>>): readonly Calendar[] {
  const regions = new Set(local.map(({ region }) => region));
  const ofRegions = [...regions].map((region) => local.filter((overlay) => holdsIn(overlay, region)));
  return [[], ...ofRegions].map((overlaysThere) => calendarOf({ years: all, overlays: overlaysThere }));
}

/** Keeps the text of every calendar in use before anything is dated by it. */
async function publish(pool: pg.Pool, calendars: readonly Calendar[], at: Date): Promise<void> {
  for (const { version, text } of calendars) {
    const key = calendarHash(version);
    if ((await published.history(pool, key)).length > 0) continue;
    const entry = { key, validFrom: dayOf(at), value: { text }, source: version, changedBy: null, at };
    await inTransaction(pool, (tx) => published.put(tx, entry));
  }
}

/** Everything the city's calendars are made of today. */
export async function calendarSources(
  pool: pg.Pool,
): Promise<{ readonly years: readonly CalendarYear[]; readonly overlays: readonly LocalOverlay[] }> {
  const far = '9999-12-31' as Day;
  const loaded = await years.list(pool, far);
  const local = await overlays.list(pool, far);
  return {
    years: [...shippedYears(), ...loaded.map((entry) => entry.value)],
    overlays: local.map((entry) => entry.value),
  };
}

/** Reads the calendars and keeps them until told that they changed. */
export async function openCalendars(pool: pg.Pool, now: () => Date): Promise<Calendars> {
  let sources = await calendarSources(pool);
  await publish(pool, calendarsIn(sources), now());
  let strict = calendarOf(sources);
  let byRegion = new Map<string, Calendar>();
  return {
    strict: () => strict,
    forRegion: (region) => {
      const county = region.slice(0, 6);
      const known = byRegion.get(county);
      if (known) return known;
      const local = sources.overlays.filter((overlay) => holdsIn(overlay, county));
      const calendar = (
        local.length === 0
          ? calendarOf({ years: sources.years })
          : calendarOf({ years: sources.years, overlays: local })
      ).provisional();
      byRegion.set(county, calendar);
      return calendar;
    },
    reload: async () => {
      const changed = await calendarSources(pool);
      await publish(pool, calendarsIn(changed), now());
      sources = changed;
      strict = calendarOf({ years: sources.years });
      byRegion = new Map();
    },
  };
}

export type LoadedCalendar = { readonly kind: 'year' | 'overlay'; readonly key: string; readonly source: string };

/**
 * Takes in the arrangement of a year, or a local overlay, and has every running matter it touches dated anew.
 *
 * @param input the file as read; an object with `region` is an overlay
 * @throws Refusal calendar/bad-file (422) with every fault, calendar/version-known when that version is loaded already
 */
export async function loadCalendar(
  kernel: Kernel,
  input: unknown,
  changedBy: number | null,
  at: Date,
): Promise<LoadedCalendar> {
  const isOverlay = typeof input === 'object' && input !== null && 'region' in input;
  const parsed = isOverlay ? parseOverlay(input) : parseCalendarYear(input);
  if (!parsed.ok) {
    const faults = parsed.faults.map((fault) => faultText(fault));
    throw refuse('calendar/bad-file', { faults: faults.join('；') }, 422);
  }
  const { value } = parsed;
  const key = 'region' in value ? `${value.region}.${value.name}.${value.version}` : `${value.year}.${value.version}`;
  const known = await calendarSources(kernel.pool);
  const isKnown =
    'region' in value
      ? known.overlays.some((overlay) => `${overlay.region}.${overlay.name}.${overlay.version}` === key)
      : known.years.some((year) => `${year.year}.${year.version}` === key);
  if (isKnown) throw refuse('calendar/version-known', { key });
  await inTransaction(kernel.pool, async (tx) => {
    const entry = { key, validFrom: value.effectiveFrom, source: value.source, changedBy, at };
    if ('region' in value) await overlays.put(tx, { ...entry, value });
    else await years.put(tx, { ...entry, value });
    await tx.client.query(
      `insert into kernel.job (task, payload, key) values ('kernel.redate-all', $1, 'redate-all')
      on conflict (key) where key is not null and failed_at is null do nothing`,
      [JSON.stringify({ on: dayOf(at) })],
    );
  });
  await kernel.calendars.reload();
  kernel.wake();
  return { kind: isOverlay ? 'overlay' : 'year', key, source: value.source };
}
