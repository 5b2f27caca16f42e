import type { Day } from '../day.ts';

/** What a payment gateway is asked for. */
export type PaymentAsked = {
  readonly id: string;
  /** What the payer reads; nothing personal. */
  readonly subject: string;
  readonly amountFen: number;
};

/** A part of a paid order, or all of it, that goes back. */
export type RefundAsked = { readonly id: string; readonly order: string; readonly amountFen: number };

/** One line of a gateway's list of a day: what it says it took. */
export type PaymentLine = {
  readonly order: string;
  readonly ref: string;
  readonly amountFen: number;
  readonly paidAt: string;
};

/** A payment gateway as the kernel sees it; see `http-gateway.ts` for one that speaks HTTP. */
export type PaymentGateway = {
  readonly name: string;
  /** Asking twice for the same order answers with the same. */
  readonly open: (asked: PaymentAsked) => Promise<{ readonly ref: string; readonly payUrl: string }>;
  /** Nobody shall pay it any more; an order that was paid meanwhile stays paid. */
  readonly close: (order: string) => Promise<void>;
  /** Sends money back to who paid; asking twice for the same refund sends it once. */
  readonly refund: (asked: RefundAsked) => Promise<{ readonly ref: string }>;
  readonly statement: (on: Day) => Promise<readonly PaymentLine[]>;
  /** The payment that a message tells of; null when nobody but the gateway could have signed it and it does not fit. */
  readonly read: (message: SignedMessage, at: Date) => PaymentTold | null;
};

/** A message and the proof of who sent it. `message` is signed as it stands. */
export type SignedMessage = {
  readonly message: string;
  readonly timestamp: number;
  readonly nonce: string;
  readonly signature: string;
};

export type PaymentTold = PaymentLine & { readonly key: string };
