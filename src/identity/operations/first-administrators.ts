import { type Actor, dayOf, inTransaction, type Kernel, refuse, system, type Transaction } from '../../kernel/index.ts';
import { note, openAccount } from '../account.ts';
import { directoryOf, reloadDirectory } from '../directory.ts';
import { hashPassword } from '../hashing.ts';
import { orRefused } from '../repo/constraints.ts';
import { clearFactor, insertCredential, setPassword } from '../repo/credentials.ts';
import { databaseIn, databaseOf } from '../repo/database.ts';
import { insertPerson } from '../repo/people.ts';
import { insertAppointment, postById } from '../repo/posts.ts';
import { replaceRecoveryCodes } from '../repo/recovery-codes.ts';
import { deleteSessions } from '../repo/sessions.ts';
import { ADMINISTRATORS } from '../roles.ts';
import { creditCodeFault } from '../rules/credit-code.ts';
import { regionCodeFault, regionLevel, regionParent } from '../rules/region-code.ts';
import { actorOf } from '../session.ts';
import { roleText } from '../text.ts';
import { isAdministered, temporaryPassword } from './accounts.ts';
import { isLogin } from './posts.ts';

export type AdministratorRole = (typeof ADMINISTRATORS)[number];

/** The least an empty database has to know before anybody can hold a post in it. */
export type FirstCity = {
  /** Six digits of GB/T 2260, ending in `00`. */
  readonly region: string;
  readonly province: string;
  readonly name: string;
  /** The city's government, and how it is called in short. */
  readonly government: string;
  readonly shortName: string;
  readonly creditCode: string;
};

export type FirstAdministrator = { readonly role: AdministratorRole; readonly name: string; readonly login: string };
/** An account that was made, with a password that is shown this once. */
export type FirstAccount = FirstAdministrator & { readonly password: string };

const LOCK = [5909, 4] as const;

/**
 * Makes the accounts of the first three administrators, as the operator of the machine; a city too, where there is none.
 * Refused while anybody is an administrator: from then on accounts are made in the program, by two people.
 *
 * @throws Refusal identity/administrators-exist, identity/administrators-not-separate, identity/no-city-given,
 *   identity/name-shape, identity/login-shape, identity/login-taken, identity/region-code-…, identity/credit-code-… (422)
 * @law GB/T 22239-2019 8.1.4.2
 */
export async function createAdministrators(
  kernel: Kernel,
  {
    city,
    people,
    at,
  }: { readonly city: FirstCity | null; readonly people: readonly FirstAdministrator[]; readonly at: Date },
): Promise<readonly FirstAccount[]> {
  const isEach = ADMINISTRATORS.every((role) => people.filter((person) => person.role === role).length === 1);
  const logins = new Set(people.map(({ login }) => login));
  if (!isEach || logins.size !== people.length) throw refuse('identity/administrators-not-separate', {}, 422);
  for (const { name, login } of people) {
    if (name.trim() === '' || name.length > 100) throw refuse('identity/name-shape', {}, 422);
    if (!isLogin(login)) throw refuse('identity/login-shape', {}, 422);
  }
  await inTransaction(kernel.pool, (tx) => createCity(tx, city, at));
  await reloadDirectory(kernel);
  const accounts = await Promise.all(
    people.map(async (person) => {
      const password = temporaryPassword();
      return { ...person, password, hash: await hashPassword(password) };
    }),
  );
  await orRefused(() =>
    inTransaction(kernel.pool, async (tx) => {
      await assertNone(tx, at);
      for (const account of accounts) await createAccount(kernel, tx, account, at);
    }),
  );
  return accounts.map(({ hash: _hash, ...account }) => account);
}

/** @throws Refusal identity/administrators-exist */
async function assertNone(tx: Transaction, at: Date): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock($1, $2)', [...LOCK]);
  const { rowCount } = await tx.client.query(
    `select from identity.appointment where is_administrator and coalesce(until_on, 'infinity') >= $1::date limit 1`,
    [dayOf(at)],
  );
  if (rowCount !== 0) throw refuse('identity/administrators-exist');
}

async function createCity(tx: Transaction, city: FirstCity | null, at: Date): Promise<void> {
  await assertNone(tx, at);
  const db = databaseIn(tx);
  if (await db.selectFrom('identity.region').select('code').limit(1).executeTakeFirst()) return;
  if (!city) throw refuse('identity/no-city-given', {}, 422);
  const { region, province, name, government, shortName, creditCode } = city;
  const fault = regionCodeFault(region) ?? (regionLevel(region) === 'city' ? null : 'identity/no-city-given');
  const codeFault = fault ?? creditCodeFault(creditCode);
  if (codeFault) throw refuse(codeFault, {}, 422);
  if ([province, name, government, shortName].some((text) => text.trim() === ''))
    throw refuse('identity/no-city-given', {}, 422);
  const parent = regionParent(region);
  if (parent === null) throw refuse('identity/no-city-given', {}, 422);
  await db
    .insertInto('identity.region')
    .values([
      { code: parent, name: province, level: 'province', kind: '省', parent: null },
      { code: region, name, level: 'city', kind: '地级市', parent },
    ])
    .execute();
  await db
    .insertInto('identity.agency')
    .values({
      key: `${region}-ZF`,
      name: government,
      short_name: shortName,
      kind: 'government',
      line: 'ZF',
      uscc: creditCode,
      region,
      opened_on: dayOf(at),
    })
    .execute();
}

async function createAccount(
  kernel: Kernel,
  tx: Transaction,
  { role, name, login, hash }: FirstAdministrator & { readonly hash: string },
  at: Date,
): Promise<void> {
  const db = databaseIn(tx);
  const on = dayOf(at);
  const agencyId = (await directoryOf(kernel)).cityGovernment().id;
  const person = { name: name.trim(), login, document: null, phone: null, region: null, assurance: 3, at };
  const personId = await insertPerson(db, { kind: 'staff', ...person });
  await insertCredential(db, { personId, hash, setOn: on, mustChange: true });
  await openAccount(kernel, { personId, act: 'create', actor: system, at, within: tx });
  const { title } = roleText[role];
  const { id: postId } = await db
    .insertInto('identity.post')
    .values({ agency_id: agencyId, title, roles: [role], from_on: on })
    .onConflict((conflict) => conflict.columns(['agency_id', 'title']).doUpdateSet({ until_on: null }))
    .returning('id')
    .executeTakeFirstOrThrow();
  const post = await postById(db, postId);
  await insertAppointment(db, { post, personId, fromOn: on, untilOn: null, filing: null });
  const facts = { post: postId, agency: agencyId, roles: [role], fromOn: on, untilOn: null, filing: null };
  await note(kernel, { personId, act: 'appoint', actor: system, at, facts, within: tx });
}

/**
 * Gives an administrator a new password and takes his second factor away, as the operator of the machine, when nobody in
 * the program can: the only security administrator has lost both. It stands in the ledger as the operator's.
 *
 * @returns a password, shown this once
 * @throws Refusal identity/person-not-found (404), identity/not-an-administrator
 */
export async function operatorReset(
  kernel: Kernel,
  { login, at }: { readonly login: string; readonly at: Date },
): Promise<string> {
  const person = await databaseOf(kernel)
    .selectFrom('identity.person')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst();
  const actor: Actor | null = person ? await actorOf(kernel, person.id, dayOf(at)) : null;
  if (!person || !actor) throw refuse('identity/person-not-found', {}, 404);
  if (!isAdministered(actor)) throw refuse('identity/not-an-administrator');
  const password = temporaryPassword();
  const hash = await hashPassword(password);
  await note(kernel, {
    personId: person.id,
    act: 'operator-reset',
    actor: system,
    at,
    write: async (tx) => {
      const db = databaseIn(tx);
      await setPassword(db, person.id, { hash, on: dayOf(at), mustChange: true, givenBy: null });
      await clearFactor(db, person.id, null);
      await replaceRecoveryCodes(db, person.id, []);
      await deleteSessions(db, person.id, 'all');
    },
  });
  return password;
}
