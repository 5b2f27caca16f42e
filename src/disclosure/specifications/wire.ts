import { z } from 'zod';
import { LEVELS } from '../rules/catalogue.ts';

// What the workbench asks of versions of the content specification. Browser-safe.

const Day = z.iso.date();
export const SPECIFICATION_STATES = ['running', 'overdue', 'done'] as const;
export const DIFFERENCES = ['added', 'changed', 'left-out'] as const;

export const NewSpecification = z.object({
  name: z.string().trim().min(2).max(150),
  version: z.string().trim().min(1).max(40),
  issuer: z.string().trim().min(2).max(100),
  issuedOn: Day,
  /** Key of the heading under which its entries stand. */
  heading: z.string().trim().min(1).max(60),
  levels: z.array(z.enum(LEVELS)).min(1),
  /** Only departments of this line follow it, as their counterpart above does. */
  line: z.string().max(10).nullable(),
  /** Its entries and who owes each; none: those that stand under the heading already. */
  entries: z
    .array(z.object({ name: z.string().trim().min(2).max(100), owners: z.array(z.string().trim().min(1).max(60)) }))
    .max(500),
  dueOn: Day,
});
export type NewSpecification = z.output<typeof NewSpecification>;

const Difference = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.enum(DIFFERENCES),
  /** Of what was changed: before and now. */
  before: z.string().optional(),
  now: z.string().optional(),
});
export type Difference = z.output<typeof Difference>;
export const Differences = z.array(Difference);

const Row = z.object({
  ...{ id: z.int(), name: z.string(), version: z.string(), issuer: z.string(), issuedOn: Day },
  ...{ heading: z.string(), levels: z.array(z.string()), line: z.string().nullable() },
  ...{ entries: z.int(), added: z.int(), changed: z.int(), leftOut: z.int() },
  ...{ dueOn: Day, takenOn: Day, state: z.enum(SPECIFICATION_STATES) },
  /** Entries that organs owe, each counted for each organ, and how many of them hold something. */
  ...{ owed: z.int(), filled: z.int() },
});
export type SpecificationRow = z.output<typeof Row>;

export const listSpecifications = {
  method: 'GET',
  path: '/api/disclosure/specifications',
  response: z.object({
    rows: z.array(Row),
    next: z.null(),
    mayTake: z.boolean(),
    headings: z.array(z.object({ key: z.string(), name: z.string() })),
    lines: z.array(z.object({ key: z.string(), name: z.string() })),
  }),
} as const;
const params = z.object({ id: z.coerce.number().int().positive() });
export const readSpecification = {
  method: 'GET',
  path: '/api/disclosure/specifications/:id',
  params,
  response: Row.extend({
    differences: Differences,
    /** Organs that still lack entries. */
    lacking: z.array(z.object({ agencyId: z.int(), agency: z.string(), owed: z.int(), names: z.array(z.string()) })),
  }),
} as const;
export const specificationCsv = {
  method: 'GET',
  path: '/api/disclosure/specifications/:id/lacking.csv',
  params,
} as const;
export const takeSpecificationCall = {
  method: 'POST',
  path: '/api/disclosure/specifications',
  body: NewSpecification,
  response: z.object({ id: z.int() }),
} as const;
