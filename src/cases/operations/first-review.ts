import {
  type Acted,
  type Actor,
  act,
  type Day,
  type Kernel,
  matterById,
  openMatter,
  refuse,
  type Snapshot,
  system,
  type Transaction,
} from '../../kernel/index.ts';
import { townshipAgency } from '../people.ts';
import type { ApplicationRow } from '../repo/applications.ts';
import { childrenOf } from '../repo/applications.ts';
import { databaseIn } from '../repo/database.ts';
import { type Doing, legalDay, on, words } from './doing.ts';

/**
 * Hands an application to the township for its first review, inside the act that accepts it.
 *
 * @law 行政许可法 第四十三条
 */
export async function openFirstReview(
  kernel: Kernel,
  tx: Transaction,
  parent: Snapshot,
  application: Pick<ApplicationRow, 'reviewRegion'>,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  const agency = await townshipAgency(kernel, application.reviewRegion);
  if (!agency) throw refuse('cases/no-township', {}, 422);
  await openMatter(kernel, {
    kind: 'first-review',
    act: 'open',
    title: parent.title,
    region: agency.region,
    agencyId: agency.id,
    subjectId: parent.subjectId,
    parentId: parent.id,
    actor,
    capacity:
      actor.kind === 'system'
        ? { role: 'system', agencyId: null }
        : { role: 'window-clerk', agencyId: parent.agencyId },
    at,
    facts: { parent: parent.number },
    within: tx,
  });
}

async function readReview(kernel: Kernel, { matter }: Pick<Doing, 'matter'>): Promise<Snapshot> {
  const snapshot = typeof matter === 'number' ? await matterById(kernel, matter) : matter;
  if (snapshot.kind !== 'first-review') throw refuse('cases/wrong-kind', {}, 404);
  return snapshot;
}

/**
 * Records a visit to the household; it counts once two people have recorded it.
 *
 * @throws Refusal cases/no-findings, cases/visit-in-future, matter/already-agreed and those of an act
 * @law 行政许可法 第三十四条第三款
 */
export async function recordVisit(
  kernel: Kernel,
  { visitedOn, findings, ...doing }: Doing & { readonly visitedOn: Day; readonly findings: string },
): Promise<Acted> {
  const snapshot = await readReview(kernel, doing);
  if (visitedOn > legalDay(doing)) throw refuse('cases/visit-in-future', {}, 422);
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'record-visit',
    evidence: { reason: findings },
    facts: { visitedOn },
    ...words(findings),
  });
}

export type Opinion = 'agree' | 'disagree';

/** The township's opinion; the application goes on to the county by itself. @throws Refusal cases/no-reason and those of an act */
export async function concludeReview(
  kernel: Kernel,
  { opinion, reason, ...doing }: Doing & { readonly opinion: Opinion; readonly reason: string },
): Promise<Acted> {
  const snapshot = await readReview(kernel, doing);
  return act(kernel, {
    ...on(snapshot, doing),
    act: 'conclude',
    evidence: { reason },
    facts: { opinion },
    ...words(reason),
  });
}

/** Ends first reviews that are still open because the application was withdrawn. */
export async function dropReviews(kernel: Kernel, tx: Transaction, parentId: number, at: Date): Promise<void> {
  for (const child of await childrenOf(databaseIn(tx), parentId)) {
    if (child.closedAt === null) await act(kernel, { matter: child.id, act: 'drop', actor: system, at, within: tx });
  }
}
