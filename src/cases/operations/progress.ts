import {
  type Actor,
  dayOf,
  type Kernel,
  matterById,
  matterByNumber,
  refuse,
  type Snapshot,
  type TimelineEntry,
  timeline,
} from '../../kernel/index.ts';
import { type ProofState, proofStateOf } from '../../proof/index.ts';
import type { ClockView } from '../contract.ts';
import { itemOfApplication } from '../items.ts';
import { faultOf } from '../papers/notices.ts';
import { agencyName } from '../people.ts';
import { type ApplicationRow, applicationOf, childrenOf } from '../repo/applications.ts';
import { databaseOf } from '../repo/database.ts';
import { type DocumentRow, documentsOf } from '../repo/documents.ts';
import { faultyLines } from '../rules/checklist.ts';
import { clockViews } from '../rules/clock-view.ts';
import { type Stage, stagesOf } from '../rules/stages.ts';
import { text } from '../text.ts';

/** One line of the history as the applicant sees it: no names of staff, no inner opinions. */
export type ProgressLine = { readonly key: string; readonly at: Date; readonly title: string; readonly by: string };

/** Everything an applicant may know of an application of his own. */
export type Progress = {
  readonly snapshot: Snapshot;
  readonly application: ApplicationRow;
  readonly agency: string;
  readonly stateTitle: string;
  readonly stages: readonly Stage[];
  readonly current: number | null;
  readonly clocks: readonly ClockView[];
  readonly lines: readonly ProgressLine[];
  readonly documents: readonly DocumentRow[];
  /** What has to be put right; empty unless a correction is awaited. */
  readonly faults: readonly { readonly title: string; readonly detail: string }[];
  readonly mayWithdraw: boolean;
  readonly reviewers: readonly {
    readonly agency: string;
    readonly clocks: readonly ClockView[];
    readonly closed: boolean;
  }[];
  readonly phone: string;
  /** How to dispute it; empty unless it went against the applicant. */
  readonly remedies: readonly string[];
  /** How far its history is in the city's public log. */
  readonly proof: ProofState;
};

/**
 * An application of the person's own. Somebody else's is answered like a number that was never given out.
 *
 * @throws Refusal matter/not-found (404)
 */
export async function ownApplication(kernel: Kernel, actor: Actor, number: string): Promise<Snapshot> {
  const snapshot = await matterByNumber(kernel, number);
  const isOwn = actor.personId !== null && kernel.access.may(actor, 'cases.own', { subjectId: snapshot.subjectId });
  if (!isOwn || snapshot.kind !== 'service-application') throw refuse('matter/not-found', {}, 404);
  return snapshot;
}

export async function progressOf(kernel: Kernel, snapshot: Snapshot, at: Date): Promise<Progress> {
  const db = databaseOf(kernel);
  const today = dayOf(at);
  const application = await applicationOf(db, snapshot.id);
  const { stages, current } = stagesOf(snapshot.process, snapshot.state);
  const item = await itemOfApplication(kernel, application);
  const agency = await agencyName(kernel, snapshot.agencyId);
  const calendar = kernel.calendars.forRegion(snapshot.region);
  return {
    snapshot,
    application,
    agency,
    stateTitle: snapshot.process.states[snapshot.state]?.title ?? snapshot.state,
    stages,
    current,
    clocks: clockViews(calendar, snapshot.process, snapshot.clocks, today),
    lines: (await timeline(kernel, snapshot.id)).flatMap((entry) => lineOf(snapshot, entry, agency)),
    documents: await documentsOf(db, snapshot.id),
    faults:
      snapshot.state === 'correcting'
        ? faultyLines(application.wanted, application.checklist).map((line) => faultOf(line, application.checklist))
        : [],
    mayWithdraw: snapshot.process.actions.withdraw?.from.includes(snapshot.state) ?? false,
    reviewers: await reviewersOf(kernel, snapshot, at),
    phone: item.phone,
    remedies: snapshot.state === 'refused' || application.outcome === 'denied' ? item.remedies : [],
    proof: await proofStateOf(kernel, snapshot.id),
  };
}

async function reviewersOf(kernel: Kernel, parent: Snapshot, at: Date): Promise<Progress['reviewers']> {
  if (!('first-review' in parent.process.states)) return [];
  const children = await childrenOf(databaseOf(kernel), parent.id);
  return Promise.all(
    children.map(async ({ id }) => {
      const child = await matterById(kernel, id);
      const calendar = kernel.calendars.forRegion(child.region);
      return {
        agency: await agencyName(kernel, child.agencyId),
        clocks: clockViews(calendar, child.process, child.clocks, dayOf(at)),
        closed: child.closedAt !== null,
      };
    }),
  );
}

/** Remarks of the program that an applicant should know of; all others stay inside. */
const TOLD: Readonly<Record<string, string>> = text.remarks;

function lineOf(snapshot: Snapshot, entry: TimelineEntry, agency: string): readonly ProgressLine[] {
  const title = snapshot.process.actions[entry.act]?.title ?? TOLD[entry.act];
  if (title === undefined) return [];
  const { person, role } = entry.actor;
  const by = person === 'system' ? text.by.system : role === 'subject' ? text.by.applicant : agency;
  return [{ key: String(entry.seq), at: new Date(entry.at), title, by }];
}
