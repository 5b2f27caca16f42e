import { z } from 'zod';
import {
  type Actor,
  dayOf,
  defineRegister,
  inTransaction,
  type Kernel,
  matterById,
  refuse,
  remark,
  type Snapshot,
  type Transaction,
} from '../kernel/index.ts';
import { isRatingLevel, type RatingLevel, ratingRefusal } from './rules.ts';

export type NewRating = {
  readonly matter: number | Snapshot;
  readonly level: number;
  readonly comment?: string;
  readonly channel: 'online' | 'window-device' | 'phone';
  readonly actor: Actor;
  readonly at: Date;
};

/**
 * Rates a finished matter, once. The level goes into the matter's ledger, so that no rating can be slipped in or lost;
 * the comment stays in the hall's own table.
 *
 * @throws Refusal hall/no-such-level (422), hall/not-finished, hall/rated-already, hall/too-late-to-rate, matter/not-found
 */
export async function rate(
  kernel: Kernel,
  { matter, level, comment, channel, actor, at }: NewRating,
): Promise<RatingLevel> {
  if (!isRatingLevel(level)) throw refuse('hall/no-such-level', {}, 422);
  const snapshot = typeof matter === 'number' ? await matterById(kernel, matter) : matter;
  kernel.access.check(actor, 'hall.rate', { subjectId: snapshot.subjectId, agencyId: snapshot.agencyId });
  const today = dayOf(at);
  const closedOn = snapshot.closedAt === null ? null : dayOf(snapshot.closedAt);
  const refusal = ratingRefusal({ closedOn, rated: (await ratingOf(kernel, snapshot.id)) !== null }, today);
  if (refusal) throw refuse(refusal);
  await remark(kernel, {
    snapshot,
    act: 'hall.rate',
    actor,
    at,
    facts: { level, channel },
    write: async (tx) => {
      await tx.client.query(
        `insert into hall.rating (matter_id, agency_id, level, comment, channel, rated_on, rated_at) values ($1, $2, $3, $4, $5, $6, $7)`,
        [snapshot.id, snapshot.agencyId, level, comment?.trim().slice(0, 500) || null, channel, today, at],
      );
    },
  });
  return level;
}

/** The level a matter was rated with, or null. */
export async function ratingOf(kernel: Pick<Kernel, 'pool'>, matterId: number): Promise<RatingLevel | null> {
  const { rows } = await kernel.pool.query<{ level: RatingLevel }>(
    'select level from hall.rating where matter_id = $1',
    [matterId],
  );
  return rows[0]?.level ?? null;
}

export type CallBack = {
  readonly matter: number;
  readonly result: 'satisfied' | 'dissatisfied' | 'not-reached';
  readonly complaint: boolean;
  readonly note?: string;
  readonly actor: Actor;
  readonly at: Date;
};

/** Records a call to somebody who was served. */
export async function recordCallBack(
  kernel: Kernel,
  { matter, result, complaint, note, actor, at }: CallBack,
): Promise<void> {
  const snapshot = await matterById(kernel, matter);
  kernel.access.check(actor, 'hall.call-back', { agencyId: snapshot.agencyId });
  await remark(kernel, {
    snapshot,
    act: 'hall.call-back',
    actor,
    at,
    facts: { result, complaint },
    write: async (tx) => {
      await tx.client.query(
        `insert into hall.call_back (matter_id, agency_id, called_by, called_on, called_at, result, complaint, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [snapshot.id, snapshot.agencyId, actor.personId, dayOf(at), at, result, complaint, note ?? null],
      );
    },
  });
}

const Facility = z.object({
  hall: z.string(),
  kind: z.enum([
    'work-window',
    'comprehensive-window',
    'charging-window',
    'complaint-window',
    'enquiry-point',
    'rest-area',
    'rating-device',
    'touch-screen',
  ]),
  name: z.string(),
  agencyId: z.number().int(),
});
export type Facility = z.infer<typeof Facility>;

/** 大厅设施: every window, point, area and device of a hall, in force from a day. */
export const facilities = defineRegister<Facility>('hall-facility', (value) => Facility.parse(value), 'published');

/** Enters facilities that are not there yet. */
export async function enterFacilities(
  kernel: Kernel,
  list: readonly { readonly key: string; readonly value: Facility }[],
  source: string,
  at: Date,
): Promise<void> {
  const known = new Set((await facilities.list(kernel.pool, dayOf(at))).map((entry) => entry.key));
  await inTransaction(kernel.pool, async (tx: Transaction) => {
    for (const { key, value } of list) {
      if (!known.has(key)) await facilities.put(tx, { key, value, validFrom: dayOf(at), source, changedBy: null, at });
    }
  });
}
