import type { Day } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

export const insertCredential = (
  db: IdentityDb,
  row: {
    readonly personId: number;
    readonly hash: string;
    readonly setOn: Day;
    readonly mustChange: boolean;
    /** Who chose it for the person. */
    readonly givenBy?: number;
  },
) =>
  db
    .insertInto('identity.credential')
    .values({
      person_id: row.personId,
      password_hash: row.hash,
      set_on: row.setOn,
      must_change: row.mustChange,
      password_given_by: row.givenBy ?? null,
    })
    .execute();

export const credentialOf = (db: IdentityDb, personId: number) =>
  db.selectFrom('identity.credential').selectAll().where('person_id', '=', personId).executeTakeFirst();

/** The failures of an account and its second factor, held until the end of the transaction so that attempts at once are counted one by one. */
export const lockCredential = (db: IdentityDb, personId: number) =>
  db
    .selectFrom('identity.credential')
    .select(['failed_at', 'totp_sealed', 'totp_step', 'totp_offered'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();

/** Who gave the password in force, and who took the second factor away; held until the end of the transaction. */
export const lockGivers = (db: IdentityDb, personId: number) =>
  db
    .selectFrom('identity.credential')
    .select(['password_given_by', 'factor_reset_by'])
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();

export const setFailures = (db: IdentityDb, personId: number, failedAt: readonly Date[], lockedUntil: Date | null) =>
  db
    .updateTable('identity.credential')
    .set({ failed_at: [...failedAt], locked_until: lockedUntil })
    .where('person_id', '=', personId)
    .execute();

export const setPassword = (
  db: IdentityDb,
  personId: number,
  {
    hash,
    on,
    mustChange,
    givenBy,
  }: {
    readonly hash: string;
    readonly on: Day;
    readonly mustChange: boolean;
    /** Who chose it for the person. */
    readonly givenBy: number | null;
  },
) =>
  db
    .updateTable('identity.credential')
    .set({
      password_hash: hash,
      set_on: on,
      must_change: mustChange,
      password_given_by: givenBy,
      failed_at: [],
      locked_until: null,
    })
    .where('person_id', '=', personId)
    .execute();

/** Keeps a key that is shown to its owner; it counts once he has confirmed it. */
export const offerFactorKey = (db: IdentityDb, personId: number, sealed: Buffer) =>
  db.updateTable('identity.credential').set({ totp_offered: sealed }).where('person_id', '=', personId).execute();

/** @param step the time step of the code it was confirmed with, which is thereby used up */
export const setFactor = (
  db: IdentityDb,
  personId: number,
  { sealed, since, step }: { readonly sealed: Buffer; readonly since: Date; readonly step: number },
) =>
  db
    .updateTable('identity.credential')
    .set({ totp_sealed: sealed, totp_since: since, totp_step: step, totp_offered: null, factor_reset_by: null })
    .where('person_id', '=', personId)
    .execute();

export const setFactorStep = (db: IdentityDb, personId: number, step: number) =>
  db.updateTable('identity.credential').set({ totp_step: step }).where('person_id', '=', personId).execute();

/** @param by who took it from the person; `null`: he did so himself */
export const clearFactor = (db: IdentityDb, personId: number, by: number | null) =>
  db
    .updateTable('identity.credential')
    .set({ totp_sealed: null, totp_since: null, totp_step: null, totp_offered: null, factor_reset_by: by })
    .where('person_id', '=', personId)
    .execute();
