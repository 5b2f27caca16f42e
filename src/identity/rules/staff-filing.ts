import { addDays, type Day } from '../../kernel/day.ts';
import type { Role } from '../roles.ts';
import { type SeparationFault, separationFault } from './separation.ts';
import { covers, isInForce, overlaps, type Term } from './term.ts';

export type FilingFault = 'identity/term-reversed' | 'identity/post-held-already' | SeparationFault;

export type HandoverFault =
  | 'identity/handover-missing'
  | 'identity/handover-to-self'
  | 'identity/handover-not-appointed'
  | 'identity/leave-before-start';

/** A post as the register keeps it. A liaison post is never left without a named successor. */
export type Post = {
  readonly id: number;
  readonly roles: readonly Role[];
  readonly isLiaison: boolean;
  readonly minHolders: number;
};
export type Holding = Term & { readonly postId: number; readonly personId: number };

/** A post with fewer people than it needs. `sinceOn` is the first day of the present gap; `null`: never filled. */
export type Vacancy = { readonly postId: number; readonly missing: number; readonly sinceOn: Day | null };

const holdersOn = (holdings: readonly Holding[], on: Day): number =>
  new Set(holdings.filter((h) => isInForce(h, on)).map((h) => h.personId)).size;

/** The latest change of holders up to `on` before which the post was still filled. */
const gapStart = (post: Post, holdings: readonly Holding[], on: Day): Day | null => {
  const changes = holdings
    .flatMap((h) => (h.untilOn === null ? [] : [addDays(h.untilOn, 1)]))
    .filter((changedOn) => changedOn <= on)
    .sort()
    .reverse();
  return changes.find((changedOn) => holdersOn(holdings, addDays(changedOn, -1)) >= post.minHolders) ?? null;
};

/**
 * The posts that stand vacant on a day, wholly or in part. Ask for a day ahead to see who is about to leave a gap.
 *
 * @law S-103, R-022, R-088: every unit names at least one liaison or information officer
 */
export function vacanciesOn(posts: readonly Post[], holdings: readonly Holding[], on: Day): readonly Vacancy[] {
  const byPost = Map.groupBy(holdings, (h) => h.postId);
  return posts.flatMap((post) => {
    const own = byPost.get(post.id) ?? [];
    const missing = post.minHolders - holdersOn(own, on);
    return missing > 0 ? [{ postId: post.id, missing, sinceOn: gapStart(post, own, on) }] : [];
  });
}

/**
 * Why a person may not be appointed to a post, or `null`.
 *
 * @param others every other role the person holds, with its term; only overlapping terms count for separation
 */
export function appointmentFault(
  holding: Holding,
  post: Post,
  holdings: readonly Holding[],
  others: readonly (Term & { readonly roles: readonly Role[] })[],
): FilingFault | null {
  if (holding.untilOn !== null && holding.untilOn < holding.fromOn) return 'identity/term-reversed';
  const isHeld = holdings.some(
    (h) => h.postId === holding.postId && h.personId === holding.personId && overlaps(h, holding),
  );
  if (isHeld) return 'identity/post-held-already';
  const meanwhile = others.filter((other) => overlaps(other, holding)).flatMap((other) => other.roles);
  return separationFault([{ personId: holding.personId, roles: [...meanwhile, ...post.roles] }])?.code ?? null;
}

/**
 * Why a person may not leave a post yet, or `null`. Whoever leaves a liaison post, or would leave any post short, hands
 * over to somebody who holds it on the day after.
 *
 * @param lastOn last day in the post, inclusive
 * @param successorId `null` when nobody is named
 */
export function leaveFault(
  holding: Holding,
  post: Post,
  holdings: readonly Holding[],
  lastOn: Day,
  successorId: number | null,
): HandoverFault | null {
  if (lastOn < holding.fromOn) return 'identity/leave-before-start';
  const nextOn = addDays(lastOn, 1);
  const remaining = holdings.filter((h) => h.personId !== holding.personId && h.postId === holding.postId);
  if (successorId === null) {
    return post.isLiaison || holdersOn(remaining, nextOn) < post.minHolders ? 'identity/handover-missing' : null;
  }
  if (successorId === holding.personId) return 'identity/handover-to-self';
  const isAppointed = remaining.some(
    (h) => h.personId === successorId && covers(h, { fromOn: nextOn, untilOn: nextOn }),
  );
  return isAppointed ? null : 'identity/handover-not-appointed';
}
