import {
  type Actor,
  act,
  type Day,
  dayOf,
  inTransaction,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  type Snapshot,
  type Transaction,
} from '../../kernel/index.ts';
import { entitledAt, untilUndisturbed } from '../account.ts';
import { directoryOf } from '../directory.ts';
import { reportDueOn, staffingLimit } from '../limits.ts';
import { staffFilingProcess } from '../process.ts';
import { orRefused } from '../repo/constraints.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import {
  agencyWithRole,
  type FilingRow,
  filingByMatter,
  insertFiling,
  setFiling,
  setReceipt,
} from '../repo/filings.ts';
import { personById } from '../repo/people.ts';
import { appointmentOn, type PostRow, postById } from '../repo/posts.ts';
import { matterTitles } from '../text.ts';
import { appointmentRefusal, leaveRefusal, putInPost, takeFromPost } from './posts.ts';

/** What a unit says about its liaison. */
export type StaffChange = {
  readonly change: 'appoint' | 'leave';
  readonly postId: number;
  readonly personId: number;
  /** First day in the post, or last. */
  readonly changedOn: Day;
  /** Who takes over from somebody who leaves; filed before or on the same day. */
  readonly successorId: number | null;
  readonly handoverNote: string | null;
};

/**
 * A unit reports its new liaison, or that he leaves; the city's disclosure office has to file it.
 *
 * @returns the matter, its number, and whether the report was in time
 * @throws Refusal identity/post-needs-no-filing, identity/not-staff, access/forbidden (403)
 * @law
 */
export async function reportStaff(
  kernel: Kernel,
  { actor, at, ...report }: StaffChange & { readonly actor: Actor; readonly at: Date },
): Promise<{ readonly matterId: number; readonly number: string; readonly inTime: boolean }> {
  const post = await liaisonPost(kernel, report.postId);
  kernel.access.check(actor, 'identity.report-staff', { agencyId: post.agencyId });
  if ((await personById(databaseOf(kernel), report.personId)).kind !== 'staff') throw refuse('identity/not-staff');
  const directory = await directoryOf(kernel);
  const city = directory.cityGovernment();
  const on = dayOf(at);
  const officeId = (await agencyWithRole(databaseOf(kernel), 'disclosure-officer', city.region, on)) ?? city.id;
  const due = await reportDueOn(kernel, report.changedOn, city.region);
  const { id, number } = await openMatter(kernel, {
    kind: 'staff-filing',
    process: staffFilingProcess(await staffingLimit(kernel, 'file', on)),
    act: 'name',
    title: matterTitles.filing(report.change, directory.agencyShortName(post.agencyId)),
    region: city.region,
    agencyId: officeId,
    actor,
    capacity: { role: null, agencyId: post.agencyId },
    at,
    facts: { ...factsOf(report), unit: post.agencyId, reportDueOn: due, inTime: on <= due },
    write: async (tx, matterId) => {
      const row = { ...report, matterId, unitId: post.agencyId, reportedOn: on, reportDueOn: due };
      await insertFiling(databaseIn(tx), row);
    },
  });
  return { matterId: id, number, inTime: on <= due };
}

const factsOf = ({ change, postId, personId, changedOn, successorId }: StaffChange) => ({
  change,
  post: postId,
  person: personId,
  changedOn,
  successor: successorId,
});

async function liaisonPost(kernel: Kernel, postId: number): Promise<PostRow> {
  const post = await postById(databaseOf(kernel), postId);
  if (!post.isLiaison) throw refuse('identity/post-needs-no-filing');
  return post;
}

type OnFiling = {
  readonly actor: Actor;
  readonly matterId: number;
  readonly seenSeq?: number | undefined;
  readonly at: Date;
};

async function filing(
  kernel: Kernel,
  { matterId, seenSeq }: Pick<OnFiling, 'matterId' | 'seenSeq'>,
): Promise<{ matter: Snapshot; row: FilingRow }> {
  const matter = await matterById(kernel, matterId);
  const row = await filingByMatter(databaseOf(kernel), matterId);
  if (seenSeq !== undefined && seenSeq !== matter.seq) throw refuse('matter/changed');
  return { matter, row };
}

/**
 * The disclosure office files a report: the post changes hands on the register, and rights with it.
 *
 * @returns the number of the receipt
 * @throws Refusal identity/handover-missing, identity/handover-not-appointed, identity/handover-note-missing,
 *   identity/post-held-already, identity/administrators-not-separate, matter/not-yours (403), matter/changed
 */
export async function fileStaff(kernel: Kernel, { actor, at, ...which }: OnFiling): Promise<string> {
  const { matter, row } = await filing(kernel, which);
  await orRefused(() =>
    inTransaction(kernel.pool, async (tx) => {
      const post = await postById(databaseIn(tx), row.postId, 'for-update');
      const fault = await faultOf(tx, post, row);
      await act(kernel, {
        matter,
        act: 'file',
        actor,
        at,
        facts: { receipt: matter.number },
        evidence: { fault },
        within: tx,
        write: async () => {
          await enterChange(kernel, tx, { actor, post, row, number: matter.number, at });
          await setReceipt(databaseIn(tx), row.matterId, matter.number);
        },
      });
    }),
  );
  return matter.number;
}

const faultOf = (
  tx: Transaction,
  post: PostRow,
  { change, personId, changedOn, ...row }: FilingRow,
): Promise<string | null> =>
  change === 'appoint'
    ? appointmentRefusal(tx, post, { personId, fromOn: changedOn, untilOn: null })
    : leaveRefusal(tx, post, { ...row, personId, lastOn: changedOn });

async function enterChange(
  kernel: Kernel,
  tx: Transaction,
  what: {
    readonly actor: Actor;
    readonly post: PostRow;
    readonly row: FilingRow;
    readonly number: string;
    readonly at: Date;
  },
): Promise<void> {
  const { row, number, ...rest } = what;
  const { personId, changedOn, matterId } = row;
  if (row.change === 'appoint') {
    await putInPost(kernel, tx, { ...rest, personId, fromOn: changedOn, untilOn: null, filing: { matterId, number } });
    return;
  }
  const { id } = await appointmentOn(databaseIn(tx), row.postId, personId, changedOn);
  const { successorId, handoverNote } = row;
  await takeFromPost(kernel, tx, {
    ...rest,
    appointmentId: id,
    personId,
    lastOn: changedOn,
    successorId,
    handoverNote,
    filingId: matterId,
  });
}

/** The office gives a report back to be completed. @throws Refusal identity/reason-missing, matter/not-yours (403) */
export async function returnFiling(
  kernel: Kernel,
  { actor, at, reason, ...which }: OnFiling & { readonly reason: string },
): Promise<void> {
  const { matter } = await filing(kernel, which);
  const facts = { reason: reason.trim().slice(0, 500) };
  await act(kernel, { matter, act: 'return', actor, at, facts, evidence: facts });
}

/** The unit reports again what was returned. @throws Refusal matter/not-in-state, access/forbidden (403) */
export async function supplementFiling(
  kernel: Kernel,
  {
    actor,
    at,
    change,
    ...which
  }: OnFiling & { readonly change: Pick<StaffChange, 'personId' | 'changedOn' | 'successorId' | 'handoverNote'> },
): Promise<void> {
  const { matter, row } = await filing(kernel, which);
  kernel.access.check(actor, 'identity.report-staff', { agencyId: row.unitId });
  await act(kernel, {
    matter,
    act: 'supplement',
    actor: entitledAt(actor, matter.agencyId),
    at,
    facts: factsOf({ ...row, ...change }),
    write: async (tx) => {
      await setFiling(databaseIn(tx), matter.id, change);
    },
  });
}

/** The unit takes its report back. @throws Refusal matter/not-in-state, access/forbidden (403) */
export async function withdrawFiling(kernel: Kernel, { actor, at, ...which }: OnFiling): Promise<void> {
  const { matter, row } = await filing(kernel, which);
  kernel.access.check(actor, 'identity.report-staff', { agencyId: row.unitId });
  await untilUndisturbed(async () => {
    await act(kernel, { matter: matter.id, act: 'withdraw', actor: entitledAt(actor, matter.agencyId), at });
  });
}
