import { z } from 'zod';
import { BOARD_KINDS, type BoardKind, type CheckState } from '../contract.ts';

const Item = z.object({
  key: z.string().regex(/^[A-Z]{2}\.\d{1,2}$/u),
  group: z.string(),
  name: z.string(),
  /** Only on boards of these kinds; absent: of all kinds of its list. */
  kinds: z.array(z.enum(BOARD_KINDS)).optional(),
});
const Checklists = z.object({
  note: z.string(),
  checklists: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      source: z.string(),
      kinds: z.array(z.enum(BOARD_KINDS)),
      items: z.array(Item),
    }),
  ),
});
export type Checklist = z.output<typeof Checklists>['checklists'][number];

/** What has to be seen on boards, item by item, as it stands in data. */
export const readChecklists = (value: unknown): readonly Checklist[] => Checklists.parse(value).checklists;

/** The lists of a kind of board, each with the items that hold there. */
export const listsFor = (lists: readonly Checklist[], kind: BoardKind): readonly Checklist[] =>
  lists
    .filter(({ kinds }) => kinds.includes(kind))
    .map((list) => ({ ...list, items: list.items.filter(({ kinds }) => kinds?.includes(kind) ?? true) }));

/** How an item stands today: what was seen is only good for a time. */
export type Standing = CheckState | 'unseen' | 'outdated';

/** @param lastDay until when the last look is good; both days as they are written */
export function standingOf(state: CheckState | null, lastDay: string | null, today: string): Standing {
  if (state === null || lastDay === null) return 'unseen';
  return state === 'met' && lastDay < today ? 'outdated' : state;
}

/** What has to be done about. */
export const isGap = (standing: Standing): boolean => standing !== 'met' && standing !== 'not-applicable';
