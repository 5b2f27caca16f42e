import type { Content } from '../contract.ts';

/**
 * Why it is another's to tell, as a code, or null: who made it tells it; of what several made together, the one that led;
 * what comes from the people is told by who keeps it; what comes from an agency, by who made it or had it first.
 *
 * @law 政府信息公开条例 第十条
 */
export function originFault({ origin }: Pick<Content, 'origin'>): string | null {
  if (origin === undefined || origin.how === 'made') return null;
  if (origin.how !== 'from-people' && origin.others.length < 2) return 'disclosure/origin-without-name';
  if (origin.isOurs || origin.how === 'from-people') return null;
  return origin.how === 'joint' ? 'disclosure/leader-discloses' : 'disclosure/maker-discloses';
}
