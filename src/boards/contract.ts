import { z } from 'zod';

// What crosses the wire, and the shapes of what is printed and shown. Browser-safe.

export const BOARD_KINDS = ['government', 'village', 'service'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];
export const PAPERS = ['a3', 'a4'] as const;
export const FORMS = ['slides', 'script', 'card', 'booklet', 'panel'] as const;
export type Form = (typeof FORMS)[number];
export const TERMINAL_KINDS = ['kiosk', 'display', 'led'] as const;
export type TerminalKind = (typeof TERMINAL_KINDS)[number];

/** What is regularly told on boards of townships and villages. */
export const TOPICS = ['information', 'finance', 'population', 'relief', 'preference', 'service', 'other'] as const;
export type Topic = (typeof TOPICS)[number];

export const CHECK_STATES = ['met', 'missing', 'not-applicable'] as const;
export type CheckState = (typeof CHECK_STATES)[number];
/** What is printed outside of a campaign (M-067). */
export const PRINT_KINDS = ['leaflet', 'compilation', 'poster', 'other'] as const;
export type PrintKind = (typeof PRINT_KINDS)[number];

const words = (most: number) => z.string().trim().min(1).max(most);
const Id = z.coerce.number().int().positive();
export const IdParams = z.object({ id: Id });
export const Day = z.iso.date();

/** One board, as it stands in the register. */
export const Board = z.object({
  name: words(60),
  place: words(120),
  /** Township or village. */
  region: z.string().regex(/^\d{6,12}$/u),
  agencyId: z.int().positive(),
  kind: z.enum(BOARD_KINDS),
  /** Square metres. */
  area: z.number().positive().max(500),
  /** The post that looks after it; never a name. */
  maintainer: words(60),
  /** Key of the board of the township that guides this one. */
  parent: z.string().max(60).nullable().default(null),
  /** What it cost: raised, and spent on what; what is left follows. */
  funds: z
    .object({
      raisedCents: z.int().min(0).max(99_999_999_999),
      spent: z.array(z.object({ purpose: words(60), cents: z.int().min(1).max(99_999_999_999) })).max(20),
    })
    .nullable()
    .default(null),
  open: z.boolean().default(true),
});
export type Board = z.output<typeof Board>;

/** A month, a quarter or a year. */
export const Period = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$/u);

/** What is owed on boards of a kind again and again. */
export const BoardRule = z.object({
  kind: z.enum(BOARD_KINDS),
  postWithin: z.int().min(1).max(60),
  showDays: z.int().min(1).max(366),
  replaceWithin: z.int().min(1).max(60),
  /** For how many days it is good what somebody has seen on a board, item by item. */
  recheckDays: z.int().min(7).max(730).default(180),
  law: words(100),
  duties: z
    .array(
      z.object({
        key: z.string().regex(/^[a-z-]{2,30}$/u),
        name: words(60),
        topic: z.enum(TOPICS),
        every: z.enum(['month', 'quarter']),
        within: z.object({ n: z.int().min(1).max(90), unit: z.enum(['workday', 'day']) }),
        law: words(100),
      }),
    )
    .max(20),
});
export type BoardRule = z.output<typeof BoardRule>;

/** 元 and 分 as a whole number of 分. */
const Cents = z.int().min(0).max(99_999_999_999);
const Line = z.object({ item: words(60), cents: Cents, note: z.string().trim().max(100).default('') });

/** 村级财务收支公开表 */
export const Accounts = z.object({
  period: Period,
  openingCents: z.int().min(-99_999_999_999).max(99_999_999_999),
  income: z.array(Line).max(60),
  expense: z.array(Line).max(60),
  closingCents: z.int().min(-99_999_999_999).max(99_999_999_999),
  /** What the village's supervision committee said of it, and when. */
  supervision: words(200),
  supervisedOn: Day,
});
export type Accounts = z.output<typeof Accounts>;

/** Something that is published, wherever it is shown. */
export const SourceRef = z.union([
  z.object({ kind: z.literal('publication'), ref: words(80) }),
  z.object({ kind: z.literal('service-item'), ref: words(33) }),
]);
export type SourceRef = z.output<typeof SourceRef>;

const Part = z.union([
  z.object({ kind: z.literal('heading'), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    head: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
]);
export type Part = z.output<typeof Part>;

/** One text as it is printed and shown: what a visitor would read, in plain parts. */
export const Shown = z.object({
  ref: z.string(),
  version: z.int(),
  title: z.string(),
  agency: z.string(),
  on: z.string(),
  url: z.string(),
  parts: z.array(Part),
});
export type Shown = z.output<typeof Shown>;

/** The words of a sheet: fixed when it is chosen, hashed, printed byte for byte. */
export const Sheet = z.object({ title: z.string(), articles: z.array(Shown).min(1) });
export type Sheet = z.output<typeof Sheet>;

/** When something is shown: days of the week 1 (Monday) to 7, hours of the day, from a day until a day. */
export const Slot = z.object({
  source: z.union([SourceRef, z.object({ kind: z.literal('finished'), ref: z.literal('finished') })]),
  seconds: z.int().min(3).max(600),
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  from: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/u)
    .nullable()
    .default(null),
  until: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/u)
    .nullable()
    .default(null),
  firstDay: Day.nullable().default(null),
  lastDay: Day.nullable().default(null),
});
export type Slot = z.output<typeof Slot>;

export const Playlist = z.object({
  name: words(60),
  agencyId: z.int().positive(),
  slots: z.array(Slot).min(1).max(100),
});
export type Playlist = z.output<typeof Playlist>;

/** What a terminal is given to show; it keeps it, so that it runs without the network. */
export const Manifest = z.object({
  version: z.string(),
  name: z.string(),
  place: z.string(),
  kind: z.enum(TERMINAL_KINDS),
  columns: z.int(),
  lines: z.int(),
  idleSeconds: z.int(),
  heartbeatSeconds: z.int(),
  slots: z.array(Slot.omit({ source: true }).extend({ ref: z.string() })),
  articles: z.array(Shown.extend({ kind: z.enum(['publication', 'service-item']) })),
  finished: z.array(z.object({ number: z.string(), title: z.string(), on: z.string() })),
  interruption: z.object({ words: z.string(), until: z.iso.datetime() }).nullable(),
});
export type Manifest = z.output<typeof Manifest>;

export const Report = z.object({
  id: z.uuid(),
  kind: z.enum(['play', 'open', 'ask', 'reset']),
  /** What was shown, or the name of what was asked; counted only where it is a reference to what was published. */
  ref: z.string().min(1).max(80),
  at: z.iso.datetime(),
  seconds: z.int().min(0).max(86_400),
});
export type Report = z.output<typeof Report>;
/** So many reports fit into one message. */
export const MOST_REPORTS = 500;
