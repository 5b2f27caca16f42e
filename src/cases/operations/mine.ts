import { subjectOf } from '../../identity/index.ts';
import { type Actor, type Day, dayOf, isDay, type Kernel, light, pageOf } from '../../kernel/index.ts';
import { itemInForce } from '../../service-items/index.ts';
import { applicationsOf } from '../repo/applications.ts';
import { databaseOf } from '../repo/database.ts';
import { draftsOf } from '../repo/drafts.ts';

/** One application of a person's own, as its list shows it. */
export type MineRow = {
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly submittedOn: Day;
  /** By when somebody has to act; null when it is over or stands still. */
  readonly dueOn: Day | null;
  readonly light: 'green' | 'yellow' | 'red' | 'paused' | 'done';
};

/** Something begun and not sent. */
export type MineDraft = {
  readonly id: string;
  readonly itemName: string;
  readonly corrects: boolean;
  readonly savedOn: Day;
  readonly until: Day;
};

const PER_PAGE = 20;

type OwnRow = Awaited<ReturnType<typeof applicationsOf>>[number];

/** The applications of whom the actor stands for, newest first, a page at a time. */
export async function ownRows(
  kernel: Kernel,
  actor: Actor,
  before: number | null,
  today: Day,
): Promise<{ readonly rows: readonly MineRow[]; readonly next: number | null }> {
  const found = await applicationsOf(databaseOf(kernel), [subjectOf(actor) ?? -1], before, PER_PAGE + 1);
  const { rows: page, next } = pageOf(found, PER_PAGE, ({ id }) => id);
  const rows: MineRow[] = [];
  for (const row of page) {
    const { states } = await kernel.processes.byId(row.processId);
    const state = states[row.state]?.title ?? row.state;
    rows.push({
      number: row.number,
      title: row.title,
      state,
      submittedOn: dayOf(row.openedAt),
      ...urgency(row, today),
    });
  }
  return { rows, next };
}

function urgency({ closedAt, dueOn, warnOn }: OwnRow, today: Day): Pick<MineRow, 'dueOn' | 'light'> {
  if (closedAt) return { dueOn: null, light: 'done' };
  // In the database a clock that stands still is due at infinity, which is no day.
  if (!isDay(dueOn)) return { dueOn: null, light: 'paused' };
  return { dueOn, light: light({ dueOn, warnOn: isDay(warnOn) ? warnOn : null }, today) };
}

/** What the actor has begun and not sent; drafts for items that are no longer offered are left out. */
export async function ownDrafts(kernel: Kernel, actor: Actor, today: Day): Promise<readonly MineDraft[]> {
  const drafts: MineDraft[] = [];
  for (const draft of await draftsOf(databaseOf(kernel), actor.personId ?? -1)) {
    const item = await itemInForce(kernel, draft.itemCode, today);
    if (!item) continue;
    const { id, corrects, updatedAt, expiresOn } = draft;
    drafts.push({ id, itemName: item.name, corrects: corrects !== null, savedOn: dayOf(updatedAt), until: expiresOn });
  }
  return drafts;
}
