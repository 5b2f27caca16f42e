import { type Acted, act, type Kernel, type Snapshot } from '../../kernel/index.ts';
import { denialPaper } from '../papers/notices.ts';
import { type ApplicationRow, changeApplication, type Outcome } from '../repo/applications.ts';
import { databaseIn } from '../repo/database.ts';
import { handledWorkdays } from '../rules/time.ts';
import { aboutOf } from './about.ts';
import { settleDeemed } from './deemed.ts';
import { calendarFor, type Doing, legalDay, on, read, refuseEarly, words } from './doing.ts';
import { dropReviews } from './first-review.ts';
import { type Drawn, draw, keep } from './papers.ts';

/**
 * Decides for the applicant. The one who accepted or examined cannot be the one who decides.
 *
 * @throws Refusal matter/same-person and those of an act
 * @law 行政许可法 第三十八条第一款
 */
export async function grant(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason?: string | undefined },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  return decide(kernel, snapshot, application, 'granted', reason, doing, null);
}

/**
 * Decides against the applicant, with reasons and remedies in writing.
 *
 * @throws Refusal cases/no-reason, matter/same-person and those of an act
 * @law 行政许可法 第三十八条第二款
 */
export async function deny(kernel: Kernel, { reason, ...doing }: Doing & { readonly reason: string }): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  refuseEarly(kernel, snapshot, 'deny', doing, { reason });
  const verdict = snapshot.process.actions.deny?.title ?? '';
  const drawn =
    doing.papers &&
    (await draw(
      kernel,
      doing.papers,
      denialPaper(await aboutOf(kernel, snapshot, application), verdict, reason.trim()),
      doing.at,
    ));
  return decide(kernel, snapshot, application, 'denied', reason, doing, drawn);
}

async function decide(
  kernel: Kernel,
  snapshot: Snapshot,
  application: ApplicationRow,
  outcome: Outcome,
  reason: string | undefined,
  doing: Doing,
  drawn: Drawn | null,
): Promise<Acted> {
  await settledFirst(kernel, snapshot, application);
  return act(kernel, {
    ...on(snapshot, doing),
    act: outcome === 'granted' ? 'grant' : 'deny',
    evidence: { reason: reason ?? '' },
    facts: { outcome },
    ...words(reason),
    write: async (tx) => {
      await changeApplication(databaseIn(tx), snapshot.id, {
        decided: { at: doing.at, outcome },
        completed: { at: doing.at, handledWorkdays: handledIn(kernel, snapshot, doing) },
      });
      await keep(tx, snapshot.id, drawn);
    },
  });
}

function handledIn(kernel: Kernel, snapshot: Snapshot, doing: Doing): number | null {
  const clock = snapshot.clocks.statutory;
  return clock ? handledWorkdays(calendarFor(kernel, snapshot), clock.facts, legalDay(doing)) : null;
}

/** An acceptance the program deemed a moment ago is entered before anything builds on it. */
async function settledFirst(kernel: Kernel, snapshot: Snapshot, application: ApplicationRow): Promise<void> {
  if (snapshot.clocks.statutory && application.acceptedOn === null) await settleDeemed(kernel, snapshot.id);
}

/** The applicant takes the application back, until a decision is made. @throws those of an act */
export async function withdraw(
  kernel: Kernel,
  { reason, ...doing }: Doing & { readonly reason?: string | undefined },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  refuseEarly(kernel, snapshot, 'withdraw', doing);
  await settledFirst(kernel, snapshot, application);
  const isAccepted = snapshot.clocks.statutory !== undefined;
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'withdraw',
    ...words(reason),
    write: async (tx) => {
      if (isAccepted)
        await changeApplication(databaseIn(tx), snapshot.id, { completed: { at: doing.at, handledWorkdays: null } });
      await dropReviews(kernel, tx, snapshot.id, doing.at);
    },
  });
}
