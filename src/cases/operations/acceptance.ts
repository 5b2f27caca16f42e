import { type Acted, act, dayOf, type Kernel, refuse, type Snapshot } from '../../kernel/index.ts';
import { correctionPaper, notNeededPaper, refusalPaper } from '../papers/notices.ts';
import { acceptancePaper } from '../papers/receipts.ts';
import { changeApplication } from '../repo/applications.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { type Checklist, checklistOf, reopened } from '../rules/checklist.ts';
import { acceptedOnIn, datesStartedBy, limitInWorkdays } from '../rules/time.ts';
import { aboutOf } from './about.ts';
import { calendarFor, type Doing, legalDay, type Outcome, on, read, refuseEarly, words } from './doing.ts';
import { openFirstReview } from './first-review.ts';
import { type Drawn, draw, keep } from './papers.ts';

/**
 * Keeps what a clerk found so far, before any act; not part of the history.
 *
 * @throws Refusal matter/not-in-state, access/forbidden
 */
export async function saveChecklist(
  kernel: Kernel,
  { findings, ...doing }: Doing & { readonly findings: Checklist },
): Promise<void> {
  const { snapshot, application } = await read(kernel, doing);
  kernel.access.check(doing.actor, 'cases.check-materials', { agencyId: snapshot.agencyId });
  if (snapshot.state !== 'submitted') throw refuse('matter/not-in-state', { act: 'check', state: snapshot.state });
  await changeApplication(databaseOf(kernel), snapshot.id, { checklist: checklistOf(application.wanted, findings) });
}

/**
 * Accepts an application whose required materials were all found good, and where the item wants it hands it to the
 * township for its first review, in one transaction.
 *
 * @param findings what the clerk found; what was kept before, when left out
 * @throws Refusal cases/materials-incomplete and those of an act
 * @law 行政许可法 第三十二条第五项
 */
export async function accept(
  kernel: Kernel,
  { findings, ...doing }: Doing & { readonly findings?: Checklist },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  const checklist = findings ? checklistOf(application.wanted, findings) : application.checklist;
  const evidence = { wanted: application.wanted, checklist };
  refuseEarly(kernel, snapshot, 'accept', doing, evidence);
  const dates = datesStartedBy(snapshot.process, 'accept', legalDay(doing), calendarFor(kernel, snapshot));
  const hasSpecial = 'special' in snapshot.process.states;
  let drawn: Drawn | null = null;
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'accept',
    evidence,
    ready: async ({ seq, hash }) => {
      if (!doing.papers) return;
      const entered = { seq, hash: hash.toString('hex'), place: null };
      const about = await aboutOf(kernel, snapshot, application);
      const paper = acceptancePaper(about, legalDay(doing), dates, hasSpecial, entered);
      drawn = await draw(kernel, doing.papers, paper, doing.at);
    },
    write: async (tx, outcome) => {
      await changeApplication(databaseIn(tx), snapshot.id, {
        checklist,
        accepted: acceptedIn(kernel, snapshot, outcome, doing.at, 'accepted'),
      });
      await keep(tx, snapshot.id, drawn);
      if (outcome.to === 'first-review') await openFirstReview(kernel, tx, snapshot, application, doing);
    },
  });
}

/** When and how an application was accepted, read from the clocks that the act started. */
export function acceptedIn(
  kernel: Kernel,
  snapshot: Pick<Snapshot, 'region'>,
  { changed }: Pick<Outcome, 'changed'>,
  at: Date,
  how: 'accepted' | 'deemed',
) {
  const calendar = calendarFor(kernel, snapshot);
  const workdays = (name: string): number | null => {
    const clock = changed.find((candidate) => candidate.name === name);
    return clock ? limitInWorkdays(calendar, clock) : null;
  };
  return {
    on: acceptedOnIn(changed) ?? dayOf(at),
    at,
    how,
    statutoryWorkdays: workdays('statutory'),
    promisedWorkdays: workdays('promised'),
  };
}

/**
 * Tells the applicant once and completely what is missing or wrong, why, and how to mend it.
 *
 * @throws Refusal cases/asked-before, cases/not-all-checked, cases/nothing-missing and those of an act
 * @law 行政许可法 第三十二条第四项
 */
export async function askToCorrect(
  kernel: Kernel,
  { findings, ...doing }: Doing & { readonly findings?: Checklist },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  const checklist = findings ? checklistOf(application.wanted, findings) : application.checklist;
  const evidence = { wanted: application.wanted, checklist };
  refuseEarly(kernel, snapshot, 'ask-to-correct', doing, evidence);
  const until = datesStartedBy(snapshot.process, 'ask-to-correct', legalDay(doing), calendarFor(kernel, snapshot)).at(
    0,
  );
  const drawn =
    doing.papers &&
    (await draw(
      kernel,
      doing.papers,
      correctionPaper(await aboutOf(kernel, snapshot, application), checklist, until),
      doing.at,
    ));
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'ask-to-correct',
    evidence,
    facts: {
      faulty: Object.keys(checklist).filter((key) => ['missing', 'wrong'].includes(checklist[key]?.status ?? '')),
    },
    write: async (tx) => {
      await changeApplication(databaseIn(tx), snapshot.id, { checklist });
      await keep(tx, snapshot.id, drawn);
    },
  });
}

export type Refusing = Doing & { readonly reason: string; readonly rightAgency?: string | undefined };

/**
 * Declines an application that is not this agency's, with the reason, the remedy and, where known, the right agency.
 *
 * @throws Refusal cases/no-reason and those of an act
 * @law 行政许可法 第三十二条第二项
 */
export function refuseAcceptance(kernel: Kernel, { reason, rightAgency = '', ...doing }: Refusing): Promise<Acted> {
  return decline(kernel, 'refuse-acceptance', reason, doing, (about) =>
    refusalPaper(about, reason.trim(), rightAgency.trim()),
  );
}

/** @law 行政许可法 第三十二条第一项 */
export function tellNotNeeded(kernel: Kernel, { reason, ...doing }: Refusing): Promise<Acted> {
  return decline(kernel, 'tell-not-needed', reason, doing, (about) => notNeededPaper(about, reason.trim()));
}

type Decline = 'refuse-acceptance' | 'tell-not-needed';
type Paper = ReturnType<typeof notNeededPaper>;

async function decline(
  kernel: Kernel,
  name: Decline,
  reason: string,
  doing: Doing,
  paper: (about: Awaited<ReturnType<typeof aboutOf>>) => Paper,
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  refuseEarly(kernel, snapshot, name, doing, { reason });
  const drawn =
    doing.papers && (await draw(kernel, doing.papers, paper(await aboutOf(kernel, snapshot, application)), doing.at));
  return act(kernel, {
    ...on(snapshot, doing),
    act: name,
    evidence: { reason },
    ...words(reason),
    ...(drawn ? { write: (tx) => keep(tx, snapshot.id, drawn) } : {}),
  });
}

/** The applicant hands in at the window what was asked for; on line it is a draft that is submitted. */
export async function correctAtWindow(
  kernel: Kernel,
  { note, ...doing }: Doing & { readonly note?: string | undefined },
): Promise<Acted> {
  const { snapshot, application } = await read(kernel, doing);
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'correct',
    ...words(note),
    write: async (tx) => {
      await changeApplication(databaseIn(tx), snapshot.id, { checklist: reopened(application.checklist) });
    },
  });
}
