import { z } from 'zod';

// What the workbench asks of periodic duties. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();

export const DUTY_STANDINGS = ['open', 'overdue', 'met', 'excused', 'all'] as const;
export type DutyStanding = (typeof DUTY_STANDINGS)[number];

/** Which period of a duty's page figures are for; earlier ones are filled in so that there is something to compare with. */
export const FIGURE_PERIODS = ['this', 'previous', 'year-before'] as const;
export type FigurePeriod = (typeof FIGURE_PERIODS)[number];

const DutyQuery = z.object({
  standing: z.enum(DUTY_STANDINGS).default('open'),
  q: z.string().trim().max(100).optional(),
  agency: Id.optional(),
  obligation: z.string().max(60).optional(),
});

const DutyView = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  agency: z.string(),
  standing: z.enum(['open', 'overdue', 'met', 'excused']),
  light: z.enum(['green', 'yellow', 'red', 'done']),
  dueOn: Day.nullable(),
  metOn: Day.nullable(),
  /** Told, but after its day. */
  late: z.boolean(),
  index: z.string().nullable(),
  hasFigures: z.boolean(),
  publicationId: z.int().nullable(),
});
export type DutyView = z.output<typeof DutyView>;

export const listDuties = {
  method: 'GET',
  path: '/api/disclosure/duties',
  query: DutyQuery.extend({ before: Id.optional() }),
  response: z.object({
    rows: z.array(DutyView),
    counts: z.record(z.enum(DUTY_STANDINGS), z.int()),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    obligations: z.array(z.object({ key: z.string(), name: z.string() })),
    next: z.int().nullable(),
  }),
} as const;

export const dutiesCsv = { method: 'GET', path: '/api/disclosure/duties.csv', query: DutyQuery } as const;

const WrittenFigure = z.object({
  indicator: z.string().max(100),
  unit: z.string().max(20),
  value: z.string().max(60),
});

const ComparisonView = z.object({
  before: z.string().nullable(),
  difference: z.string().nullable(),
  percent: z.string().nullable(),
  /** As it is said. */
  words: z.string(),
});

const PeriodView = z.object({
  of: z.enum(FIGURE_PERIODS),
  title: z.string(),
  version: z.int(),
  /** The period was told or passed over: whoever changes its figures says why. */
  closed: z.boolean(),
  lines: z.array(WrittenFigure),
  versions: z.array(
    z.object({
      version: z.int(),
      by: z.string().nullable(),
      at: z.iso.datetime(),
      note: z.string(),
      lines: z.array(WrittenFigure),
    }),
  ),
});
export type PeriodFigures = z.output<typeof PeriodView>;

export const readDuty = {
  method: 'GET',
  path: '/api/disclosure/duties/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    mayEnter: z.boolean(),
    periods: z.array(PeriodView),
    /** Names and units that were told the last time. */
    suggested: z.array(WrittenFigure),
    rows: z.array(
      z.object({
        indicator: z.string(),
        unit: z.string(),
        value: z.string().nullable(),
        previous: ComparisonView,
        yearBefore: ComparisonView.nullable(),
      }),
    ),
    sentences: z.array(z.string()),
    /** The last periods, the oldest first. */
    trend: z.array(
      z.object({
        period: z.string(),
        title: z.string(),
        values: z.array(z.object({ indicator: z.string(), unit: z.string(), value: z.string().nullable() })),
      }),
    ),
    publication: z.object({ id: z.int(), open: z.boolean() }).nullable(),
    mayBegin: z.boolean(),
    index: z.string().nullable(),
  }),
} as const;

export const saveFiguresCall = {
  method: 'POST',
  path: '/api/disclosure/duties/:id/figures',
  params: IdParams,
  body: z.object({
    of: z.enum(FIGURE_PERIODS).default('this'),
    lines: z.array(WrittenFigure).max(200),
    note: z.string().trim().max(500).default(''),
    seenVersion: z.int().min(0),
  }),
  response: z.object({ version: z.int() }),
} as const;

/** Reads a workbook into lines; nothing is kept before whoever brought it has looked at them. */
export const readFiguresFile = {
  method: 'POST',
  path: '/api/disclosure/duties/:id/figures/read',
  params: IdParams,
  /** A form with the file; only the browser looks at this. */
  body: z.custom<FormData>((value) => value instanceof FormData),
  response: z.object({ lines: z.array(WrittenFigure), notices: z.array(z.string()) }),
} as const;

export const beginDutyPublication = {
  method: 'POST',
  path: '/api/disclosure/duties/:id/publication',
  params: IdParams,
  response: z.object({ id: z.int() }),
} as const;
