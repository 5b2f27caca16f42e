/** One entry as it was written, and its place in the city's log. */
export type ProvedEntry = {
  readonly body: string;
  readonly index: number;
  /** The path from the leaf to the root, base64. */
  readonly proof: readonly string[];
};

/**
 * What a person keeps to prove what happened in a matter. Every byte of it is proved by the checkpoint or compared with
 * something that is; what could not be (when it was made, what the matter is called elsewhere) is left out.
 */
export type Receipt = {
  readonly format: 'mingtang-receipt/1';
  readonly origin: string;
  /** The key the checkpoint is signed with; to be compared with the one the city publishes. */
  readonly vkey: string;
  readonly matter: string;
  readonly entries: readonly ProvedEntry[];
  /** A signed note: C2SP tlog-checkpoint. */
  readonly checkpoint: string;
  /** Canonical text of the process, whose hash stands in entry 1. */
  readonly process: string;
  /** Text of each calendar by the version that entries name. */
  readonly calendars: Readonly<Record<string, string>>;
  /** The owner's own words, on his request. */
  readonly openings?: readonly { readonly seq: number; readonly salt: string; readonly content: string }[];
};

export const FORMAT = 'mingtang-receipt/1';
