import type { IdentityDb } from './database.ts';

const requests = (db: IdentityDb) =>
  db
    .selectFrom('kernel.matter')
    .select([
      'id',
      'number',
      'state',
      'subject_id as personId',
      'opened_at as openedAt',
      'closed_at as closedAt',
      'due_on as dueOn',
    ])
    .where('kind', '=', 'data-request');

/** What a person has asked for and nobody has answered. */
export const openRequestOf = (db: IdentityDb, personId: number) =>
  requests(db).where('subject_id', '=', personId).where('closed_at', 'is', null).limit(1).executeTakeFirst();

export const requestsOf = (db: IdentityDb, personId: number) =>
  requests(db).where('subject_id', '=', personId).orderBy('id', 'desc').limit(20).execute();

/** Requests that wait for an answer, oldest first. */
export const openRequests = (db: IdentityDb) =>
  requests(db).where('closed_at', 'is', null).orderBy('id').limit(200).execute();
