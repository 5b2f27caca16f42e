import {
  type Calendar,
  type CalendarYear,
  calendarOf,
  faultText,
  holdsIn,
  type LocalOverlay,
  parseCalendarYear,
  parseOverlay,
} from '../kernel/calendar/index.ts';
import {
  addDays,
  type ClockFacts,
  calendarSources,
  type Day,
  day,
  dueOn,
  type Kernel,
  refuse,
} from '../kernel/index.ts';

/** Stops here: who loads a calendar needs to know whether it is ten matters or thousands. */
export const REDATED_AT_MOST = 10_000;

type Taken =
  | { readonly kind: 'year'; readonly value: CalendarYear }
  | { readonly kind: 'overlay'; readonly value: LocalOverlay };

/**
 * What a calendar file says, before anything is changed.
 *
 * @throws Refusal calendar/not-json, calendar/bad-file (422) with every fault
 */
export function readCalendarFile(text: string): { readonly input: unknown; readonly taken: Taken } {
  const input = jsonOf(text);
  const isOverlay = typeof input === 'object' && input !== null && 'region' in input;
  const parsed = isOverlay ? parseOverlay(input) : parseCalendarYear(input);
  if (!parsed.ok)
    throw refuse('calendar/bad-file', { faults: parsed.faults.map((fault) => faultText(fault)).join('；') }, 422);
  return {
    input,
    taken: 'region' in parsed.value ? { kind: 'overlay', value: parsed.value } : { kind: 'year', value: parsed.value },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse('calendar/not-json', {}, 422);
  }
}

export type DayChange = { readonly day: Day; readonly name: string; readonly worked: boolean };

/** Days of a stretch on which two calendars differ, as the second has them. Both ends inclusive. */
export function changedDays(before: Calendar, after: Calendar, from: Day, to: Day): readonly DayChange[] {
  const changes: DayChange[] = [];
  for (let d = from; d <= to; d = addDays(d, 1)) {
    const worked = after.isWorkday(d);
    if (!before.covers(Number(d.slice(0, 4))) || before.isWorkday(d) !== worked)
      changes.push({ day: d, name: after.why(d).reason, worked });
  }
  return changes;
}

/** What loading the file would change: days, and how many open matters get another date. */
export async function previewOf(kernel: Kernel, taken: Taken): Promise<{ changes: DayChange[]; redated: number }> {
  const known = await calendarSources(kernel.pool);
  const { years, overlays } = withTaken(known, taken);
  const calendars = new Map<string, Calendar>();
  const next = (region: string): Calendar => {
    const made =
      calendars.get(region) ??
      calendarOf({ years, overlays: overlays.filter((overlay) => holdsIn(overlay, region)) }).provisional();
    calendars.set(region, made);
    return made;
  };
  const region = taken.kind === 'overlay' ? taken.value.region : '000000';
  const [from, to] = stretchOf(taken);
  const changes = [...changedDays(kernel.calendars.forRegion(region), next(region), from, to)];
  return { changes, redated: await countRedated(kernel, next, from) };
}

function withTaken(
  known: { readonly years: readonly CalendarYear[]; readonly overlays: readonly LocalOverlay[] },
  taken: Taken,
) {
  return taken.kind === 'year'
    ? { years: [...known.years, taken.value], overlays: known.overlays }
    : { years: known.years, overlays: [...known.overlays, taken.value] };
}

function stretchOf(taken: Taken): readonly [Day, Day] {
  if (taken.kind === 'year') return [day(`${taken.value.year}-01-01`), day(`${taken.value.year}-12-31`)];
  const days = [...taken.value.off, ...taken.value.on].map((named) => named.day).sort();
  const first = days[0] ?? taken.value.effectiveFrom;
  return [first, days.at(-1) ?? first];
}

/** Open matters one of whose clocks would end on another day, or on the same day for certain. */
async function countRedated(kernel: Kernel, next: (region: string) => Calendar, from: Day): Promise<number> {
  const { rows } = await kernel.pool.query<{
    matter_id: number;
    region: string;
    facts: ClockFacts;
    due_on: string;
    provisional: boolean;
  }>({
    name: 'workbench-redated',
    text: `select c.matter_id, m.region, c.facts, c.due_on, c.provisional
             from kernel.clock c join kernel.matter m on m.id = c.matter_id
            where c.state in ('running', 'suspended') and m.closed_at is null and (c.provisional or c.due_on >= $1::date)
            limit $2`,
    values: [from, REDATED_AT_MOST],
  });
  const redated = new Set<number>();
  for (const clock of rows) {
    const due = dueOn(next(clock.region.slice(0, 6)), clock.facts);
    if ((due.dueOn ?? 'infinity') !== clock.due_on || due.provisional !== clock.provisional)
      redated.add(clock.matter_id);
  }
  return rows.length === REDATED_AT_MOST ? REDATED_AT_MOST : redated.size;
}
