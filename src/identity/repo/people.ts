import { sql } from 'kysely';
import { type Day, refuse } from '../../kernel/index.ts';
import type { IdentityDb } from './database.ts';

export type PersonKind = 'staff' | 'citizen' | 'enterprise';

const COLUMNS = [
  'id',
  'name',
  'login',
  'document_kind',
  'document_sealed',
  'phone_sealed',
  'address_sealed',
  'region',
  'assurance',
  'account_id',
  'closed_at',
] as const;

/** @throws Refusal identity/person-not-found (404) */
export async function personById(db: IdentityDb, id: number, lock?: 'for-update') {
  const query = db
    .selectFrom('identity.person')
    .select(COLUMNS)
    .select((row) => row.ref('kind').$castTo<PersonKind>().as('kind'))
    .where('id', '=', id);
  const person = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!person) throw refuse('identity/person-not-found', {}, 404);
  return person;
}

/** Names by id; ids that nobody has are left out. */
export async function namesOf(db: IdentityDb, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('identity.person')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Full and short names of the agencies somebody has worked at. */
export async function agenciesOf(db: IdentityDb, personId: number): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('identity.appointment as a')
    .innerJoin('identity.post as p', 'p.id', 'a.post_id')
    .innerJoin('identity.agency as g', 'g.id', 'p.agency_id')
    .select(['g.name', 'g.short_name'])
    .where('a.person_id', '=', personId)
    .execute();
  return rows.flatMap(({ name, short_name }) => [name, short_name]);
}

/** The agency somebody works at on a day; else the one he worked at last; `null` when he never did. */
export async function homeAgencyOf(db: IdentityDb, personId: number, on: Day): Promise<number | null> {
  const row = await db
    .selectFrom('identity.appointment as a')
    .innerJoin('identity.post as p', 'p.id', 'a.post_id')
    .select('p.agency_id')
    .where('a.person_id', '=', personId)
    .orderBy(sql`a.from_on <= ${on} and coalesce(a.until_on, 'infinity') >= ${on}`, 'desc')
    .orderBy('a.from_on', 'desc')
    .orderBy('a.id')
    .limit(1)
    .executeTakeFirst();
  return row?.agency_id ?? null;
}

/** How somebody can be found by what he types to sign in: account name, identity number or credit code. */
export type SignInKeys = { readonly login: string; readonly documentLookups: readonly Buffer[] };

/** The one account that a typed name means, with what is needed to check a password. */
export const accountByName = (db: IdentityDb, keys: SignInKeys) =>
  db
    .selectFrom('identity.person as p')
    .innerJoin('identity.credential as c', 'c.person_id', 'p.id')
    .leftJoin('kernel.matter as m', 'm.id', 'p.account_id')
    .select(['p.id', 'p.kind', 'p.name', 'c.password_hash', 'm.state'])
    .select(sql<boolean>`c.totp_since is not null`.as('hasFactor'))
    .where('p.closed_at', 'is', null)
    .where(({ or, eb }) =>
      or([eb('p.login', '=', keys.login), eb('p.document_lookup', 'in', [...keys.documentLookups])]),
    )
    // An account name that looks like another's number does not stand in its way.
    .orderBy(sql`p.login = ${keys.login}`, (order) => order.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();

/** The open account that carries a document, if there is one. */
export const personByDocument = (db: IdentityDb, kind: PersonKind, lookups: readonly Buffer[]) =>
  db
    .selectFrom('identity.person')
    .select(['id', 'name', 'kind'])
    .where('kind', '=', kind)
    .where('document_lookup', 'in', [...lookups])
    .where('closed_at', 'is', null)
    .executeTakeFirst();

export type NewPerson = {
  /** Drawn before where something is sealed for the row. */
  readonly id?: number;
  readonly kind: PersonKind;
  readonly name: string;
  readonly login: string | null;
  readonly document: {
    readonly kind: 'resident-id' | 'credit-code';
    readonly sealed: Buffer;
    readonly lookup: Buffer;
  } | null;
  readonly phone: { readonly sealed: Buffer; readonly lookup: Buffer } | null;
  readonly region: string | null;
  readonly assurance: number;
  readonly at: Date;
};

/** A number for somebody whose row is not written yet: what is sealed for him is bound to it. */
export async function nextPersonId(db: IdentityDb): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select nextval(pg_get_serial_sequence('identity.person', 'id')) as id`.execute(db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('no number was given out');
  return id;
}

export async function insertPerson(db: IdentityDb, person: NewPerson): Promise<number> {
  const { id } = await db
    .insertInto('identity.person')
    .values({
      ...(person.id === undefined ? {} : { id: person.id }),
      kind: person.kind,
      name: person.name,
      login: person.login,
      document_kind: person.document?.kind ?? null,
      document_sealed: person.document?.sealed ?? null,
      document_lookup: person.document?.lookup ?? null,
      phone_sealed: person.phone?.sealed ?? null,
      phone_lookup: person.phone?.lookup ?? null,
      region: person.region,
      assurance: person.assurance,
      created_at: person.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
