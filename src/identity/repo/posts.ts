import { sql } from 'kysely';
import { type Day, refuse } from '../../kernel/index.ts';
import { isRole, type Role } from '../roles.ts';
import type { Holding, Post } from '../rules/staff-filing.ts';
import type { IdentityDb } from './database.ts';

const rolesIn = (texts: readonly string[]): readonly Role[] => texts.filter(isRole);

/** A post with where it stands. */
export type PostRow = Post & { readonly agencyId: number; readonly title: string };

const postColumns = ['id', 'agency_id', 'title', 'roles', 'is_liaison', 'min_holders'] as const;

type RawPost = {
  readonly id: number;
  readonly agency_id: number;
  readonly title: string;
  readonly roles: readonly string[];
  readonly is_liaison: boolean;
  readonly min_holders: number;
};

const postOf = (row: RawPost): PostRow => ({
  id: row.id,
  agencyId: row.agency_id,
  title: row.title,
  roles: rolesIn(row.roles),
  isLiaison: row.is_liaison,
  minHolders: row.min_holders,
});

/** @throws Refusal identity/post-not-found (404) */
export async function postById(db: IdentityDb, id: number, lock?: 'for-update'): Promise<PostRow> {
  const query = db.selectFrom('identity.post').select(postColumns).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw refuse('identity/post-not-found', {}, 404);
  return postOf(row);
}

/** Every post there is on a day. */
export async function postsOn(db: IdentityDb, on: Day): Promise<readonly PostRow[]> {
  const rows = await db
    .selectFrom('identity.post')
    .select(postColumns)
    .where('from_on', '<=', on)
    .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', on)]))
    .orderBy('id')
    .execute();
  return rows.map(postOf);
}

const holdingColumns = [
  'post_id as postId',
  'person_id as personId',
  'from_on as fromOn',
  'until_on as untilOn',
] as const;

/** Who holds or held a post. */
export const holdingsOfPost = (db: IdentityDb, postId: number): Promise<readonly Holding[]> =>
  db.selectFrom('identity.appointment').select(holdingColumns).where('post_id', '=', postId).execute();

/** Everything that ended no earlier than two years before a day: enough to say since when a post stands empty. */
export const recentHoldings = (db: IdentityDb, on: Day): Promise<readonly Holding[]> =>
  db
    .selectFrom('identity.appointment')
    .select(holdingColumns)
    .where((where) => where.or([where('until_on', 'is', null), where(sql`until_on`, '>=', sql`${on}::date - 730`)]))
    .execute();

/** What else somebody holds, with the roles it carries. */
export async function otherHoldings(db: IdentityDb, personId: number) {
  const rows = await db
    .selectFrom('identity.appointment as a')
    .innerJoin('identity.post as p', 'p.id', 'a.post_id')
    .select([
      'a.id',
      'a.post_id as postId',
      'a.from_on as fromOn',
      'a.until_on as untilOn',
      'p.roles',
      'p.agency_id as agencyId',
    ])
    .where('a.person_id', '=', personId)
    .execute();
  return rows.map((row) => ({ ...row, roles: rolesIn(row.roles) }));
}

export type NewAppointment = {
  readonly post: PostRow;
  readonly personId: number;
  readonly fromOn: Day;
  readonly untilOn: Day | null;
  readonly filing: { readonly matterId: number; readonly number: string } | null;
};

export const insertAppointment = (db: IdentityDb, { post, personId, fromOn, untilOn, filing }: NewAppointment) =>
  db
    .insertInto('identity.appointment')
    .columns(['post_id', 'person_id', 'is_administrator', 'from_on', 'until_on', 'filing_id', 'filing_number'])
    .expression(
      db
        .selectFrom('identity.post')
        .select([
          'id',
          sql<number>`${personId}::bigint`.as('person'),
          'is_administrator',
          sql<Day>`${fromOn}::date`.as('from'),
          sql<Day | null>`${untilOn}::date`.as('until'),
          sql<number | null>`${filing?.matterId ?? null}::bigint`.as('filing'),
          sql<string | null>`${filing?.number ?? null}::text`.as('number'),
        ])
        .where('id', '=', post.id),
    )
    .execute();

/** @throws Refusal identity/appointment-not-found (404) */
export async function appointmentById(db: IdentityDb, id: number) {
  const row = await db
    .selectFrom('identity.appointment')
    .select(['id', ...holdingColumns])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw refuse('identity/appointment-not-found', {}, 404);
  return row;
}

/** The appointment by which somebody holds a post on a day. @throws Refusal identity/appointment-not-found (404) */
export async function appointmentOn(db: IdentityDb, postId: number, personId: number, on: Day) {
  const row = await db
    .selectFrom('identity.appointment')
    .select(['id', ...holdingColumns])
    .where('post_id', '=', postId)
    .where('person_id', '=', personId)
    .where('from_on', '<=', on)
    .where((where) => where.or([where('until_on', 'is', null), where('until_on', '>=', on)]))
    .executeTakeFirst();
  if (!row) throw refuse('identity/appointment-not-found', {}, 404);
  return row;
}

export type Leaving = {
  readonly id: number;
  readonly lastOn: Day;
  readonly successorId: number | null;
  readonly note: string | null;
  readonly filingId: number | null;
  readonly at: Date;
};

export const endAppointment = (db: IdentityDb, { id, lastOn, successorId, note, filingId, at }: Leaving) =>
  db
    .updateTable('identity.appointment')
    .set({
      until_on: lastOn,
      handover_to: successorId,
      handover_at: successorId === null ? null : at,
      handover_note: note,
      end_filing_id: filingId,
    })
    .where('id', '=', id)
    .execute();

/** Somebody who holds a role at an agency through a post of that agency. */
export type RoleHolder = { readonly agencyId: number; readonly role: string; readonly personId: number };

/** Everybody who holds a role at these agencies on a day, in the order of posts and appointments. */
export async function holdersOn(db: IdentityDb, agencyIds: readonly number[], on: Day): Promise<readonly RoleHolder[]> {
  // A database that holds no city yet: an empty list is no SQL.
  if (agencyIds.length === 0) return [];
  const rows = await db
    .selectFrom('identity.appointment as a')
    .innerJoin('identity.post as p', 'p.id', 'a.post_id')
    .select(['p.agency_id as agencyId', 'p.roles', 'a.person_id as personId'])
    .where('p.agency_id', 'in', [...agencyIds])
    .where('p.from_on', '<=', on)
    .where((where) => where.or([where('p.until_on', 'is', null), where('p.until_on', '>=', on)]))
    .where('a.from_on', '<=', on)
    .where((where) => where.or([where('a.until_on', 'is', null), where('a.until_on', '>=', on)]))
    .orderBy('p.id')
    .orderBy('a.id')
    .execute();
  return rows.flatMap(({ agencyId, roles, personId }) => roles.map((role) => ({ agencyId, role, personId })));
}
