import { z } from 'zod';
import { CHECKS, COLUMNS, GROUPS, RESULTS, ROWS } from './form.ts';

/** Shapes on the wire for the annual report. */

const Id = z.number().int();
const IdParams = z.object({ id: z.coerce.number().int().min(1) });
const Day = z.iso.date();
const Count = z.number().int().min(0).max(1_000_000_000);

/** Free texts, by section of the form. */
export const TEXT_KEYS = ['general', 'problems', 'assessment', 'other'] as const;
const Text = z.string().trim().max(20_000);
export const Texts = z.object({ general: Text, problems: Text, assessment: Text, other: Text }).partial();
export type Texts = z.infer<typeof Texts>;

/** Figures of section two. What no register holds is entered by hand, with where it comes from, who and when. */
export const ENTERED_KEYS = [
  'rules.made',
  'rules.abolished',
  'rules.in-force',
  'normative-documents.made',
  'normative-documents.abolished',
  'normative-documents.in-force',
  'licences',
  'penalties',
  'compulsion',
  'charges',
] as const;
const EnteredKey = z.enum(ENTERED_KEYS);
export type EnteredKey = z.infer<typeof EnteredKey>;
/** 万元 with up to six decimals; everything else is a whole number. */
export const EnteredValue = z.string().regex(/^\d{1,10}(?:\.\d{1,6})?$/u);
const EnteredSource = z.string().trim().min(2).max(200);
export const Entered = z.partialRecord(
  EnteredKey,
  z.object({ value: EnteredValue, by: z.string(), at: z.string(), source: z.string().optional() }),
);
export type Entered = z.infer<typeof Entered>;

const Row = z.enum(ROWS);
const Column = z.enum(COLUMNS);
const Group = z.enum(GROUPS);
const Result = z.enum(RESULTS);
export const Numbers3 = z.record(Row, z.record(Column, Count));
export const Numbers4 = z.record(Group, z.record(Result, Count));

/** The whole of a report, as it is frozen and published. */
export const ReportContent = z.object({
  agency: z.object({ id: Id, name: z.string() }),
  year: Id,
  covers: z.enum(['agency', 'government']),
  /** How many agencies' requests are counted. */
  agencies: Id,
  texts: Texts,
  entered: Entered,
  /** What the program counted for section two; a figure that is not there is one that it cannot know. */
  proactive: z.partialRecord(EnteredKey, Count).optional(),
  /** Why this edition came after another. */
  correction: z.string().optional(),
  section3: Numbers3,
  section4: Numbers4,
  /** 信息处理费 that was paid in the year. */
  fees: z.object({ requests: Count, amountFen: Count }),
});
export type ReportContent = z.infer<typeof ReportContent>;

const Violation = z.object({
  check: z.enum(CHECKS),
  row: Row.nullable(),
  column: z.string().nullable(),
  group: Group.nullable(),
  expected: z.number().nullable(),
  found: z.number().nullable(),
});

export const ReportRow = z.object({
  id: Id,
  number: z.string(),
  agency: z.string(),
  year: Id,
  covers: z.enum(['agency', 'government']),
  stateTitle: z.string(),
  dueOn: Day,
  late: z.boolean(),
  publishedOn: Day.nullable(),
});
export type ReportRow = z.infer<typeof ReportRow>;

export const listReports = {
  method: 'GET',
  path: '/api/annual-reports',
  query: z.object({ year: z.coerce.number().int().min(2008).max(2100).optional() }),
  response: z.object({ year: Id, rows: z.array(ReportRow), years: z.array(Id) }),
} as const;

export const readReport = {
  method: 'GET',
  path: '/api/annual-reports/:id',
  params: IdParams,
  response: z.object({
    report: ReportRow,
    content: ReportContent,
    /** SHA-256 of the content, once it is frozen. */
    hash: z.string().nullable(),
    /** Of the figures as they stand, and against what the year before was reported. */
    violations: z.array(Violation),
    missing: z.array(z.string()),
    mayEdit: z.boolean(),
    edition: Id,
    /** Editions that were published, the first one first. */
    editions: z.array(z.object({ edition: Id, hash: z.string(), publishedOn: Day, correction: z.string().nullable() })),
  }),
} as const;

export const saveReport = {
  method: 'PUT',
  path: '/api/annual-reports/:id',
  params: IdParams,
  body: z.object({
    seenSeq: Id,
    texts: Texts,
    /** null: what was entered is taken away, and what the program counts stands again. */
    entered: z.partialRecord(EnteredKey, z.object({ value: EnteredValue, source: EnteredSource }).nullable()),
  }),
} as const;

export const actOnReport = {
  method: 'POST',
  path: '/api/annual-reports/:id/:act',
  params: IdParams.extend({ act: z.enum(['submit', 'send-back', 'publish', 'reopen']) }),
  body: z.object({ seenSeq: Id, note: z.string().trim().max(500).optional() }),
} as const;

/** One cell: of section three by row and column, of four by group and result, of two by figure. */
export const CellQuery = z.object({
  row: Row.optional(),
  column: Column.optional(),
  group: Group.optional(),
  result: Result.optional(),
  figure: EnteredKey.optional(),
  after: z.string().max(60).optional(),
});

export const readCell = {
  method: 'GET',
  path: '/api/annual-reports/:id/cell',
  params: IdParams,
  query: CellQuery,
  response: z.object({
    rows: z.array(
      z.object({
        /** null: something outside the matters of this desk, with an address where it can be read. */
        id: Id.nullable(),
        number: z.string(),
        title: z.string(),
        agency: z.string(),
        from: Day,
        until: Day.nullable(),
        url: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
} as const;

export const FORMATS = ['pdf', 'docx', 'xlsx', 'json'] as const;
export const Format = z.enum(FORMATS);
export type Format = z.infer<typeof Format>;
export const reportFile = {
  method: 'GET',
  path: '/api/annual-reports/:id/file/:format',
  params: IdParams.extend({ format: Format }),
} as const;
