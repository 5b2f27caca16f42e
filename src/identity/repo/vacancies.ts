import type { Day } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

/** Alarms that still stand. */
export const openVacancies = (db: IdentityDb) =>
  db
    .selectFrom('identity.vacancy')
    .select(['matter_id as matterId', 'post_id as postId'])
    .where('filled_on', 'is', null)
    .execute();

export const insertVacancy = (
  db: IdentityDb,
  row: { readonly matterId: number; readonly postId: number; readonly sinceOn: Day | null; readonly on: Day },
) =>
  db
    .insertInto('identity.vacancy')
    .values({ matter_id: row.matterId, post_id: row.postId, since_on: row.sinceOn, noticed_on: row.on })
    .execute();

export const setFilled = (db: IdentityDb, matterId: number, on: Day) =>
  db.updateTable('identity.vacancy').set({ filled_on: on }).where('matter_id', '=', matterId).execute();
