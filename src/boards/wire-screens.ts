import { z } from 'zod';
import { Day, IdParams, Manifest, MOST_REPORTS, Playlist, Report, TERMINAL_KINDS } from './contract.ts';
import { TROUBLES } from './rules/trouble.ts';
import { Key, Search, Seen, Words } from './wire.ts';

// Terminals.

const TerminalBody = z.object({
  name: z.string().trim().min(2).max(60),
  place: z.string().trim().min(2).max(120),
  columns: z.int().min(4).max(200).default(24),
  lines: z.int().min(1).max(40).default(4),
  playlist: Key.nullable().default(null),
});
export const registerTerminalCall = {
  method: 'POST',
  path: '/api/boards/terminals',
  body: TerminalBody.extend({ agencyId: z.int().positive(), kind: z.enum(TERMINAL_KINDS) }),
  response: z.object({ id: z.int(), number: z.string(), code: z.string() }),
} as const;
const TerminalLine = z.object({
  id: z.int(),
  number: z.string(),
  name: z.string(),
  place: z.string(),
  kind: z.enum(TERMINAL_KINDS),
  agency: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  playlist: z.string().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
  held: z.int(),
  /** What is wrong with it now, and since when. */
  troubles: z.array(z.object({ kind: z.enum(TROUBLES), since: z.iso.datetime() })),
});
export const listTerminals = {
  method: 'GET',
  path: '/api/boards/terminals',
  query: z.object({
    q: Search,
    silent: z.literal('1').optional(),
    trouble: z.literal('1').optional(),
    after: z.coerce.number().int().positive().optional(),
  }),
  response: z.object({ rows: z.array(TerminalLine), next: z.int().nullable() }),
} as const;
export const readTerminal = {
  method: 'GET',
  path: '/api/boards/terminals/:id',
  params: IdParams,
  response: TerminalLine.extend({
    seq: z.int(),
    columns: z.int(),
    lines: z.int(),
    current: z.boolean(),
    enrolUntil: z.iso.datetime().nullable(),
    enrolledAt: z.iso.datetime().nullable(),
    acts: z.array(z.string()),
    past: z.array(z.object({ kind: z.enum(TROUBLES), since: z.iso.datetime(), endedAt: z.iso.datetime().nullable() })),
    counts: z.array(
      z.object({ on: Day, kind: z.string(), ref: z.string(), title: z.string(), times: z.int(), seconds: z.int() }),
    ),
  }),
} as const;
export const terminalAct = {
  method: 'POST',
  path: '/api/boards/terminals/:id/acts',
  params: IdParams,
  body: z.discriminatedUnion('act', [
    Seen.extend({ act: z.literal('recode') }),
    Seen.extend({ act: z.literal('revoke'), words: Words }),
    TerminalBody.extend({ act: z.literal('change'), seenSeq: z.int().optional() }),
  ]),
  response: z.object({ code: z.string().nullable() }),
} as const;

export const listPlaylists = {
  method: 'GET',
  path: '/api/boards/playlists',
  response: z.object({
    rows: z.array(
      Playlist.extend({
        key: z.string(),
        mayKeep: z.boolean(),
        /** What each slot says, in their order; null for what is no longer public and for matters finished. */
        titles: z.array(z.string().nullable()),
      }),
    ),
  }),
} as const;
export const putPlaylistCall = {
  method: 'POST',
  path: '/api/boards/playlists',
  /** Without a key it is a new one, and is given one. */
  body: z.object({ key: Key.optional(), playlist: Playlist }),
} as const;

export const interruptCall = {
  method: 'POST',
  path: '/api/boards/interruptions',
  body: z.object({
    agencyId: z.int().positive(),
    words: z.string().trim().min(4).max(200),
    hours: z.int().min(1).max(168),
  }),
  response: z.object({ id: z.int() }),
} as const;
export const listInterruptions = {
  method: 'GET',
  path: '/api/boards/interruptions',
  response: z.object({
    rows: z.array(z.object({ id: z.int(), words: z.string(), until: z.iso.datetime(), agency: z.string() })),
  }),
} as const;
export const endInterruptionCall = {
  method: 'POST',
  path: '/api/boards/interruptions/:id/end',
  params: IdParams,
} as const;

// What a terminal says and asks; each of these but the first is signed.

export const enrolCall = {
  method: 'POST',
  path: '/player/enrol',
  body: z.object({ code: z.string().trim().min(8).max(20), publicKey: z.string().max(400) }),
  response: z.object({ name: z.string(), kind: z.enum(TERMINAL_KINDS) }),
} as const;
export const manifestCall = { method: 'GET', path: '/player/manifest', response: Manifest } as const;
export const heartbeatCall = {
  method: 'POST',
  path: '/player/heartbeat',
  body: z.object({
    version: z.string().max(40).nullable(),
    held: z.int().min(0).max(1_000_000),
    played: z.int().min(0).optional(),
    visible: z.boolean().optional(),
    clockOff: z.int().min(-2_000_000_000).max(2_000_000_000).optional(),
  }),
  response: z.object({ version: z.string() }),
} as const;
export const reportsCall = {
  method: 'POST',
  path: '/player/reports',
  body: z.object({ reports: z.array(Report).max(MOST_REPORTS) }),
  response: z.object({ taken: z.int(), ignored: z.int() }),
} as const;
