import { z } from 'zod';
import type { Day } from '../day.ts';
import type { SignedMessage } from './gateway.ts';
import { isSigned, signed } from './signature.ts';

/** What is sent to a superior's own system. */
export type ReportSent = {
  /** Sent again under the same number when no answer came; another system enters it once. */
  readonly id: string;
  readonly number: string;
  readonly agency: string;
  readonly title: string;
  readonly body: string;
  /** Index number of what is published; null for what was written for the superior. */
  readonly index: string | null;
  readonly sentOn: Day;
};

/** A superior that has it says so with a number; one that will not have it says why, and is not asked again. */
export type ReportAnswer = { readonly receipt: string; readonly on: string } | { readonly rejected: string };

/** What the superior made of it. */
export type ReportOutcome = {
  /** The superior's own number of this message. */
  readonly key: string;
  readonly id: string;
  readonly outcome: 'adopted' | 'declined' | 'returned';
  readonly on: string;
  readonly score: number | null;
  readonly usedWhere: string | null;
  readonly words: string | null;
};

/** The system of a superior as the kernel sees it; see {@link httpSuperior} for one that speaks HTTP. */
export type ReportSuperior = {
  /** Names the link in the list of messages. */
  readonly name: string;
  /** What the superior is called, for whoever chooses it. */
  readonly title: string;
  readonly send: (report: ReportSent) => Promise<ReportAnswer>;
  /** What became of these, as far as it is decided: finds what a lost message told. */
  readonly outcomes: (ids: readonly string[]) => Promise<readonly ReportOutcome[]>;
  /** The outcome a message tells of; null when nobody but the superior could have signed it and it does not fit. */
  readonly read: (message: SignedMessage, at: Date) => ReportOutcome | null;
};

export type HttpSuperiorOptions = {
  readonly title: string;
  /** Where it is, without a slash at its end. */
  readonly url: string;
  /** Who we are there. */
  readonly sender: string;
  readonly secret: string;
  /** The address this program is reached by: where outcomes are told. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly timeoutMs?: number;
};

const OnDay = z.iso.date();
const Answer = z.union([
  z.object({ receipt: z.string().min(1).max(100), on: OnDay }),
  z.object({ rejected: z.string().min(1).max(500) }),
]);
const Outcome = z.object({
  key: z.string().min(1).max(100),
  id: z.uuid(),
  outcome: z.enum(['adopted', 'declined', 'returned']),
  on: OnDay,
  score: z.int().min(0).max(100).nullable(),
  usedWhere: z.string().max(500).nullable(),
  words: z.string().max(500).nullable(),
});
const Outcomes = z.object({ outcomes: z.array(Outcome).max(10_000) });

/** A superior over HTTP: every request is signed with the secret both sides know, as every message that it sends is. */
export function httpSuperior({
  title,
  url,
  sender,
  secret,
  publicUrl,
  now,
  timeoutMs = 10_000,
}: HttpSuperiorOptions): ReportSuperior {
  const ask = async (path: string, content: object): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sender, ...signed(secret, JSON.stringify(content), now()) }),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    });
    if (!response.ok) throw new Error(`superior answered ${response.status} to ${path}`);
    return response.json();
  };
  return {
    name: 'superior',
    title,
    send: async (report) => Answer.parse(await ask('/reports', { ...report, notifyUrl: `${publicUrl}/links/reports` })),
    outcomes: async (ids) => Outcomes.parse(await ask('/reports/outcomes', { ids })).outcomes,
    read: (message, at) => {
      if (!isSigned(secret, message, at)) return null;
      try {
        return Outcome.parse(JSON.parse(message.message));
      } catch {
        return null;
      }
    },
  };
}
