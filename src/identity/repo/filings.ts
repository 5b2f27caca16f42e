import { sql } from 'kysely';
import { type Day, refuse } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

export type FilingRow = {
  readonly matterId: number;
  readonly change: 'appoint' | 'leave';
  readonly unitId: number;
  readonly postId: number;
  readonly personId: number;
  /** First day in the post, or last. */
  readonly changedOn: Day;
  readonly successorId: number | null;
  readonly handoverNote: string | null;
  readonly reportedOn: Day;
  /** Last day on which the report was in time. */
  readonly reportDueOn: Day;
  readonly receiptNumber: string | null;
};

export const insertFiling = (db: IdentityDb, row: Omit<FilingRow, 'receiptNumber'>) =>
  db
    .insertInto('identity.staff_filing')
    .values({
      matter_id: row.matterId,
      change: row.change,
      unit_id: row.unitId,
      post_id: row.postId,
      person_id: row.personId,
      changed_on: row.changedOn,
      successor_id: row.successorId,
      handover_note: row.handoverNote,
      reported_on: row.reportedOn,
      report_due_on: row.reportDueOn,
    })
    .execute();

const columns = [
  'f.matter_id as matterId',
  'f.unit_id as unitId',
  'f.post_id as postId',
  'f.person_id as personId',
  'f.changed_on as changedOn',
  'f.successor_id as successorId',
  'f.handover_note as handoverNote',
  'f.reported_on as reportedOn',
  'f.report_due_on as reportDueOn',
  'f.receipt_number as receiptNumber',
] as const;

/** @throws Refusal matter/not-found (404) */
export async function filingByMatter(db: IdentityDb, matterId: number): Promise<FilingRow> {
  const row = await db
    .selectFrom('identity.staff_filing as f')
    .select(columns)
    .select((f) => f.ref('f.change').$castTo<FilingRow['change']>().as('change'))
    .where('f.matter_id', '=', matterId)
    .executeTakeFirst();
  if (!row) throw refuse('matter/not-found', {}, 404);
  return row;
}

/** What a unit corrects in a report that was returned to it. */
export const setFiling = (
  db: IdentityDb,
  matterId: number,
  change: Pick<FilingRow, 'personId' | 'changedOn' | 'successorId' | 'handoverNote'>,
) =>
  db
    .updateTable('identity.staff_filing')
    .set({
      person_id: change.personId,
      changed_on: change.changedOn,
      successor_id: change.successorId,
      handover_note: change.handoverNote,
    })
    .where('matter_id', '=', matterId)
    .execute();

export const setReceipt = (db: IdentityDb, matterId: number, number: string) =>
  db.updateTable('identity.staff_filing').set({ receipt_number: number }).where('matter_id', '=', matterId).execute();

/** Reports of units, latest first; `open` those that are not closed. */
export const filingsOf = (
  db: IdentityDb,
  {
    unitIds,
    onlyOpen,
    before,
    limit,
  }: {
    readonly unitIds: readonly number[];
    readonly onlyOpen: boolean;
    readonly before: number | null;
    readonly limit: number;
  },
) => {
  const query = db
    .selectFrom('identity.staff_filing as f')
    .innerJoin('kernel.matter as m', 'm.id', 'f.matter_id')
    .innerJoin('identity.person as p', 'p.id', 'f.person_id')
    .innerJoin('identity.post as post', 'post.id', 'f.post_id')
    .select(columns)
    .select(['m.number', 'm.state', 'm.seq', 'm.due_on as dueOn', 'p.name as personName', 'post.title as postTitle'])
    .select((f) => f.ref('f.change').$castTo<FilingRow['change']>().as('change'))
    .where('f.unit_id', 'in', [...unitIds, -1])
    .orderBy('f.matter_id', 'desc')
    .limit(limit);
  const open = onlyOpen ? query.where('m.closed_at', 'is', null) : query;
  return (before === null ? open : open.where('f.matter_id', '<', before)).execute();
};

/** The agency of a region where the role is at home, on a day; the one with the lowest id when there are several. */
export async function agencyWithRole(db: IdentityDb, role: string, region: string, on: Day): Promise<number | null> {
  const row = await db
    .selectFrom('identity.post as p')
    .innerJoin('identity.agency as a', 'a.id', 'p.agency_id')
    .select('a.id')
    .where('a.region', '=', region)
    .where(sql<boolean>`${role} = any(p.roles)`)
    .where('p.from_on', '<=', on)
    .orderBy('a.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
