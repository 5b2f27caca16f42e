import { z } from 'zod';

// What crosses the wire, and the shape of what is published: `kernel.record.content` of every record of the kind
// `publication` is a `PublishedContent`. Browser-safe.

/** The kind of record that everything here becomes; its key is the index number. */
export const PUBLICATION = 'publication';
/** What only the staff may read. It is a record too, and no published view shows it. */
export const INTERNAL_PUBLICATION = 'internal-publication';

export const ATTRIBUTES = ['proactive', 'on-request', 'withheld'] as const;
export const AUDIENCES = ['public', 'internal'] as const;
export const AXES = ['decision', 'execution', 'management', 'service', 'result'] as const;
export const VALIDITIES = ['in-force', 'abolished', 'lapsed'] as const;

/** What something is by nature, and so whom it is told. */
export const NATURES = ['wide', 'few', 'internal', 'decision'] as const;
export type Nature = (typeof NATURES)[number];

/** How a decision is opened before it is taken: notice, experts, argument, who may sit in. */
export const WAYS = ['notice', 'expert', 'argument', 'parties', 'congress', 'consultative', 'masses'] as const;
export type Way = (typeof WAYS)[number];

/** What is told of one matter: not only on what basis and how, but what is done and what came of it. */
export const STAGES = ['basis', 'procedure', 'process', 'result'] as const;
export type Stage = (typeof STAGES)[number];

/** What sort of text it is. Documents, business data and enforcement papers count; news alone is padding. */
export const GENRES = [
  'policy-document',
  'interpretation',
  'reprint',
  'notice',
  'business-data',
  'licence-result',
  'penalty-result',
  'enforcement-result',
  'institution',
  'plan',
  'announcement',
  'news',
  'other',
] as const;
export type Genre = (typeof GENRES)[number];

/** What became of a penalty decision: 变更, 撤销, 确认违法, 确认无效. */
export const ANNULMENTS = ['changed', 'revoked', 'unlawful', 'void'] as const;

/**
 * A penalty decision was annulled, on which day and by which document.
 *
 * @law 行政处罚法 第四十八条第二款
 */
export const Annulment = z.object({
  how: z.enum(ANNULMENTS),
  on: z.iso.date(),
  by: z.string().trim().min(2).max(200),
});
export type Annulment = z.output<typeof Annulment>;

/** How a document is explained. */
export const INTERPRETATION_FORMS = [
  'text',
  'chart',
  'expert',
  'media',
  'question-and-answer',
  'audio',
  'video',
  'links',
  'digital',
] as const;

/** Who explains it; the head of the agency is the first to. */
export const INTERPRETER_RANKS = ['head', 'deputy', 'section', 'spokesperson', 'expert', 'media'] as const;
export type InterpreterRank = (typeof INTERPRETER_RANKS)[number];

/** What an explanation has to speak of. */
export const INTERPRETATION_ELEMENTS = [
  'background',
  'basis',
  'aims',
  'scope',
  'local',
  'content',
  'measures',
  'progress',
  'standards',
  'attention',
  'terms',
  'benefits',
  'differences',
] as const;

/**
 * What one publication is to another. Each has its counterpart, and a link always stands in both directions.
 * `interprets` ⇄ `interpreted-by`, `abolishes` ⇄ `abolished-by`, `amends` ⇄ `amended-by`, `implements` ⇄
 * `implemented-by`, `related` ⇄ `related`.
 */
export const RELATIONS = [
  'interprets',
  'interpreted-by',
  'abolishes',
  'abolished-by',
  'amends',
  'amended-by',
  'implements',
  'implemented-by',
  'related',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Why something is not told to everybody: the grounds of the Regulations and no others. */
export const WITHHOLDING_REASONS = [
  'state-secret',
  'forbidden-by-law',
  'endangers-security-or-stability',
  'trade-secret',
  'privacy',
  'internal-affairs',
  'process-information',
  'enforcement-file',
  'concerns-few',
] as const;
export type WithholdingReason = (typeof WITHHOLDING_REASONS)[number];

/** What the grounds consist of that are not one thing only: three of safety and one of stability, three inside, four on the way. */
export const REASON_KINDS = {
  'endangers-security-or-stability': ['national-security', 'public-security', 'economic-security', 'social-stability'],
  'internal-affairs': ['personnel', 'logistics', 'work-flow'],
  'process-information': ['discussion', 'draft', 'consultation', 'report'],
} as const satisfies Partial<Record<WithholdingReason, readonly string[]>>;
export type ReasonKind = (typeof REASON_KINDS)[keyof typeof REASON_KINDS][number];
const ALL_REASON_KINDS = Object.values(REASON_KINDS).flat();

/** How an agency came to have it: made alone, made with others, had from the people or from another agency. */
export const ORIGINS = ['made', 'joint', 'from-people', 'from-agency'] as const;

const Day = z.iso.date();
const words = (most: number) => z.string().trim().min(1).max(most);

/** The index number is given when something is published and never given twice. */
export const IndexNumber = z.string().trim().min(3).max(80);

export const Attachment = z.object({
  fileId: z.uuid(),
  name: words(200),
  /** Media type. */
  type: z.string().max(120),
  bytes: z.int().nonnegative(),
  /** The same as accessible HTML, sanitised, where it could be converted. */
  html: z.string().max(2_000_000).optional(),
});
export type Attachment = z.output<typeof Attachment>;

export const Link = z.object({ relation: z.enum(RELATIONS), index: IndexNumber });
export type Link = z.output<typeof Link>;

export type InterpretationForm = (typeof INTERPRETATION_FORMS)[number];
export type InterpretationElement = (typeof INTERPRETATION_ELEMENTS)[number];

/** What makes an article an explanation of a document. */
export const InterpretationFacts = z.object({
  form: z.enum(INTERPRETATION_FORMS),
  /** Read out, signed or spoken by the head of the agency. */
  headLed: z.boolean(),
  interpreter: words(100),
  /** Said of everything that is handed in now; what is older does not have it. */
  rank: z.enum(INTERPRETER_RANKS).optional(),
  elements: z.array(z.enum(INTERPRETATION_ELEMENTS)).max(INTERPRETATION_ELEMENTS.length),
});

/** Where a reprinted article stood first: in which medium, on which day, at which address. */
export const Reprint = z.object({
  outlet: z.string().trim().max(100),
  on: z.string().max(10),
  url: z.string().trim().max(500),
});
export type Reprint = z.output<typeof Reprint>;

/** How a document is going to be explained, or why it need not be: written down before it can go out. */
export const InterpretationPlan = z.union([
  z.object({
    forms: z.array(z.enum(INTERPRETATION_FORMS)).min(1),
    interpreter: words(100),
    elements: z.array(z.enum(INTERPRETATION_ELEMENTS)).min(1),
    rank: z.enum(INTERPRETER_RANKS).optional(),
    /** Who explains it, where that is another than who drew it up: plans and meetings go to who is in charge of the matter. */
    agencyId: z.int().positive().optional(),
  }),
  z.object({ exemption: z.string().trim().min(10).max(500) }),
]);
export type InterpretationPlan = z.output<typeof InterpretationPlan>;

/** What a document can lack of that which has to come with it when it is handed in. */
export const LACKING = ['plan', 'material', 'form', 'elements'] as const;
export type Lacking = (typeof LACKING)[number];

/** Content of an article as its editors write it, and as it is published. */
export const Content = z.object({
  title: words(300),
  subtitle: z.string().trim().max(300).default(''),
  /** Clean HTML: what the sanitiser let through. Never anything else. */
  body: z.string().max(4_000_000),
  summary: z.string().trim().max(2000).default(''),
  keywords: z.array(words(40)).max(20).default([]),
  /** Key of the entry in the catalogue. */
  node: z.string().min(1).max(60),
  axis: z.enum(AXES).nullable().default(null),
  /** Keys of key domains. */
  domains: z.array(z.string().min(1).max(40)).max(20).default([]),
  /** Topic class, in words. */
  topic: z.string().trim().max(60).nullable().default(null),
  genre: z.enum(GENRES),
  /** 发文字号, e.g. 明政发〔2026〕12号. */
  documentNumber: z.string().trim().max(80).nullable().default(null),
  formedOn: Day.nullable().default(null),
  /** From when until when it is in force, where it says so itself. */
  effectiveFrom: Day.nullable().default(null),
  effectiveUntil: Day.nullable().default(null),
  source: z.string().trim().max(200).default(''),
  author: z.string().trim().max(100).nullable().default(null),
  attribute: z.enum(ATTRIBUTES),
  /** Why it is not told to everybody; null for what is. */
  reason: z.enum(WITHHOLDING_REASONS).nullable().default(null),
  reasonWords: z.string().trim().max(1000).default(''),
  audience: z.enum(AUDIENCES).default('public'),
  attachments: z.array(Attachment).max(100).default([]),
  /** Further links than those that the publication makes by itself. */
  links: z.array(Link).max(50).default([]),
  interpretation: InterpretationFacts.nullable().default(null),
  // What follows was added later: it stays away where nobody said it, so that texts handed in before keep their hash.
  /** Which of the things that the ground names. */
  reasonKind: z.enum(ALL_REASON_KINDS).optional(),
  /** Whose it is to tell: who made it; of several the one that led; whoever had it first. */
  origin: z
    .object({
      how: z.enum(ORIGINS),
      /** Who made it too, or from whom it comes. */
      others: z.string().trim().max(300),
      /** That this agency led, or had it first. */
      isOurs: z.boolean(),
    })
    .optional(),
  /** Category of the public side, where its entry in the catalogue does not say it already. */
  category: z.string().max(20).optional(),
  /** What it is by nature; why it is told otherwise than that proposes. */
  scope: z
    .object({
      nature: z.enum(NATURES),
      ways: z.array(z.enum(WAYS)).max(WAYS.length),
      words: z.string().trim().max(500),
    })
    .optional(),
  /** The day from which what a notice tells of is done; the notice has to stand before it. */
  implementsOn: Day.optional(),
  /** The matter it belongs to, and what it tells of it. */
  affair: z.object({ id: z.int().positive(), stage: z.enum(STAGES) }).optional(),
  /** Of what is reprinted: where it stood first. */
  reprint: Reprint.optional(),
});
export type Content = z.output<typeof Content>;

/** Figures of periods as bars; a value is a decimal in words, or null. */
export const PublishedChart = z.object({
  /** The period before and the same one a year earlier beside this one; or the last periods. */
  kind: z.enum(['compared', 'trend']),
  indicator: z.string(),
  unit: z.string(),
  points: z.array(z.object({ label: z.string(), name: z.string(), value: z.string().nullable() })),
});
export type PublishedChart = z.output<typeof PublishedChart>;

/** What a record of the kind `publication` holds. Its validity and its notes of change are the record's own. */
export const PublishedContent = Content.extend({
  index: IndexNumber,
  /** 发布机构. */
  agency: words(200),
  /** The last day that is in time, as the clock had it. */
  dueOn: Day.nullable(),
  /** Drawn from the tables of its text, for what was begun from the figures of a periodic duty. */
  charts: z.array(PublishedChart).optional(),
});
export type PublishedContent = z.output<typeof PublishedContent>;
