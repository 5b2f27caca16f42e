import { z } from 'zod';
import { Attachment, AUDIENCES, GENRES, STAGES } from './contract.ts';
import { CHECKLISTS, ScopeTable } from './rules/checklist.ts';

// What the workbench asks of scope: what is told inside, what is complete, what belongs together. Browser-safe.

const Id = z.coerce.number().int().positive();
const Day = z.iso.date();

const InternalRowView = z.object({
  id: z.int(),
  index: z.string(),
  title: z.string(),
  summary: z.string(),
  agency: z.string(),
  category: z.string(),
  genre: z.enum(GENRES),
  publishedOn: Day,
});

/** The notice board inside. */
export const listInternal = {
  method: 'GET',
  path: '/api/disclosure/internal',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    category: z.string().max(20).optional(),
    agency: Id.optional(),
    before: z.string().max(80).optional(),
  }),
  response: z.object({
    rows: z.array(InternalRowView),
    categories: z.array(z.object({ key: z.string(), name: z.string() })),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
    next: z.string().nullable(),
  }),
} as const;

export const readInternal = {
  method: 'GET',
  path: '/api/disclosure/internal/:id',
  params: z.object({ id: Id }),
  response: InternalRowView.extend({
    body: z.string(),
    source: z.string(),
    documentNumber: z.string().nullable(),
    note: z.string().nullable(),
    attachments: z.array(Attachment.omit({ html: true })),
    /** Whether the reader may ask for it to be taken down. */
    mayWithdraw: z.boolean(),
  }),
} as const;

export const internalFile = {
  method: 'GET',
  path: '/api/disclosure/internal/:id/files/:fileId',
  params: z.object({ id: Id, fileId: z.uuid() }),
} as const;

/** What each agency has told of a list. */
const CompletenessQuery = z.object({ list: z.enum(CHECKLISTS).default('public'), agency: Id.optional() });
export const readCompleteness = {
  method: 'GET',
  path: '/api/disclosure/completeness',
  query: CompletenessQuery,
  response: z.object({
    name: z.string(),
    source: z.string(),
    from: Day,
    items: z.array(z.object({ key: z.string(), name: z.string() })),
    rows: z.array(
      z.object({
        agencyId: z.int(),
        agency: z.string(),
        told: z.array(z.object({ count: z.int(), last: Day.nullable() })),
        filled: z.int(),
      }),
    ),
    agencies: z.array(z.object({ id: z.int(), name: z.string() })),
  }),
} as const;
export const completenessCsv = {
  method: 'GET',
  path: '/api/disclosure/completeness.csv',
  query: CompletenessQuery,
} as const;

/** What the form of a publication asks by. */
export const readScopes = {
  method: 'GET',
  path: '/api/disclosure/scopes',
  response: z.object({
    table: ScopeTable,
    lists: z.array(
      z.object({
        key: z.enum(CHECKLISTS),
        side: z.enum(AUDIENCES),
        name: z.string(),
        items: z.array(z.object({ key: z.string(), name: z.string() })),
      }),
    ),
  }),
} as const;

const AffairKinds = z.enum(['ordinary', 'superior-decision']);
export const listAffairs = {
  method: 'GET',
  path: '/api/disclosure/affairs',
  query: z.object({
    agency: Id.optional(),
    kind: AffairKinds.optional(),
    wanting: z.literal('1').optional(),
    before: Id.optional(),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        agencyId: z.int(),
        agency: z.string(),
        title: z.string(),
        kind: AffairKinds,
        basis: z.string(),
        told: z.record(z.enum(STAGES), z.int()),
        missing: z.array(z.enum(STAGES)),
      }),
    ),
    next: z.int().nullable(),
  }),
} as const;

export const openAffairCall = {
  method: 'POST',
  path: '/api/disclosure/affairs',
  body: z.object({
    agencyId: Id,
    title: z.string().trim().min(4).max(200),
    kind: AffairKinds,
    basis: z.string().trim().min(2).max(300),
  }),
  response: z.object({ id: z.int() }),
} as const;
