import type { Day } from '../../kernel/index.ts';

/** What the plan has to know of an item. */
export type PlanItem = {
  readonly code: string;
  readonly agencyId: number;
  readonly name: string;
  readonly caseType: 'instant' | 'promised';
  /** 0 for what is settled at once. */
  readonly promisedWorkdays: number;
  /** How many examiners a special procedure takes; null when the item has none. */
  readonly specialExaminers: number | null;
  readonly firstReview: boolean;
  readonly forEnterprises: boolean;
  readonly investment: boolean;
  /** How often it is asked for, compared with the others. */
  readonly weight: number;
};

/** What somebody does in a chain, at an instant. */
export type Step = { readonly at: Date } & (
  | {
      readonly act:
        | 'submit'
        | 'accept'
        | 'ask-to-correct'
        | 'correct'
        | 'refuse-acceptance'
        | 'tell-not-needed'
        | 'withdraw'
        | 'conclude'
        | 'recommend'
        | 'send-back'
        | 'grant'
        | 'deny'
        | 'deliver'
        | 'call-back'
        | 'ask'
        | 'answer';
    }
  | { readonly act: 'start-special'; readonly expectedWorkdays: number }
  /** `nth` of the people who have to agree. */
  | { readonly act: 'end-special' | 'record-visit'; readonly nth: number }
  | { readonly act: 'rate'; readonly level: number }
);

export type Act = Step['act'];

/** One application or consultation with everything that happens to it, in the order of time. */
export type Chain = {
  readonly serial: number;
  /** Name of the application for good: sent twice it is still one. */
  readonly key: string;
  readonly kind: 'application' | 'consultation';
  readonly item: PlanItem;
  /** Who comes: a number in the pool of people or of enterprises. */
  readonly caller: number;
  /** Investment, in fen. */
  readonly amountFen: number | null;
  readonly steps: readonly Step[];
};

/** Everything that happens in the replayed time. */
export type Plan = {
  readonly from: Day;
  /** End of the period that the figures speak of. */
  readonly to: Day;
  /** By then everything is done that was open at the end of the period. */
  readonly end: Day;
  readonly chains: readonly Chain[];
  readonly pool: { readonly people: number; readonly enterprises: number };
};
