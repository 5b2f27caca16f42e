import { z } from 'zod';
import type { FormDefinition, Situation } from '../kernel/form/index.ts';
import type { Day } from '../kernel/index.ts';
import { FormShape, SituationShape, visibleText } from './form-shape.ts';
import type { ItemFlow } from './process.ts';

/** A provision an item rests on. `checked`: the article was compared with the text of the instrument. */
export type Basis = { readonly law: string; readonly article: string; readonly checked: boolean };

/** 实施清单: one item as one agency offers it. Kept as a versioned register; its key is the implementation code. */
export type ServiceItem = {
  /** 实施编码: credit code of the agency (18) + level (1) + basic code (12). */
  readonly code: string;
  /** 基本编码, 12 digits: the same item everywhere has the same. */
  readonly basicCode: string;
  readonly name: string;
  /** Ten categories of power and 公共服务, e.g. `01` 行政许可. */
  readonly typeCode: string;
  readonly typeName: string;
  readonly agencyId: number;
  readonly agencyName: string;
  /** 实施主体性质 1 法定机关, 2 授权组织, 3 受委托组织. */
  readonly agencyNature: number;
  /** County or city the agency serves, GB/T 2260. */
  readonly region: string;
  /** 行使层级 1–6. */
  readonly level: number;
  /** 权力来源 1 法定本级行使 … 6 同级委托. */
  readonly powerSource: number;
  readonly flow: ItemFlow;
  /** 服务对象 1 自然人, 2 企业法人 … */
  readonly targets: readonly number[];
  readonly basis: readonly Basis[];
  readonly conditions: readonly string[];
  readonly themes: { readonly person: string | null; readonly legal: string | null };
  /** 到办事现场次数. */
  readonly visits: number;
  readonly visitReason: string | null;
  /** 办理形式 1 窗口办理, 2 网上办理, 3 快递申请. */
  readonly ways: readonly number[];
  /** Can be applied for on line. */
  readonly online: boolean;
  /** 全程网办: nobody has to come at all. */
  readonly fullyOnline: boolean;
  readonly fee: {
    readonly charged: boolean;
    readonly basis: string | null;
    readonly standard: string | null;
    readonly onlinePay: boolean;
  };
  readonly result: {
    readonly name: string;
    readonly kind: '证照' | '批文' | '其他' | '无';
    /** What the result looks like and says; null only where there is none. */
    readonly sample: string | null;
    readonly validYears: number | null;
  };
  readonly place: string;
  readonly hours: string;
  readonly phone: string;
  readonly complaintPhone: string;
  readonly complaintPlace: string;
  /** How to have a decision reviewed. */
  readonly remedies: readonly string[];
  readonly faq: readonly { readonly question: string; readonly answer: string }[];
  /** 受理→审核→审批→办结→送达 with the working days each may take; their sum stays within the promise. */
  readonly steps: readonly { readonly name: string; readonly days: number }[];
  readonly situation: Situation;
  /** Absent: the item is shown and taken at the window, not yet on line. */
  readonly form: FormDefinition | null;
  /** Handled by townships as one of the “12+x” items. */
  readonly township: boolean;
  /** Other names people use for it. */
  readonly otherNames: readonly string[];
};

const line = visibleText(300).min(1);
const paragraph = visibleText(2000).min(1);
const LimitShape = z.strictObject({
  n: z.int().min(1).max(1000),
  unit: z.enum(['workday', 'day', 'month', 'hour']),
});

const FlowShape = z.strictObject({
  title: line,
  caseType: z.enum(['instant', 'promised']),
  isLicence: z.boolean(),
  statutory: z.strictObject({ limit: LimitShape, law: line, checked: z.boolean().exactOptional() }),
  promised: LimitShape.nullable(),
  special: z.strictObject({ title: line, law: line, examiners: z.int().min(1).max(9) }).nullable(),
  firstReview: z.boolean(),
  correction: LimitShape,
  extension: LimitShape.exactOptional(),
  verdicts: z.strictObject({ grant: line, deny: line }).exactOptional(),
});

/** What is taken for an item at all; {@link itemFaults} then says whether it may be published. */
export const ServiceItemShape: z.ZodType<ServiceItem> = z.strictObject({
  code: z.string().max(33),
  basicCode: z.string().max(12),
  name: line,
  typeCode: z.string().regex(/^\d{2}$/u),
  typeName: line,
  agencyId: z.int().positive(),
  agencyName: line,
  agencyNature: z.int().min(1).max(3),
  region: z.string().regex(/^\d{6}$/u),
  level: z.int().min(1).max(6),
  powerSource: z.int().min(1).max(6),
  flow: FlowShape,
  targets: z.array(z.int().min(1).max(9)).min(1).max(8),
  basis: z.array(z.strictObject({ law: line, article: visibleText(100), checked: z.boolean() })).max(30),
  conditions: z.array(paragraph).max(40),
  themes: z.strictObject({ person: line.nullable(), legal: line.nullable() }),
  visits: z.int().min(0).max(20),
  visitReason: line.nullable(),
  ways: z.array(z.int().min(1).max(3)).min(1).max(3),
  online: z.boolean(),
  fullyOnline: z.boolean(),
  fee: z.strictObject({
    charged: z.boolean(),
    basis: line.nullable(),
    standard: paragraph.nullable(),
    onlinePay: z.boolean(),
  }),
  result: z.strictObject({
    name: visibleText(100),
    kind: z.enum(['证照', '批文', '其他', '无']),
    sample: paragraph.nullable(),
    validYears: z.int().positive().max(100).nullable(),
  }),
  place: visibleText(300),
  hours: visibleText(300),
  phone: visibleText(40),
  complaintPhone: visibleText(40),
  complaintPlace: visibleText(300),
  remedies: z.array(paragraph).max(10),
  faq: z.array(z.strictObject({ question: line, answer: paragraph })).max(40),
  steps: z.array(z.strictObject({ name: line, days: z.int().min(0).max(1000) })).max(20),
  situation: SituationShape,
  form: FormShape.nullable(),
  township: z.boolean(),
  otherNames: z.array(line).max(40),
});

/** What a list of items shows of each. */
export type ItemSummary = Pick<
  ServiceItem,
  | 'code'
  | 'basicCode'
  | 'name'
  | 'typeCode'
  | 'typeName'
  | 'agencyId'
  | 'agencyName'
  | 'region'
  | 'level'
  | 'flow'
  | 'targets'
  | 'themes'
  | 'visits'
  | 'online'
  | 'township'
> & { readonly version: number /** Can be filled in and sent on line. */; readonly hasForm: boolean };

/** What an item list is narrowed by; members left out do not narrow. */
export type ItemFilter = {
  readonly region?: string | undefined;
  readonly agencyId?: number | undefined;
  /** 主题: of natural persons or of legal persons. */
  readonly theme?: string | undefined;
  /** 服务对象 1–9. */
  readonly target?: number | undefined;
  /** For organisations of any kind. */
  readonly legalPersons?: boolean | undefined;
  readonly online?: boolean | undefined;
};

// What crosses the wire between the workbench and the item list.

const limit = z.object({ n: z.number(), unit: z.enum(['workday', 'day', 'month', 'hour']) });

const Summary = z.object({
  code: z.string(),
  version: z.number(),
  basicCode: z.string(),
  name: z.string(),
  typeCode: z.string(),
  typeName: z.string(),
  agencyId: z.number(),
  agencyName: z.string(),
  region: z.string(),
  level: z.number(),
  flow: z.object({
    caseType: z.enum(['instant', 'promised']),
    isLicence: z.boolean(),
    statutory: z.object({ limit, law: z.string() }),
    promised: limit.nullable(),
  }),
  visits: z.number(),
  online: z.boolean(),
  township: z.boolean(),
  hasForm: z.boolean(),
});

export const ItemListQuery = z.object({
  region: z
    .string()
    .regex(/^\d{6}$/u)
    .optional(),
  agency: z.coerce.number().int().positive().optional(),
  theme: z.string().max(50).optional(),
  target: z.coerce.number().int().min(1).max(9).optional(),
  online: z.stringbool().optional(),
  after: z.string().max(33).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ItemList = z.object({ rows: z.array(Summary), next: z.string().nullable() });

const day = z.iso.date();

export const ItemView = z.object({
  /** The version in force today; null when none is. */
  inForce: z.number().nullable(),
  /** Whether the person asking may publish a new version. */
  mayChange: z.boolean(),
  /** The latest version, also when it begins later. */
  item: ServiceItemShape,
  versions: z.array(
    z.object({
      version: z.number(),
      validFrom: day,
      validTo: day.nullable(),
      source: z.string(),
      changedAt: z.iso.datetime(),
    }),
  ),
});

/** An item with the version it stands in. */
export type ItemInForce = ServiceItem & { readonly version: number; readonly validFrom: Day };

export const NewItemVersion = z.object({
  item: ServiceItemShape,
  /** First day on which new applications follow it. */
  validFrom: day,
  /** Public: why it changes. */
  reason: z.string().trim().min(2).max(300),
});
export const StoredVersion = z.object({ version: z.number(), validFrom: day });

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  requestId: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
