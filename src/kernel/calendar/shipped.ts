import { type CalendarYear, parseCalendarYear } from './year.ts';
import { arrangements } from './years/index.ts';

let checked: readonly CalendarYear[] | undefined;

/**
 * Every arrangement that ships with the program, 2004 to 2026, all versions.
 *
 * @law 国务院办公厅关于部分节假日安排的通知 of each year
 */
export function shippedYears(): readonly CalendarYear[] {
  checked ??= arrangements.map((input) => {
    const parsed = parseCalendarYear(input);
    if (!parsed.ok) throw new Error(`shipped arrangement is broken: ${JSON.stringify(parsed.faults)}`);
    return parsed.value;
  });
  return checked;
}
