import { type Acted, act, type Kernel, refuse, workingDays } from '../../kernel/index.ts';
import { writtenOn } from '../papers/words.ts';
import { databaseIn } from '../repo/database.ts';
import { changeRequest } from '../repo/requests.ts';
import { isBlank } from '../rules/words-in.ts';
import { text } from '../text.ts';
import { type Doing, onMatter, read, words } from './doing.ts';
import { addresseeOf } from './intake.ts';
import { keep, type Letter, type Written, write } from './letters.ts';

type Told = {
  readonly act: string;
  readonly clock: string;
  readonly kind: Letter['kind'];
  /** `limit`: how many working days the reply has without it. */
  readonly body: (until: string, limit: number) => readonly string[];
};

/** An act that sets a term and tells the applicant of it in a letter. */
async function tell(
  kernel: Kernel,
  doing: Doing,
  { act: name, clock, kind, body }: Told,
  days: number,
  reason: string,
  change: Parameters<typeof changeRequest>[2] = {},
): Promise<Acted> {
  const { snapshot, request } = await read(kernel, doing);
  let letter: Written | null = null;
  return act(kernel, {
    ...onMatter(snapshot, doing),
    act: name,
    terms: { [clock]: workingDays(days) },
    evidence: { at: doing.at, reason },
    facts: { days },
    ...words(reason),
    ready: async ({ outcome }) => {
      const until = outcome.changed.find((changed) => changed.name === clock)?.dueOn;
      const asked = text.paper.asked(writtenOn(request.submittedOn), request.subject);
      const said = [asked, ...body(until ? writtenOn(until) : '', snapshot.process.clocks.reply?.limit.n ?? 0), reason];
      const addressee = await addresseeOf(kernel, snapshot.id);
      letter = await write(kernel, doing.papers, snapshot, { kind, words: { addressee, body: said } }, doing.at);
    },
    write: async (tx) => {
      await changeRequest(databaseIn(tx), snapshot.id, change);
      await keep(tx, snapshot.id, letter);
    },
  });
}

/**
 * The head approves that the reply takes longer, once, by at most the days of the law; the applicant is told.
 *
 * @throws Refusal information-requests/no-reason, information-requests/too-late, matter/extension-used-up,
 *   matter/no-such-term and those of an act
 * @law 政府信息公开条例 第三十三条第二款
 */
export const extend = (
  kernel: Kernel,
  { days, reason, ...doing }: Doing & { readonly days: number; readonly reason: string },
) =>
  tell(
    kernel,
    doing,
    {
      act: 'extend',
      clock: 'reply',
      kind: 'extension-notice',
      body: (until, limit) => [text.paper.extension(limit, days, until)],
    },
    days,
    reason,
    { extendedWorkdays: days },
  );

/**
 * Asks why somebody asks for so much or so often. It does not stop the clock: no law says so.
 *
 * @law 政府信息公开条例 第三十五条
 */
export const askReasons = (
  kernel: Kernel,
  { days, reason, ...doing }: Doing & { readonly days: number; readonly reason: string },
) =>
  tell(
    kernel,
    doing,
    { act: 'ask-reasons', clock: 'reasons', kind: 'reasons-notice', body: (until) => [text.paper.reasons(until)] },
    days,
    reason,
  );

/**
 * The reasons were good, but it is too much for the ordinary term: another one is fixed and told.
 *
 * @throws Refusal information-requests/reasons-not-asked, information-requests/too-late and those of an act
 * @law 政府信息公开条例 第三十五条
 */
export const delay = (
  kernel: Kernel,
  { days, reason, ...doing }: Doing & { readonly days: number; readonly reason: string },
) =>
  tell(
    kernel,
    doing,
    { act: 'delay', clock: 'delayed', kind: 'delay-notice', body: (until) => [text.paper.delay(until)] },
    days,
    reason,
  );

/** The applicant says why; empty words are no reasons. @throws Refusal information-requests/nothing-said (422) and those of an act */
export async function giveReasons(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason: string },
): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  if (isBlank(reason)) throw refuse('information-requests/nothing-said', {}, 422);
  return act(kernel, { ...onMatter(snapshot, doing), act: 'give-reasons', ...words(reason) });
}

/** What was asked for is clear: the work begins. */
export async function takeUp(kernel: Kernel, doing: Doing): Promise<Acted> {
  const { snapshot } = await read(kernel, doing);
  return act(kernel, { ...onMatter(snapshot, doing), act: 'take-up' });
}
