import { demoAccounts } from '../../demo-city/index.ts';
import type { Day, Kernel } from '../../kernel/index.ts';
import { isPassword } from '../hashing.ts';
import { databaseOf } from '../repo/database.ts';
import { ADMINISTRATORS } from '../roles.ts';
import { roleText } from '../text.ts';

export type AdministratorFaults = {
  /** Titles of the administrators that nobody is. */
  readonly missing: readonly string[];
  /** Logins of administrators who prove themselves with a password only. */
  readonly withoutSecondFactor: readonly string[];
  /** There are no posts yet: the database is empty. */
  readonly nobodyYet: boolean;
};

/**
 * Whether each of the three administrators is there, and guarded by a second factor.
 *
 * @law GB/T 22239-2019 8.1.4.1 d), 8.1.4.2
 */
export async function administratorFaults(kernel: Pick<Kernel, 'db'>, on: Day): Promise<AdministratorFaults> {
  const rows = await databaseOf(kernel)
    .selectFrom('identity.appointment as a')
    .innerJoin('identity.post as p', 'p.id', 'a.post_id')
    .innerJoin('identity.person as q', 'q.id', 'a.person_id')
    .leftJoin('identity.credential as c', 'c.person_id', 'q.id')
    .select(['p.roles', 'q.login', 'c.totp_sealed'])
    .where('p.is_administrator', '=', true)
    .where('a.from_on', '<=', on)
    .where((where) => where.or([where('a.until_on', 'is', null), where('a.until_on', '>=', on)]))
    .where('q.closed_at', 'is', null)
    .execute();
  const post = await databaseOf(kernel).selectFrom('identity.post').select('id').limit(1).executeTakeFirst();
  const held = new Set(rows.flatMap(({ roles }) => roles));
  return {
    missing: ADMINISTRATORS.filter((role) => !held.has(role)).map((role) => roleText[role].title),
    withoutSecondFactor: rows.flatMap(({ login, totp_sealed }) =>
      login !== null && totp_sealed === null ? [login] : [],
    ),
    nobodyYet: post === undefined,
  };
}

/** Accounts that the published password of the demo city opens. */
export async function demoPasswordsInUse(kernel: Pick<Kernel, 'db'>): Promise<readonly string[]> {
  const { staff, citizens, enterprises, password } = await demoAccounts();
  const accounts = [...staff, ...citizens, ...enterprises];
  const rows = await databaseOf(kernel)
    .selectFrom('identity.person as q')
    .innerJoin('identity.credential as c', 'c.person_id', 'q.id')
    .leftJoin('kernel.matter as m', 'm.id', 'q.account_id')
    .select(['q.login', 'c.password_hash', 'm.state'])
    .where(
      'q.login',
      'in',
      accounts.map(({ login }) => login),
    )
    .where('q.closed_at', 'is', null)
    .orderBy('q.login')
    .execute();
  const open: string[] = [];
  for (const { login, password_hash, state } of rows) {
    if (login !== null && state !== 'locked' && (await isPassword(password_hash, password))) open.push(login);
  }
  return open;
}
