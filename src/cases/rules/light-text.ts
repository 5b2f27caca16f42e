import type { ClockView } from '../contract.ts';
import { text } from '../text.ts';

/** What stands beside a light: how much is left, or by how much it is late. */
export function lightText({ light, left, state }: Pick<ClockView, 'light' | 'left' | 'state'>): string {
  if (state === 'suspended') return text.clock.pausedLight;
  if (left === null) return text.clock.done;
  if (light === 'red') return text.clock.over(Math.abs(left.left), left.unit);
  return left.left === 0 ? text.clock.today : text.clock.left(left.left, left.unit);
}
