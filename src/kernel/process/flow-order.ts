import type { Process, State } from './define.ts';
import { planOf } from './layout/rank.ts';
import { known } from './layout/sketch.ts';
import { inOrder } from './wording.ts';

const POINT = { width: 0, height: 0 };

/** The states as a matter passes them, those in which it ends last; the order of keys does not matter. */
export function statesInOrder(process: Process): readonly (readonly [string, State])[] {
  const boxes = Object.keys(process.states).map((id) => ({ id, ...POINT }));
  const links = Object.entries(process.actions).map(([id, { from, to }]) => ({ id, from, to, label: POINT }));
  const { rank } = planOf({ first: process.initial, boxes, links, aside: false });
  return inOrder(process.states).toSorted(
    ([a, one], [b, other]) =>
      Number(one.closed ?? false) - Number(other.closed ?? false) || known(rank, a) - known(rank, b),
  );
}
