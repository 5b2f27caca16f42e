import { z } from 'zod';
import { BOARD_KINDS, CHECK_STATES, Day, IdParams, PRINT_KINDS } from './contract.ts';
import { Key, Search } from './wire.ts';

// Checklists of boards, and what was printed elsewhere. Browser-safe.

const Standing = z.enum([...CHECK_STATES, 'unseen', 'outdated']);
const Mark = z.object({ id: z.int(), on: Day, note: z.string(), hasPhoto: z.boolean() });

export const BoardChecks = z.object({
  board: z.object({ key: z.string(), name: z.string(), place: z.string() }),
  recheckDays: z.int(),
  mayCheck: z.boolean(),
  lists: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      source: z.string(),
      gaps: z.int(),
      items: z.array(
        z.object({
          key: z.string(),
          group: z.string(),
          name: z.string(),
          standing: Standing,
          goodUntil: Day.nullable(),
          mark: Mark.nullable(),
        }),
      ),
    }),
  ),
  looks: z.array(Mark.extend({ state: z.enum(CHECK_STATES), item: z.string() })),
});
export const readChecks = {
  method: 'GET',
  path: '/api/boards/:key/checks',
  params: z.object({ key: Key }),
  response: BoardChecks,
} as const;

/** What comes with the picture of an item. */
export const CheckFields = z.object({
  list: z.string().max(30),
  item: z.string().max(10),
  state: z.enum(CHECK_STATES),
  note: z.string().trim().max(200).default(''),
  on: Day,
});
export const enterCheck = {
  method: 'POST',
  path: '/api/boards/:key/checks',
  params: z.object({ key: Key }),
  body: z.custom<FormData>((value) => value instanceof FormData),
  response: z.object({ id: z.int() }),
} as const;

const Filter = z.object({ q: Search, kind: z.enum(BOARD_KINDS).optional(), list: z.string().max(30).optional() });
export const listChecks = {
  method: 'GET',
  path: '/api/boards/checks',
  query: Filter.extend({ after: z.string().max(60).optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        kind: z.enum(BOARD_KINDS),
        agency: z.string(),
        items: z.int(),
        met: z.int(),
        exempt: z.int(),
        missing: z.int(),
        unseen: z.int(),
        outdated: z.int(),
        gaps: z.array(z.object({ name: z.string(), standing: Standing })),
      }),
    ),
    lists: z.array(z.object({ key: z.string(), name: z.string() })),
    next: z.string().nullable(),
    total: z.int(),
  }),
} as const;
export const checksCsv = { method: 'GET', path: '/api/boards/checks.csv', query: Filter } as const;
export const checkPhotoCall = { method: 'GET', path: '/api/boards/checks/:id/photo', params: IdParams } as const;

const Days = z.object({ from: Day.optional(), until: Day.optional() });
export const listPrints = {
  method: 'GET',
  path: '/api/boards/prints',
  query: Days.extend({ before: z.coerce.number().int().positive().optional() }),
  response: z.object({
    rows: z.array(
      z.object({
        id: z.int(),
        agencyId: z.int(),
        agency: z.string(),
        title: z.string(),
        kind: z.enum(PRINT_KINDS),
        copies: z.int(),
        on: Day,
        evidence: z.string(),
        mayChange: z.boolean(),
      }),
    ),
    copies: z.int(),
    next: z.int().nullable(),
  }),
} as const;
export const enterPrint = {
  method: 'POST',
  path: '/api/boards/prints',
  body: z
    .object({
      agencyId: z.int().positive(),
      title: z.string().trim().min(2).max(80),
      kind: z.enum(PRINT_KINDS),
      copies: z.int().min(0).max(10_000_000),
      on: Day,
      evidence: z.string().trim().min(2).max(120),
      replaces: z.int().positive().nullable().default(null),
    })
    .refine(({ copies, replaces }) => copies > 0 || replaces !== null, { path: ['copies'], error: '份数至少为 1。' }),
} as const;
export const printsCsv = { method: 'GET', path: '/api/boards/prints.csv', query: Days } as const;
