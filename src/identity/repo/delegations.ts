import type { Day } from '../../kernel/index.ts';
import type { AgencyDelegation } from '../rules/roles-on.ts';
import type { IdentityDb } from './database.ts';

export async function insertDelegation(db: IdentityDb, row: AgencyDelegation & { readonly at: Date }): Promise<number> {
  const { id } = await db
    .insertInto('identity.delegation')
    .values({
      agency_id: row.agencyId,
      from_person_id: row.fromPersonId,
      to_person_id: row.toPersonId,
      roles: [...row.roles],
      from_on: row.fromOn,
      until_on: row.untilOn,
      reason: row.reason,
      given_at: row.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const delegationById = (db: IdentityDb, id: number) =>
  db.selectFrom('identity.delegation').selectAll().where('id', '=', id).executeTakeFirst();

/** Whether this call was the one that revoked it. */
export async function revokeDelegationRow(db: IdentityDb, id: number, on: Day, by: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('identity.delegation')
    .set({ revoked_on: on, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_on', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** What a person gave or was given, latest first, as far as it ended no earlier than a day. */
export const delegationsOf = (db: IdentityDb, personId: number, since: Day) =>
  db
    .selectFrom('identity.delegation as d')
    .innerJoin('identity.person as giver', 'giver.id', 'd.from_person_id')
    .innerJoin('identity.person as receiver', 'receiver.id', 'd.to_person_id')
    .select([
      'd.id',
      'd.agency_id as agencyId',
      'd.from_person_id as fromPersonId',
      'giver.name as fromName',
      'd.to_person_id as toPersonId',
      'receiver.name as toName',
      'd.roles',
      'd.from_on as fromOn',
      'd.until_on as untilOn',
      'd.reason',
      'd.revoked_on as revokedOn',
    ])
    .where((where) => where.or([where('d.from_person_id', '=', personId), where('d.to_person_id', '=', personId)]))
    .where('d.until_on', '>=', since)
    .orderBy('d.id', 'desc')
    .execute();
