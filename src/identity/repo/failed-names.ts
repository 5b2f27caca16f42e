import type { IdentityDb } from './database.ts';

/** The failures under a name that nobody has, held until the end of the transaction. */
export async function lockFailedName(db: IdentityDb, nameHash: Buffer, at: Date): Promise<readonly Date[]> {
  const row = await db
    .insertInto('identity.failed_name')
    .values({ name_hash: nameHash, failed_at: [], last_at: at })
    .onConflict((conflict) => conflict.column('name_hash').doUpdateSet({ last_at: at }))
    .returning('failed_at')
    .executeTakeFirstOrThrow();
  return row.failed_at;
}

export const setFailedName = (db: IdentityDb, nameHash: Buffer, failedAt: readonly Date[]) =>
  db
    .updateTable('identity.failed_name')
    .set({ failed_at: [...failedAt] })
    .where('name_hash', '=', nameHash)
    .execute();

/** Removes names that nobody has tried since an instant. */
export async function deleteFailedNames(db: IdentityDb, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('identity.failed_name')
    .where('last_at', '<', before)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
