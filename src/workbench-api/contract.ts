import { z } from 'zod';

/** Shapes on the wire between the workbench and its server. Days are `YYYY-MM-DD`, instants ISO 8601. */

export const Day = z.iso.date();
export const Light = z.enum(['green', 'yellow', 'red']);

const Id = z.number().int();
/** Where the next page begins, as the page before said; opaque. */
const Cursor = z.string().regex(/^(?:\d{4,6}-\d{2}-\d{2}|infinity)~\d{1,18}$/u);
const Limit = z.coerce.number().int().min(1).max(200).default(50);

/** One matter in a list. */
export const MatterRow = z.object({
  id: Id,
  kind: z.string(),
  kindTitle: z.string(),
  number: z.string(),
  title: z.string(),
  stateTitle: z.string(),
  agencyId: Id,
  openedOn: Day,
  dueOn: Day.nullable(),
  light: Light,
  /** The date rests on a year whose holiday arrangement is not loaded. */
  provisional: z.boolean(),
  /** Working days after today up to the due date, the due date included; negative: so many past it. */
  workdaysLeft: z.number().int().nullable(),
  /** Page of the matter inside the workbench; null when this kind has none. */
  page: z.string().nullable(),
  closed: z.boolean(),
});
export type MatterRow = z.infer<typeof MatterRow>;

export const MatterPage = z.object({ rows: z.array(MatterRow), next: Cursor.nullable() });
export type MatterPage = z.infer<typeof MatterPage>;

export const InboxFilter = z.object({ kind: z.string().max(60).optional(), light: Light.optional() });
export type InboxFilter = z.infer<typeof InboxFilter>;

export const listInbox = {
  method: 'GET',
  path: '/api/inbox',
  query: InboxFilter.extend({ cursor: Cursor.optional(), limit: Limit }),
  response: MatterPage,
} as const;

/** Counts stop at `atMost`, so that their price does not grow with the backlog. */
export const countInbox = {
  method: 'GET',
  path: '/api/inbox/counts',
  query: z.object({ kind: z.string().max(60).optional() }),
  response: z.object({
    red: z.number().int(),
    yellow: z.number().int(),
    green: z.number().int(),
    atMost: z.number().int(),
    kinds: z.array(z.object({ kind: z.string(), title: z.string() })),
  }),
} as const;

export const searchMatters = {
  method: 'GET',
  path: '/api/inbox/search',
  query: z.object({ number: z.string().trim().min(1).max(60) }),
  response: z.object({ rows: z.array(MatterRow) }),
} as const;

export const inboxCsv = { method: 'GET', path: '/api/inbox.csv', query: InboxFilter } as const;

const AlarmQuery = z.object({ cursor: Cursor.optional(), limit: Limit });
export const listOverdue = {
  method: 'GET',
  path: '/api/alarms/overdue',
  query: AlarmQuery,
  response: MatterPage,
} as const;
export const listProvisional = {
  method: 'GET',
  path: '/api/alarms/provisional',
  query: AlarmQuery,
  response: MatterPage,
} as const;

export const UnstaffedList = z.object({
  rows: z.array(
    z.object({
      agencyId: Id,
      agency: z.string(),
      role: z.string(),
      roleTitle: z.string(),
      /** The duty is that of an agency above. */
      isAbove: z.boolean(),
      count: z.number().int(),
      since: Day,
      dueOn: Day.nullable(),
      isLate: z.boolean(),
      /** Agencies above whose people do it meanwhile. */
      stepsIn: z.array(z.string()),
    }),
  ),
});
export type UnstaffedList = z.infer<typeof UnstaffedList>;
export const listUnstaffed = { method: 'GET', path: '/api/alarms/unstaffed', response: UnstaffedList } as const;

const MatterId = z.object({ id: z.coerce.number().int().positive() });

/** What every matter has, whatever its kind: for kinds without a page of their own. */
export const MatterView = z.object({
  id: Id,
  kind: z.string(),
  kindTitle: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  agencyName: z.string(),
  seq: z.number().int(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  clocks: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      law: z.string(),
      state: z.enum(['running', 'suspended', 'met', 'cancelled']),
      startedOn: Day,
      dueOn: Day.nullable(),
      metOn: Day.nullable(),
      provisional: z.boolean(),
      light: z.enum(['green', 'yellow', 'red', 'paused', 'done']),
      left: z.object({ unit: z.enum(['workday', 'day']), left: z.number() }).nullable(),
      /** What the limit means here, where the kind says it more exactly than its dates. */
      sentence: z.string().nullable(),
      steps: z.array(
        z.object({
          day: Day,
          counted: z.boolean(),
          n: z.number().nullable(),
          why: z.string(),
          law: z.string().nullable(),
        }),
      ),
    }),
  ),
  timeline: z.array(
    z.object({
      seq: z.number(),
      at: z.string(),
      act: z.string(),
      title: z.string(),
      by: z.string().nullable(),
      role: z.string().nullable(),
      to: z.string(),
      text: z.string().nullable(),
      hash: z.string(),
    }),
  ),
  /** What the actor may do now. */
  acts: z.array(z.object({ act: z.string(), title: z.string(), law: z.string().nullable() })),
});
export type MatterView = z.infer<typeof MatterView>;

export const readMatter = { method: 'GET', path: '/api/matters/:id', params: MatterId, response: MatterView } as const;
/** `seq` only makes the address new when the state may have changed. */
export const matterChart = {
  method: 'GET',
  path: '/api/matters/:id/chart.svg',
  params: MatterId,
  query: z.object({ seq: z.coerce.number().int().optional() }),
} as const;

export const CalendarSource = z.object({
  kind: z.enum(['year', 'overlay']),
  /** Year, or the name of a local rule. */
  title: z.string(),
  version: z.number().int(),
  source: z.string(),
  url: z.string().nullable(),
  effectiveFrom: Day,
  off: z.array(z.object({ day: Day, name: z.string() })),
  on: z.array(z.object({ day: Day, name: z.string() })),
  region: z.string().nullable(),
  /** A later version of the same year counts instead. */
  replaced: z.boolean(),
});
export type CalendarSource = z.infer<typeof CalendarSource>;

export const readCalendar = {
  method: 'GET',
  path: '/api/calendar',
  response: z.object({
    sources: z.array(CalendarSource),
    /** The next year, when its arrangement is not loaded. */
    missingYear: z.number().int().nullable(),
    provisionalMatters: z.object({ count: z.number().int(), atMost: z.number().int() }),
    mayLoad: z.boolean(),
  }),
} as const;

/** A calendar file as text: what it means is decided by the kernel, which names every fault. */
const CalendarFile = z.object({ file: z.string().min(2).max(200_000) });

export const previewCalendar = {
  method: 'POST',
  path: '/api/calendar/preview',
  body: CalendarFile,
  response: z.object({
    title: z.string(),
    source: z.string(),
    /** Days whose standing changes, against the calendar in use. */
    changes: z.array(z.object({ day: Day, name: z.string(), worked: z.boolean() })),
    /** Open matters that get another date, or lose the mark “provisional”. */
    redated: z.object({ count: z.number().int(), atMost: z.number().int() }),
  }),
} as const;

export const loadCalendarFile = {
  method: 'POST',
  path: '/api/calendar',
  body: CalendarFile,
  response: z.object({ kind: z.enum(['year', 'overlay']), key: z.string(), source: z.string() }),
} as const;

const Period = z.object({ from: Day, to: Day, agency: z.coerce.number().int().optional() });

export const FigureView = z.object({
  id: z.string(),
  title: z.string(),
  formula: z.string(),
  unit: z.string(),
  value: z.string().nullable(),
  numerator: z.object({ label: z.string(), value: z.string() }),
  denominator: z.object({ label: z.string(), value: z.string(), drillable: z.boolean() }).nullable(),
  note: z.string().nullable(),
});
export type FigureView = z.infer<typeof FigureView>;

export const listFigures = {
  method: 'GET',
  path: '/api/measures',
  query: Period,
  response: z.object({
    figures: z.array(FigureView),
    /** Those the person may narrow the figures to. */
    agencies: z.array(z.object({ id: Id, name: z.string() })),
  }),
} as const;

const Side = z.enum(['numerator', 'denominator']);
export const DrillQuery = Period.extend({ side: Side, after: z.string().max(200).optional() });

export const listFigureRows = {
  method: 'GET',
  path: '/api/measures/:id/rows',
  params: z.object({ id: z.string().max(60) }),
  query: DrillQuery,
  response: z.object({
    title: z.string(),
    label: z.string(),
    rows: z.array(z.object({ ref: z.string(), label: z.string(), quantity: z.string(), url: z.string().nullable() })),
    next: z.string().nullable(),
  }),
} as const;

export const figureCsv = {
  method: 'GET',
  path: '/api/measures/:id/rows.csv',
  params: listFigureRows.params,
  query: DrillQuery,
} as const;

/** Keeps a figure as it is reported: a copy and its hash, whatever happens to the rows later. */
export const freezeFigure = {
  method: 'POST',
  path: '/api/measures/:id/freeze',
  params: listFigureRows.params,
  body: Period,
  response: z.object({ hash: z.string(), frozenAt: z.string() }),
} as const;

export const listNotices = {
  method: 'GET',
  path: '/api/notices',
  query: z.object({ before: z.coerce.number().int().optional() }),
  response: z.object({
    notices: z.array(
      z.object({
        id: Id,
        matterId: Id.nullable(),
        sentence: z.string(),
        to: z.string().nullable(),
        at: z.string(),
        read: z.boolean(),
      }),
    ),
  }),
} as const;

export const readNotices = {
  method: 'POST',
  path: '/api/notices/read',
  /** The newest notice that was shown. */
  body: z.object({ upTo: Id }),
  response: z.void(),
} as const;
