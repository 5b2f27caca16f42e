import { type Actor, type Kernel, Refusal } from '../../kernel/index.ts';
import { insertTurnedBack, type TurnedBackAct } from '../repo/turned-back.ts';

/** What is nobody's fault but a matter of who and when. */
const isOfAccess = (code: string): boolean => /^(?:matter|access|identity)\//u.test(code);

/**
 * Does what is asked; where it is refused because something is wanting, that is kept, whoever tried and however often: what
 * was turned back is counted, and its drafters see why.
 *
 * @throws whatever the work does
 */
export async function orTurnBack<T>(
  kernel: Kernel,
  asked: { readonly id: number; readonly act: TurnedBackAct; readonly actor: Actor; readonly at: Date },
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && !isOfAccess(error.code)) {
      const { id: matterId, act, actor, at } = asked;
      await insertTurnedBack(kernel.pool, {
        ...{ matterId, act, code: error.code, at, personId: actor.personId },
        details: error.details,
      });
    }
    throw error;
  }
}
