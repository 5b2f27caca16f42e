import { z } from 'zod';
import {
  Annulment,
  ATTRIBUTES,
  Content,
  GENRES,
  IndexNumber,
  InterpretationPlan,
  RELATIONS,
  VALIDITIES,
} from './contract.ts';
import { BATCHES } from './rules/batch.ts';
import { CatalogueNode, LEVELS } from './rules/catalogue.ts';
import { SecrecyView, TurnedBackView } from './wire-dossier.ts';

// What the workbench asks of disclosure. Browser-safe.

const Id = z.coerce.number().int().positive();
const IdParams = z.object({ id: Id });
const Day = z.iso.date();
const Seq = z.int().positive();
const Words = z.string().trim().max(2000);

/** One publication in a list. */
export const PublicationRowView = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  agency: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  genre: z.enum(GENRES),
  attribute: z.enum(ATTRIBUTES),
  node: z.string(),
  formedOn: Day.nullable(),
  dueOn: Day.nullable(),
  light: z.enum(['green', 'yellow', 'red']),
  index: z.string().nullable(),
  publishedOn: Day.nullable(),
});

export const QUEUES = [
  'mine',
  'drafting',
  'department',
  'office',
  'secrecy',
  'cleared',
  'late',
  'review',
  'all',
] as const;
export type Queue = (typeof QUEUES)[number];

export const listPublications = {
  method: 'GET',
  path: '/api/disclosure/publications',
  query: z.object({
    queue: z.enum(QUEUES).default('all'),
    q: z.string().trim().max(100).optional(),
    genre: z.enum(GENRES).optional(),
    before: Id.optional(),
  }),
  response: z.object({ rows: z.array(PublicationRowView), next: z.int().nullable() }),
} as const;

export const readPrivacy = {
  method: 'GET',
  path: '/api/disclosure/publications/:id/privacy',
  params: IdParams,
  response: z.object({
    parts: z.array(
      z.object({
        document: z.int(),
        name: z.string(),
        /** The file it is; null: the words of the article. */
        fileId: z.uuid().nullable(),
        unread: z.int(),
        findings: z.array(
          z.object({
            id: z.int(),
            part: z.string(),
            kind: z.string(),
            masked: z.string(),
            decision: z.enum(['mask', 'keep', 'false-positive']).nullable(),
            reason: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
} as const;

export const decidePrivacyCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/findings/:finding',
  params: IdParams.extend({ finding: Id }),
  body: z.object({ decision: z.enum(['mask', 'keep', 'false-positive']), reason: z.string().trim().max(500) }),
} as const;

export const maskPrivacyCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/mask',
  params: IdParams,
  body: z.object({ seenRevision: z.int().positive() }),
  response: z.object({ changed: z.int() }),
} as const;

export const countQueues = {
  method: 'GET',
  path: '/api/disclosure/queues',
  response: z.object({ counts: z.record(z.enum(QUEUES), z.int()) }),
} as const;

export const openDraft = {
  method: 'POST',
  path: '/api/disclosure/publications',
  body: z.object({
    agencyId: Id,
    content: Content,
    corrects: z.object({ index: IndexNumber, note: Words }).optional(),
    interprets: Id.optional(),
  }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

const FaultView = z.object({ code: z.string(), field: z.string(), message: z.string() });

export const readPublication = {
  method: 'GET',
  path: '/api/disclosure/publications/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    state: z.string(),
    seq: z.int(),
    agencyId: z.int(),
    agency: z.string(),
    content: Content,
    /** What the place of the content in the catalogue is called. */
    nodeName: z.string(),
    revision: z.int(),
    text: z.string(),
    savedAt: z.iso.datetime(),
    savedBy: z.string().nullable(),
    mayWrite: z.boolean(),
    faults: z.array(FaultView),
    gates: z.array(
      z.object({
        gate: z.enum(['department', 'office', 'secrecy']),
        passed: z.boolean(),
        current: z.boolean(),
        by: z.string().nullable(),
        words: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
    revisions: z.array(
      z.object({
        id: z.int(),
        revision: z.int(),
        aside: z.boolean(),
        by: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
    files: z.array(z.object({ id: z.uuid(), name: z.string(), type: z.string(), bytes: z.int(), scan: z.string() })),
    index: z.string().nullable(),
    corrects: z.string().nullable(),
    changeNote: z.string().nullable(),
    publishAt: z.iso.datetime().nullable(),
    interprets: z.object({ id: z.int(), title: z.string() }).nullable(),
    companions: z.array(z.object({ id: z.int(), title: z.string(), state: z.string() })),
    plan: InterpretationPlan.nullable(),
    secrecy: SecrecyView.nullable(),
    turnedBack: z.array(TurnedBackView),
    links: z.array(z.object({ relation: z.enum(RELATIONS), index: z.string(), title: z.string().nullable() })),
  }),
} as const;

export type PublicationView = z.output<typeof readPublication.response>;

export const saveDraftCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/draft',
  params: IdParams,
  body: z.object({ content: Content, seenRevision: z.int().positive() }),
  response: z.object({ revision: z.int(), seq: z.int(), faults: z.int() }),
} as const;

export const readRevisionCall = {
  method: 'GET',
  path: '/api/disclosure/publications/:id/drafts/:draft',
  params: z.object({ id: Id, draft: Id }),
  response: z.object({ content: Content, revision: z.int() }),
} as const;

const seen = { seenSeq: Seq };
export const actOnPublication = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    z.object({ act: z.literal('submit'), ...seen, seenRevision: z.int().positive() }),
    z.object({
      act: z.literal('review'),
      ...seen,
      gate: z.enum(['department', 'office', 'secrecy']),
      passed: z.boolean(),
      words: Words.default(''),
      seenText: z.string().max(64),
      /** What the reviewer answers for at the look for secrets. */
      checked: z.array(z.string().max(40)).max(20).default([]),
    }),
    z.object({ act: z.literal('stop-secrecy'), ...seen, words: Words }),
    z.object({ act: z.literal('recall'), ...seen, words: Words }),
    z.object({ act: z.literal('drop'), ...seen, words: Words }),
    z.object({ act: z.literal('publish'), ...seen }),
    z.object({ act: z.literal('schedule'), ...seen, publishAt: z.iso.datetime({ offset: true }) }),
    z.object({ act: z.literal('unschedule'), ...seen }),
    z.object({ act: z.literal('withhold'), ...seen }),
    z.object({ act: z.literal('feedback'), ...seen, words: Words }),
  ]),
  response: z.object({ released: z.array(z.object({ index: z.string(), version: z.int() })) }),
} as const;
export type PublicationActBody = z.output<typeof actOnPublication.body>;

export const setPlanCall = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/plan',
  params: IdParams,
  body: z.object({ plan: InterpretationPlan }),
} as const;

export const uploadFile = {
  method: 'POST',
  path: '/api/disclosure/publications/:id/files',
  params: IdParams,
  /** A form with the file; only the browser looks at this. */
  body: z.custom<FormData>((value) => value instanceof FormData),
  response: z.object({
    fileId: z.uuid(),
    name: z.string(),
    type: z.string(),
    bytes: z.int(),
    /** Whether a page stands beside it. */
    readable: z.boolean(),
  }),
} as const;

export const downloadFile = {
  method: 'GET',
  path: '/api/disclosure/publications/:id/files/:fileId',
  params: z.object({ id: Id, fileId: z.uuid() }),
  query: z.object({ show: z.literal('1').optional() }),
} as const;

/** What stands in public. */
export const PublishedView = z.object({
  index: z.string(),
  title: z.string(),
  agency: z.string(),
  agencyId: z.int(),
  node: z.string(),
  genre: z.enum(GENRES),
  documentNumber: z.string().nullable(),
  publishedOn: Day,
  validity: z.enum(VALIDITIES),
  withdrawn: z.boolean(),
  note: z.string().nullable(),
  version: z.int(),
  inTime: z.boolean().nullable(),
});

export const listPublished = {
  method: 'GET',
  path: '/api/disclosure/published',
  query: z.object({
    q: z.string().trim().max(100).optional(),
    node: z.string().max(60).optional(),
    genre: z.enum(GENRES).optional(),
    validity: z.enum([...VALIDITIES, 'withdrawn']).optional(),
    before: z.string().max(120).optional(),
  }),
  response: z.object({ rows: z.array(PublishedView), next: z.string().nullable() }),
} as const;

export const proposeChangeCall = {
  method: 'POST',
  path: '/api/disclosure/changes',
  body: z.object({
    index: IndexNumber,
    change: z.enum(['withdraw', 'abolish', 'lapse', 'revive']),
    note: Words,
    byIndex: IndexNumber.nullable().default(null),
    /** Owed for a penalty that is withdrawn; null: the decision stands. */
    annulment: Annulment.nullable().optional(),
    /** The disclosure office does it at once. */
    atOnce: z.boolean().default(false),
  }),
  response: z.object({ id: z.int() }),
} as const;

/** A correction begins with the text that stands, and goes the whole way again. */
export const openCorrection = {
  method: 'POST',
  path: '/api/disclosure/corrections',
  body: z.object({ index: IndexNumber, note: Words }),
  response: z.object({ id: z.int() }),
} as const;

export const decideChange = {
  method: 'POST',
  path: '/api/disclosure/changes/:id/:decision',
  params: z.object({ id: Id, decision: z.enum(['carry', 'refuse']) }),
  body: z.object({ ...seen, words: Words.default('') }),
} as const;

/** Catalogue. */
export const readCatalogue = {
  method: 'GET',
  path: '/api/disclosure/catalogue',
  query: z.object({ level: z.enum(LEVELS).optional() }),
  response: z.object({
    nodes: z.array(CatalogueNode.extend({ leaf: z.boolean(), published: z.int() })),
    domains: z.array(z.object({ key: z.string(), name: z.string() })),
    /** Lines of business (条线) by the department that leads each. */
    lines: z.array(z.object({ key: z.string(), name: z.string() })),
  }),
} as const;

export const loadCatalogueCall = {
  method: 'POST',
  path: '/api/disclosure/catalogue/load',
  body: z.object({ batch: z.enum(BATCHES).default('statutory') }),
  response: z.object({ added: z.int() }),
} as const;

export const changeEntryCall = {
  method: 'POST',
  path: '/api/disclosure/catalogue/entries',
  body: z.object({ node: CatalogueNode, source: z.string().trim().min(2).max(200) }),
} as const;

/** One entry with every version of it, and whether the reader's office keeps it. */
export const readEntry = {
  method: 'GET',
  path: '/api/disclosure/catalogue/entries/:key',
  params: z.object({ key: z.string().max(60) }),
  response: z.object({
    node: CatalogueNode,
    inForce: z.boolean(),
    mayKeep: z.boolean(),
    versions: z.array(
      z.object({
        version: z.int(),
        from: Day,
        until: Day.nullable(),
        source: z.string(),
        by: z.string().nullable(),
        node: CatalogueNode,
        ended: z.string().nullable(),
      }),
    ),
  }),
} as const;

export const endEntryCall = {
  method: 'POST',
  path: '/api/disclosure/catalogue/entries/:key/end',
  params: readEntry.params,
  body: z.object({ reason: Words }),
} as const;

export const catalogueCsv = { method: 'GET', path: '/api/disclosure/catalogue.csv' } as const;

export const proposeEntryCall = {
  method: 'POST',
  path: '/api/disclosure/catalogue/proposals',
  body: z.object({ agencyId: Id, node: CatalogueNode }),
  response: z.object({ id: z.int() }),
} as const;

export const decideEntry = {
  method: 'POST',
  path: '/api/disclosure/catalogue/proposals/:id/:decision',
  params: z.object({ id: Id, decision: z.enum(['adopt', 'refuse', 'fill']) }),
  /** `owners`: the lines it is assigned to when it is adopted; those of the proposal when left out. */
  body: z.object({ ...seen, words: Words.default(''), owners: z.array(z.string().min(1).max(20)).max(50).optional() }),
} as const;

/** Who may keep an entry that an agency proposes: the city, or the county or township around it. */
export const readKeepers = {
  method: 'GET',
  path: '/api/disclosure/catalogue/keepers',
  query: z.object({ agency: Id }),
  response: z.object({
    keepers: z.array(z.object({ region: z.string().nullable(), name: z.string(), levels: z.array(z.enum(LEVELS)) })),
  }),
} as const;
