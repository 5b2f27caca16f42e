import type { IdentityDb } from './database.ts';

/** Puts new recovery codes in the place of the old ones; none: takes them all away. */
export async function replaceRecoveryCodes(db: IdentityDb, personId: number, hashes: readonly Buffer[]): Promise<void> {
  await db.deleteFrom('identity.recovery_code').where('person_id', '=', personId).execute();
  if (hashes.length === 0) return;
  await db
    .insertInto('identity.recovery_code')
    .values(hashes.map((hash) => ({ person_id: personId, code_hash: hash })))
    .execute();
}

/** Uses up a recovery code; false when the person has no such code. */
export async function spendRecoveryCode(db: IdentityDb, personId: number, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('identity.recovery_code')
    .where('person_id', '=', personId)
    .where('code_hash', '=', hash)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

export async function countRecoveryCodes(db: IdentityDb, personId: number): Promise<number> {
  const { n } = await db
    .selectFrom('identity.recovery_code')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return Number(n);
}
