import type { IdentityDb } from './database.ts';

/** Everything that was owed to a person, but for these kinds. */
export const mattersOf = (db: IdentityDb, personId: number, butKinds: readonly string[]) =>
  db
    .selectFrom('kernel.matter')
    .select(['id', 'kind', 'closed_at as closedAt', 'erased_at as erasedAt'])
    .where('subject_id', '=', personId)
    .where('kind', 'not in', [...butKinds])
    .execute();

/** Nobody signs in any more; what nobody has to keep is gone. */
export async function closePerson(db: IdentityDb, personId: number, at: Date): Promise<void> {
  await db.deleteFrom('identity.credential').where('person_id', '=', personId).execute();
  await db
    .updateTable('identity.person')
    .set({ login: null, phone_sealed: null, phone_lookup: null, address_sealed: null, region: null, closed_at: at })
    .where('id', '=', personId)
    .execute();
}

export const forgetPerson = (db: IdentityDb, personId: number, name: string) =>
  db
    .updateTable('identity.person')
    .set({ name, document_kind: null, document_sealed: null, document_lookup: null })
    .where('id', '=', personId)
    .where('closed_at', 'is not', null)
    .execute();

/** People whose accounts are closed and whose names are still there. */
export async function closedPeople(db: IdentityDb, forgotten: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('identity.person')
    .select('id')
    .where('closed_at', 'is not', null)
    .where('kind', '=', 'citizen')
    .where('name', '<>', forgotten)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}
