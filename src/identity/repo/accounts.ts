import { sql } from 'kysely';
import type { IdentityDb } from './database.ts';
import type { PersonKind } from './people.ts';

export type AccountRow = {
  readonly id: number;
  readonly kind: PersonKind;
  readonly name: string;
  readonly login: string | null;
  /** `null`: nothing has happened to the account yet. */
  readonly state: string | null;
  readonly pausedUntil: Date | null;
  readonly hasPassword: boolean;
  readonly mustChange: boolean;
  readonly hasFactor: boolean;
};

/** Accounts whose account name or person's name begins with a text, or that carry a document; by id. */
export async function accountsFound(
  db: IdentityDb,
  {
    text,
    documentLookups,
    after,
    limit,
  }: {
    readonly text: string;
    readonly documentLookups: readonly Buffer[];
    readonly after: number;
    readonly limit: number;
  },
): Promise<readonly AccountRow[]> {
  const prefix = `${text.replace(/[\\%_]/gu, '\\$&')}%`;
  const rows = await accounts(db)
    .where('p.id', '>', after)
    .where(({ or, eb }) =>
      or([
        eb('p.login', 'like', prefix.toLowerCase()),
        eb('p.name', 'like', prefix),
        eb('p.document_lookup', 'in', [...documentLookups]),
      ]),
    )
    .orderBy('p.id')
    .limit(limit)
    .execute();
  return rows.map(accountOf);
}

export async function accountById(db: IdentityDb, id: number): Promise<AccountRow | null> {
  const row = await accounts(db).where('p.id', '=', id).executeTakeFirst();
  return row ? accountOf(row) : null;
}

const accounts = (db: IdentityDb) =>
  db
    .selectFrom('identity.person as p')
    .leftJoin('identity.credential as c', 'c.person_id', 'p.id')
    .leftJoin('kernel.matter as m', 'm.id', 'p.account_id')
    .select(['p.id', 'p.name', 'p.login', 'm.state', 'c.locked_until', 'c.must_change'])
    .select((row) => row.ref('p.kind').$castTo<PersonKind>().as('kind'))
    .select(sql<boolean>`c.person_id is not null`.as('has_password'))
    .select(sql<boolean>`c.totp_since is not null`.as('has_factor'));

type Raw = Awaited<ReturnType<ReturnType<typeof accounts>['execute']>>[number];

const accountOf = (row: Raw): AccountRow => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  login: row.login,
  state: row.state,
  pausedUntil: row.locked_until,
  hasPassword: row.has_password,
  mustChange: row.must_change ?? false,
  hasFactor: row.has_factor,
});
