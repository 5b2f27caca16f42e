import { dayOf, type Kernel, type Web } from '../kernel/index.ts';
import { calendarInUse, previewCalendarFile, takeCalendarFile } from './calendar.ts';
import { loadCalendarFile, previewCalendar, readCalendar } from './contract.ts';

/** The calendars in use, and taking in the notice of a new year or a local rule. */
export function calendarRoutes(web: Web, kernel: Kernel): void {
  web.get(
    readCalendar.path,
    {
      config: { may: 'calendar.read' },
      schema: { summary: 'Calendars in use', response: { 200: readCalendar.response } },
    },
    (request) => calendarInUse(kernel, request.actor, dayOf(kernel.now())),
  );
  web.post(
    previewCalendar.path,
    {
      config: { may: 'calendar.load' },
      schema: {
        summary: 'What a calendar file would change',
        body: previewCalendar.body,
        response: { 200: previewCalendar.response },
      },
    },
    (request) => previewCalendarFile(kernel, request.body.file),
  );
  web.post(
    loadCalendarFile.path,
    {
      config: { may: 'calendar.load' },
      schema: {
        summary: 'Load a calendar file',
        body: loadCalendarFile.body,
        response: { 200: loadCalendarFile.response },
      },
    },
    (request) => takeCalendarFile(kernel, request.actor, request.body.file, kernel.now()),
  );
}
