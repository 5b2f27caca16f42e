import type { Actor } from '../kernel/index.ts';
import { calendarSources, type Day, type Kernel, loadCalendar, yearOf } from '../kernel/index.ts';
import { previewOf, REDATED_AT_MOST, readCalendarFile } from './calendar-preview.ts';
import type { CalendarSource } from './contract.ts';
import { COUNT_AT_MOST } from './inbox.ts';
import { countProvisional } from './repo.ts';

/** Everything the city's calendars are made of, newest first, and what is missing. */
export async function calendarInUse(kernel: Kernel, actor: Actor, today: Day) {
  const { years, overlays } = await calendarSources(kernel.pool);
  const latest = new Map<number, number>();
  for (const { year, version } of years) latest.set(year, Math.max(version, latest.get(year) ?? 0));
  const yearSources = years.map(
    (year): CalendarSource => ({
      kind: 'year',
      title: String(year.year),
      version: year.version,
      source: year.source,
      url: year.url ?? null,
      effectiveFrom: year.effectiveFrom,
      off: [...year.off],
      on: [...year.on],
      region: null,
      replaced: year.version < (latest.get(year.year) ?? 0),
    }),
  );
  const overlaySources = overlays.map(
    (overlay): CalendarSource => ({
      kind: 'overlay',
      title: overlay.name,
      version: overlay.version,
      source: overlay.source,
      url: null,
      effectiveFrom: overlay.effectiveFrom,
      off: [...overlay.off],
      on: [...overlay.on],
      region: overlay.region,
      replaced: false,
    }),
  );
  const next = yearOf(today) + 1;
  return {
    sources: [
      ...overlaySources,
      ...yearSources.sort((a, b) => b.title.localeCompare(a.title) || b.version - a.version),
    ],
    missingYear: latest.has(next) ? null : next,
    provisionalMatters: { count: await countProvisional(kernel.pool, COUNT_AT_MOST), atMost: COUNT_AT_MOST },
    mayLoad: kernel.access.mayEver(actor, 'calendar.load'),
  };
}

/** What a calendar file would change, for the eyes of who is about to load it. */
export async function previewCalendarFile(kernel: Kernel, file: string) {
  const { taken } = readCalendarFile(file);
  const { changes, redated } = await previewOf(kernel, taken);
  const title = taken.kind === 'year' ? String(taken.value.year) : taken.value.name;
  return { title, source: taken.value.source, changes, redated: { count: redated, atMost: REDATED_AT_MOST } };
}

/** Loads a calendar file; matters it touches are dated anew by the worker. */
export function takeCalendarFile(kernel: Kernel, actor: Actor, file: string, at: Date) {
  return loadCalendar(kernel, readCalendarFile(file).input, actor.personId, at);
}
