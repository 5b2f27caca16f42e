import type { IdentityDb } from './database.ts';

/** Further agencies that posts serve, by post. */
export async function postServices(
  db: IdentityDb,
  postIds: readonly number[],
): Promise<ReadonlyMap<number, readonly number[]>> {
  if (postIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('identity.post_service')
    .select(['post_id', 'agency_id'])
    .where('post_id', 'in', [...postIds])
    .orderBy('agency_id')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.post_id)].map(([post, served]) => [post, served.map((row) => row.agency_id)]),
  );
}
