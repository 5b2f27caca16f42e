import type { Day } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

export const insertCredential = (
  db: IdentityDb,
  row: { readonly personId: number; readonly hash: string; readonly setOn: Day; readonly mustChange: boolean },
) =>
  db
    .insertInto('identity.credential')
    .values({ person_id: row.personId, password_hash: row.hash, set_on: row.setOn, must_change: row.mustChange })
    .execute();

export const credentialOf = (db: IdentityDb, personId: number) =>
  db.selectFrom('identity.credential').selectAll().where('person_id', '=', personId).executeTakeFirst();

/** The failures of an account, held until the end of the transaction so that attempts at once are counted one by one. */
export const lockFailures = (db: IdentityDb, personId: number) =>
  db
    .selectFrom('identity.credential')
    .select(['failed_at', 'locked_until', 'must_change', 'set_on'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();

export const setFailures = (db: IdentityDb, personId: number, failedAt: readonly Date[], lockedUntil: Date | null) =>
  db
    .updateTable('identity.credential')
    .set({ failed_at: [...failedAt], locked_until: lockedUntil })
    .where('person_id', '=', personId)
    .execute();

export const setPassword = (
  db: IdentityDb,
  personId: number,
  { hash, on, mustChange }: { readonly hash: string; readonly on: Day; readonly mustChange: boolean },
) =>
  db
    .updateTable('identity.credential')
    .set({ password_hash: hash, set_on: on, must_change: mustChange, failed_at: [], locked_until: null })
    .where('person_id', '=', personId)
    .execute();
