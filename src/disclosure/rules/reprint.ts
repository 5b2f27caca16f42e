import type { Day } from '../../kernel/day.ts';
import type { Content } from '../contract.ts';

type Around = { readonly today: Day; readonly outlets: ReadonlySet<string> | null };

const isAddress = (url: string): boolean => /^https?:\/\/\S/u.test(url) && URL.canParse(url);
const isDay = (on: string): boolean => /^\d{4}-\d{2}-\d{2}$/u.test(on) && !Number.isNaN(Date.parse(on));

/**
 * What is reprinted says where it stood first: medium, day, address; and stood in a medium that may be reprinted. A code, or
 * null.
 *
 * @law 政策解读制度 (R-134, C-42)
 */
export function reprintFault({ genre, reprint, links }: Content, { today, outlets }: Around): string | null {
  if (genre !== 'reprint') return null;
  if (!reprint || reprint.outlet.length < 2 || !isDay(reprint.on) || !isAddress(reprint.url))
    return 'disclosure/no-reprint-source';
  if (reprint.on > today) return 'disclosure/reprinted-before-it-was-out';
  // It stands beside the document; it never takes the place of what its own agency has to say.
  if (links.some(({ relation }) => relation === 'interprets')) return 'disclosure/reprint-explains-nothing';
  return outlets === null || outlets.has(reprint.outlet) ? null : 'disclosure/outlet-not-sanctioned';
}
