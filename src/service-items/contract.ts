import type { FormDefinition, Situation } from '../kernel/form/index.ts';
import type { ItemFlow } from './process.ts';

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
  /** County or city the agency serves, GB/T 2260. */
  readonly region: string;
  /** 行使层级 1–6. */
  readonly level: number;
  readonly flow: ItemFlow;
  /** 服务对象 1 自然人, 2 企业法人 … */
  readonly targets: readonly number[];
  readonly basis: readonly { readonly law: string; readonly article: string }[];
  readonly conditions: readonly string[];
  readonly themes: { readonly person: string | null; readonly legal: string | null };
  /** 到办事现场次数. */
  readonly visits: number;
  readonly visitReason: string | null;
  readonly fee: { readonly charged: boolean; readonly basis: string | null; readonly standard: string | null };
  readonly result: { readonly name: string; readonly kind: '证照' | '批文' | '其他' | '无'; readonly validYears: number | null };
  readonly place: string;
  readonly hours: string;
  readonly phone: string;
  readonly complaintPhone: string;
  readonly faq: readonly { readonly question: string; readonly answer: string }[];
  /** 受理→审查→决定→送达 with the working days each may take; their sum stays within the promise. */
  readonly steps: readonly { readonly name: string; readonly days: number }[];
  /** Absent: the item is shown and taken at the window, not yet on line. */
  readonly situation: Situation;
  readonly form: FormDefinition | null;
  /** Handled by townships as one of the “12+x” items. */
  readonly township: boolean;
  /** Other names people use for it. */
  readonly otherNames: readonly string[];
  readonly online: boolean;
};
