import { z } from 'zod';
import {
  Accounts,
  BOARD_KINDS,
  Board,
  BoardRule,
  Day,
  FORMS,
  IdParams,
  PAPERS,
  Sheet,
  SourceRef,
  TOPICS,
} from './contract.ts';

export const Seen = z.object({ seenSeq: z.int().positive().optional() });
export const Key = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9-]{2,40}$/u);
const KeyParams = z.object({ key: Key });
export const Search = z.string().trim().max(100).optional();
export const Words = z.string().trim().max(500);
const Light = z.enum(['green', 'yellow', 'red', 'done']).nullable();

const BoardView = Board.extend({
  key: z.string(),
  agency: z.string(),
  regionName: z.string(),
  /** What hangs on it now, and how much of that is stale. */
  hanging: z.int(),
  stale: z.int(),
  lastPostedOn: Day.nullable(),
  mayKeep: z.boolean(),
});
export type BoardView = z.output<typeof BoardView>;

export const listBoards = {
  method: 'GET',
  path: '/api/boards',
  query: z.object({
    q: Search,
    kind: z.enum(BOARD_KINDS).optional(),
    stale: z.literal('1').optional(),
    after: z.string().max(60).optional(),
  }),
  response: z.object({ rows: z.array(BoardView), next: z.string().nullable(), total: z.int(), area: z.number() }),
} as const;

export const readBoard = {
  method: 'GET',
  path: '/api/boards/:key',
  params: KeyParams,
  response: z.object({
    board: BoardView,
    children: z.array(z.object({ key: z.string(), name: z.string() })),
    rule: BoardRule,
    versions: z.array(z.object({ version: z.int(), validFrom: Day, place: z.string(), area: z.number() })),
  }),
} as const;

export const putBoardCall = {
  method: 'POST',
  path: '/api/boards',
  body: z.object({ key: Key, board: Board, isNew: z.boolean() }),
} as const;

export const readRules = {
  method: 'GET',
  path: '/api/boards/rules',
  response: z.object({ rules: z.array(BoardRule) }),
} as const;
export const putRuleCall = { method: 'POST', path: '/api/boards/rules', body: BoardRule } as const;

const PostingFilter = z.object({
  q: Search,
  board: Key.optional(),
  kind: z.enum(BOARD_KINDS).optional(),
  topic: z.enum(TOPICS).optional(),
  state: z.string().max(20).optional(),
  from: Day.optional(),
  until: Day.optional(),
});
const PostingLine = z.object({
  id: z.int(),
  number: z.string(),
  title: z.string(),
  board: z.string(),
  boardName: z.string(),
  place: z.string(),
  boardKind: z.enum(BOARD_KINDS),
  topic: z.enum(TOPICS),
  period: z.string().nullable(),
  state: z.string(),
  stateTitle: z.string(),
  postedOn: Day.nullable(),
  expiresOn: Day.nullable(),
  dueOn: Day.nullable(),
  light: Light,
  hasPhoto: z.boolean(),
});
export const listPostings = {
  method: 'GET',
  path: '/api/boards/postings',
  query: PostingFilter.extend({ before: z.coerce.number().int().positive().optional() }),
  response: z.object({ rows: z.array(PostingLine), next: z.int().nullable() }),
} as const;
export const postingsCsv = { method: 'GET', path: '/api/boards/postings.csv', query: PostingFilter } as const;
export const postingsXlsx = { method: 'GET', path: '/api/boards/postings.xlsx', query: PostingFilter } as const;

export const choosePosting = {
  method: 'POST',
  path: '/api/boards/postings',
  body: z.object({
    board: Key,
    topic: z.enum(TOPICS),
    paper: z.enum(PAPERS),
    replaces: z.int().positive().optional(),
    sources: z.array(SourceRef).max(20).optional(),
    accounts: Accounts.optional(),
  }),
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

export const readPosting = {
  method: 'GET',
  path: '/api/boards/postings/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    seq: z.int(),
    state: z.string(),
    board: z.object({ key: z.string(), name: z.string(), place: z.string() }),
    topic: z.enum(TOPICS),
    period: z.string().nullable(),
    paper: z.enum(PAPERS),
    sheet: Sheet,
    accounts: z.boolean(),
    copies: z.int().nullable(),
    postedOn: Day.nullable(),
    expiresOn: Day.nullable(),
    hasPhoto: z.boolean(),
    photoTakenAt: z.iso.datetime().nullable(),
    endedOn: Day.nullable(),
    showDays: z.int(),
    replaces: z.object({ id: z.int(), number: z.string(), title: z.string() }).nullable(),
    /** What the person may do now. */
    acts: z.array(z.string()),
  }),
} as const;

export const postingAct = {
  method: 'POST',
  path: '/api/boards/postings/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({ act: z.literal('print'), copies: z.int().min(1).max(10_000) }),
    Seen.extend({ act: z.enum(['pass', 'return', 'remove', 'cancel']), words: Words.default('') }),
    Seen.extend({ act: z.literal('revise'), accounts: Accounts }),
  ]),
} as const;

/** A form: `photo`, `postedOn`, and, where they are not as usual, `showDays` and `seenSeq`. */
export const postPosting = {
  method: 'POST',
  path: '/api/boards/postings/:id/post',
  params: IdParams,
  response: z.object({ expiresOn: Day }),
} as const;
export const PostFields = z.object({
  postedOn: Day,
  showDays: z.coerce.number().int().optional(),
  seenSeq: z.coerce.number().int().positive().optional(),
});
export const postingPaperCall = {
  method: 'GET',
  path: '/api/boards/postings/:id/sheet.pdf',
  params: IdParams,
} as const;
export const postingPhoto = { method: 'GET', path: '/api/boards/postings/:id/photo', params: IdParams } as const;

export const excuseDuty = {
  method: 'POST',
  path: '/api/boards/duties/:id/excuse',
  params: IdParams,
  body: Seen.extend({ words: Words }),
} as const;

/** What can be put on a board, a screen or a card: everything that is said in public and stands. */
export const findSources = {
  method: 'GET',
  path: '/api/boards/sources',
  query: z.object({ q: Search, kind: z.enum(['publication', 'service-item']).default('publication') }),
  response: z.object({
    rows: z.array(
      z.object({
        kind: z.enum(['publication', 'service-item']),
        ref: z.string(),
        title: z.string(),
        agency: z.string(),
        on: z.string(),
      }),
    ),
  }),
} as const;

// Outreach.

export const exportOutreach = {
  method: 'POST',
  path: '/api/boards/outreach',
  body: z.object({
    form: z.enum([...FORMS, 'slides-page', 'slides-file']),
    title: z.string().trim().max(60).default(''),
    sources: z.array(SourceRef).min(1).max(100),
  }),
} as const;

/** Special columns that can be had as a booklet, whole. */
export const listCompilations = {
  method: 'GET',
  path: '/api/boards/compilations',
  response: z.object({
    rows: z.array(z.object({ key: z.string(), title: z.string(), count: z.int(), volumes: z.int() })),
  }),
} as const;
export const compilationPaper = {
  method: 'GET',
  path: '/api/boards/compilations/:key',
  params: z.object({ key: z.string().max(40) }),
  query: z.object({ volume: z.coerce.number().int().min(1).max(1000).default(1) }),
} as const;

const CampaignBody = z.object({
  agencyId: z.int().positive(),
  title: z.string().trim().min(2).max(80),
  audience: z.string().trim().min(2).max(200),
  plan: z.string().trim().min(5).max(2000),
  until: Day,
});
export const planCampaign = {
  method: 'POST',
  path: '/api/boards/campaigns',
  body: CampaignBody,
  response: z.object({ id: z.int(), number: z.string() }),
} as const;

export const listCampaigns = {
  method: 'GET',
  path: '/api/boards/campaigns',
  query: z.object({
    q: Search,
    open: z.literal('1').optional(),
    before: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        title: z.string(),
        agency: z.string(),
        state: z.string(),
        stateTitle: z.string(),
        until: Day,
        printed: z.int(),
        given: z.int(),
        places: z.int(),
      }),
    ),
    next: z.int().nullable(),
  }),
} as const;

export const readCampaign = {
  method: 'GET',
  path: '/api/boards/campaigns/:id',
  params: IdParams,
  response: z.object({
    id: z.int(),
    seq: z.int(),
    state: z.string(),
    audience: z.string(),
    plan: z.string(),
    until: Day,
    feedback: z.string().nullable(),
    sources: z.array(z.object({ kind: z.string(), ref: z.string(), title: z.string().nullable() })),
    printed: z.array(z.object({ id: z.int(), form: z.enum(FORMS), copies: z.int(), on: Day, note: z.string() })),
    given: z.array(
      z.object({ id: z.int(), form: z.enum(FORMS), place: z.string(), on: Day, copies: z.int(), receiver: z.string() }),
    ),
    acts: z.array(z.string()),
  }),
} as const;

export const campaignAct = {
  method: 'POST',
  path: '/api/boards/campaigns/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({ act: z.literal('material'), sources: z.array(SourceRef).max(100) }),
    Seen.extend({
      act: z.literal('print'),
      form: z.enum(FORMS),
      copies: z.int().min(1).max(1_000_000),
      on: Day,
      note: z.string().trim().max(200).default(''),
    }),
    Seen.extend({
      act: z.literal('distribute'),
      form: z.enum(FORMS),
      place: z.string().trim().min(2).max(120),
      on: Day,
      copies: z.int().min(0).max(1_000_000),
      receiver: z.string().trim().min(2).max(120),
    }),
    Seen.extend({ act: z.enum(['feedback', 'stop']), words: Words }),
  ]),
} as const;
export const campaignCsv = { method: 'GET', path: '/api/boards/campaigns/:id/ledger.csv', params: IdParams } as const;
export const campaignPaper = {
  method: 'GET',
  path: '/api/boards/campaigns/:id/:form',
  params: IdParams.extend({ form: z.enum([...FORMS, 'slides-page', 'slides-file']) }),
} as const;
