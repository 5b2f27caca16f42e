import { type Acted, act, type Kernel, matterById, type Snapshot } from '../../kernel/index.ts';
import { extensionPaper, specialPaper } from '../papers/notices.ts';
import { dateExtendedBy } from '../rules/time.ts';
import { aboutOf } from './about.ts';
import { calendarFor, type Doing, legalDay, on, read, refuseEarly, words } from './doing.ts';
import type { Opinion } from './first-review.ts';
import { draw, keep } from './papers.ts';

/**
 * Begins a procedure whose time does not count, and tells the applicant in writing how long it takes.
 *
 * @param expectedWorkdays 1 to 250
 * @throws Refusal cases/no-duration and those of an act
 * @law 行政许可法 第四十五条
 */
export async function startSpecial(
  kernel: Kernel,
  {
    expectedWorkdays,
    reason = '',
    ...doing
  }: Doing & { readonly expectedWorkdays: number; readonly reason?: string | undefined },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  refuseEarly(kernel, snapshot, 'start-special', doing, { expectedWorkdays });
  const until = calendarFor(kernel, snapshot).addWorkdays(legalDay(doing), expectedWorkdays);
  const { special } = snapshot.process.states;
  const law = snapshot.process.actions['start-special']?.law ?? '';
  const drawn =
    doing.papers &&
    (await draw(
      kernel,
      doing.papers,
      specialPaper(await aboutOf(kernel, snapshot, application), {
        title: special?.title ?? '',
        law,
        workdays: expectedWorkdays,
        until,
        reason: reason.trim(),
        nth: String(snapshot.seq + 1),
      }),
      doing.at,
    ));
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'start-special',
    evidence: { expectedWorkdays },
    facts: { expectedWorkdays, until },
    ...words(reason),
    ...(drawn ? { write: (tx) => keep(tx, snapshot.id, drawn) } : {}),
  });
}

/** Records what was found; it counts once as many people have recorded it as the procedure asks for. */
export const endSpecial = async (
  kernel: Kernel,
  { findings, ...doing }: Doing & { readonly findings: string },
): Promise<Acted> =>
  act(kernel, { ...on(await snapshotOf(kernel, doing), doing), act: 'end-special', ...words(findings) });

const snapshotOf = async (kernel: Kernel, { matter }: Pick<Doing, 'matter'>): Promise<Snapshot> =>
  typeof matter === 'number' ? matterById(kernel, matter) : matter;

/** The examiner's opinion, for the one who decides. @throws Refusal cases/no-reason, matter/same-person and those of an act */
export const recommend = async (
  kernel: Kernel,
  { opinion, reason, ...doing }: Doing & { readonly opinion: Opinion; readonly reason: string },
): Promise<Acted> =>
  act(kernel, {
    ...on(await snapshotOf(kernel, doing), doing),
    act: 'recommend',
    evidence: { reason },
    // Sealed, for an opinion before the decision is inner business, and the applicant may have every entry as a receipt.
    personal: { opinion, text: reason.trim() },
  });

/** @throws Refusal cases/no-reason and those of an act */
export const sendBack = async (
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason: string },
): Promise<Acted> =>
  act(kernel, {
    ...on(await snapshotOf(kernel, doing), doing),
    act: 'send-back',
    evidence: { reason },
    ...words(reason),
  });

/**
 * Gives a decision more time, once, and tells the applicant why and until when.
 *
 * @throws Refusal cases/no-reason, matter/extension-used-up and those of an act
 * @law 行政许可法 第四十二条第一款
 */
export async function extend(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason: string },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  refuseEarly(kernel, snapshot, 'extend', doing, { reason });
  const law = snapshot.process.actions.extend?.law ?? '';
  const dates = dateExtendedBy(snapshot.process, 'extend', snapshot.clocks, calendarFor(kernel, snapshot));
  const drawn =
    doing.papers &&
    (await draw(
      kernel,
      doing.papers,
      extensionPaper(await aboutOf(kernel, snapshot, application), law, reason.trim(), dates),
      doing.at,
    ));
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'extend',
    evidence: { reason },
    ...words(reason),
    ...(drawn ? { write: (tx) => keep(tx, snapshot.id, drawn) } : {}),
  });
}
