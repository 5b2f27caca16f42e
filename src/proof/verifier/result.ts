/** One thing that was looked at. `ok` is null when it could not be checked, which is neither right nor wrong. */
export type Check = {
  readonly part: Part;
  /** The entry it is about, where it is about one. */
  readonly seq: number | null;
  readonly ok: boolean | null;
  readonly says: string;
};

export type Part =
  | 'form'
  | 'key'
  | 'note'
  | 'inclusion'
  | 'chain'
  | 'process'
  | 'acts'
  | 'clocks'
  | 'calendar'
  | 'dates'
  | 'openings';

/** One day of a count; `n` says which day of the limit it is, null when it does not count. */
export type CountedDay = { readonly day: string; readonly n: number | null; readonly why: string };

export type Counted = {
  readonly dueOn: string | null;
  readonly provisional: boolean;
  readonly days: readonly CountedDay[];
};

/** A clock as the newest entry that speaks of it has it, counted again. */
export type CheckedClock = {
  readonly name: string;
  readonly state: 'running' | 'suspended' | 'met' | 'cancelled';
  readonly facts: { readonly startedOn: string };
  readonly dueOn: string | null;
  readonly provisional: boolean;
  readonly days: readonly CountedDay[];
};

/** What is read from the receipt is worth something only as far as the checks are good. */
export type Result = {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly receipt?: { readonly matter: string; readonly origin: string; readonly vkey: string };
  readonly note?: { readonly origin: string; readonly size: number; readonly root: Uint8Array };
  readonly process?: {
    readonly title: string;
    readonly actions: Readonly<Record<string, { readonly title: string }>>;
    readonly clocks: Readonly<Record<string, { readonly title: string; readonly law: string }>>;
  };
  readonly entries: readonly { readonly seq: number; readonly at: string; readonly act: string }[];
  readonly dates: readonly CheckedClock[];
};

/** Hashes and signatures beyond those of the platform; null for what is not known. */
export type Suite = {
  readonly hash: (name: string, bytes: Uint8Array) => Promise<Uint8Array | null> | Uint8Array | null;
  /** @param vkey the key as one line, algorithm and all */
  readonly verify: (vkey: string, text: Uint8Array, signature: Uint8Array) => Promise<boolean | null>;
};

export type Options = {
  /** Keys the caller trusts, from elsewhere than the receipt. */
  readonly keys?: readonly string[];
  /** A checkpoint the caller got from elsewhere, to be compared. */
  readonly checkpoint?: string | null;
  readonly suite?: Suite;
};

export type VerifyReceipt = (receipt: unknown, options?: Options) => Promise<Result>;

export type Facts = {
  readonly limit: { readonly n: number; readonly unit: string };
  readonly startedOn: string;
  readonly startedAt?: string;
  readonly spans: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly fromAt?: string;
    readonly toAt?: string;
  }[];
  readonly extensions: readonly { readonly n: number; readonly unit: string }[];
};

/** What a calendar knows of a day, by its number counted from 1970-01-01. */
export type DayOf = (n: number) => {
  readonly day: string;
  readonly works: boolean;
  readonly why: string;
  readonly known: boolean;
};

export type ReadCalendar = (text: string) => DayOf;
export type CountDue = (calendar: DayOf, facts: Facts) => Counted;
