import { demoAccounts, demoAgencies, demoRegions, demoStaff } from '../demo-city/index.ts';
import { dayOf, inTransaction, type Kernel, type SealedPlace, type Transaction } from '../kernel/index.ts';
import { reloadDirectory } from './directory.ts';
import { hashPassword } from './hashing.ts';
import { isRole } from './roles.ts';
import { canonicalNumber } from './rules/canonical.ts';
import { sealedAt } from './sealed.ts';
import { roleText } from './text.ts';

export type DemoAccount = { readonly login: string; readonly password: string; readonly roles: readonly string[] };
export type Seeded = { readonly accounts: readonly DemoAccount[] };

type Accounts = Awaited<ReturnType<typeof demoAccounts>>;
type Staff = Awaited<ReturnType<typeof demoStaff>>;

/**
 * Fills an empty identity schema with the demo city: regions, agencies, people, posts and accounts, all with the one
 * demo password, hashed once. Does nothing when there is a region already. Answers the accounts worth showing.
 */
export async function seedIdentity(kernel: Kernel, at: Date): Promise<Seeded> {
  const accounts = await demoAccounts();
  const hash = await hashPassword(accounts.password);
  await inTransaction(kernel.pool, async (tx) => {
    await tx.client.query('select pg_advisory_xact_lock(5909, 2)');
    const { rowCount } = await tx.client.query('select from identity.region limit 1');
    if (rowCount !== 0) return;
    await seedPlaces(tx);
    await seedStaff(tx, accounts, hash, at);
    await seedRegistered(kernel, tx, accounts, hash, at);
  });
  await reloadDirectory(kernel);
  return { accounts: shownAccounts(accounts) };
}

async function seedPlaces(tx: Transaction): Promise<void> {
  const { agencies, openedOn, halls } = await demoAgencies();
  await tx.client.query(
    `insert into identity.region (code, name, level, kind, parent, households, population)
     select * from jsonb_to_recordset($1) as x(
       code text, name text, level text, kind text, parent text, households int, population int)`,
    [JSON.stringify(await demoRegions())],
  );
  const phones = new Map(halls.map((hall) => [hall.agency, hall.phone]));
  await tx.client.query(
    `insert into identity.agency (key, name, short_name, kind, line, uscc, region, address, phone, opened_on)
     select key, name, "shortName", kind, line, uscc, region, address, phone, $2 from jsonb_to_recordset($1) as x(
       key text, name text, "shortName" text, kind text, line text, uscc text, region text, address text, phone text)`,
    [
      JSON.stringify(agencies.map((agency) => ({ ...agency, phone: phones.get(agency.key) ?? agency.phone }))),
      openedOn,
    ],
  );
  await tx.client.query(
    `update identity.agency a set parent_id = p.id, oversees_id = o.id
       from jsonb_to_recordset($1) as x(key text, parent text, oversees text)
       left join identity.agency p on p.key = x.parent
       left join identity.agency o on o.key = x.oversees
      where a.key = x.key and (x.parent is not null or x.oversees is not null)`,
    [JSON.stringify(agencies)],
  );
}

/** Ids drawn beforehand, so that rows can name each other before they are there. */
async function drawIds(tx: Transaction, table: string, count: number): Promise<readonly number[]> {
  const { rows } = await tx.client.query<{ id: number }>(
    `select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2::int)`,
    [table, count],
  );
  return rows.map((row) => row.id);
}

async function seedStaff(tx: Transaction, accounts: Accounts, hash: string, at: Date): Promise<void> {
  const staff = await demoStaff();
  const ids = await drawIds(tx, 'identity.person', staff.people.length);
  const idOf = new Map(staff.people.map((person, i) => [person.key, ids[i]]));
  const logins = new Map(accounts.staff.map((account) => [account.person, account.login]));
  await tx.client.query(
    `insert into identity.person (id, kind, name, login, assurance, created_at) overriding system value
     select id, 'staff', name, login, 3, $2 from jsonb_to_recordset($1) as x(id bigint, name text, login text)`,
    [
      JSON.stringify(staff.people.map(({ key, name }) => ({ id: idOf.get(key), name, login: logins.get(key) ?? key }))),
      at,
    ],
  );
  await seedCredentials(tx, ids, hash, at);
  await seedPosts(tx, staff, idOf);
}

const seedCredentials = (tx: Transaction, ids: readonly number[], hash: string, at: Date) =>
  tx.client.query(
    `insert into identity.credential (person_id, password_hash, set_on, must_change)
     select id, $2, $3, false from unnest($1::bigint[]) as x(id)`,
    [ids, hash, dayOf(at)],
  );

async function seedPosts(tx: Transaction, staff: Staff, idOf: ReadonlyMap<string, number | undefined>): Promise<void> {
  const posts = staff.posts.map((post, number) => ({ ...post, number }));
  const ids = await drawIds(tx, 'identity.post', posts.length);
  await tx.client.query(
    `insert into identity.post (id, agency_id, title, roles, min_holders, from_on) overriding system value
     select x.id, a.id, x.title, array(select jsonb_array_elements_text(x.roles)), x.min, $2
       from jsonb_to_recordset($1) as x(id int, agency text, title text, roles jsonb, min int)
       join identity.agency a on a.key = x.agency`,
    [JSON.stringify(posts.map((post) => ({ ...post, id: ids[post.number] }))), staff.appointedOn],
  );
  await tx.client.query(
    `insert into identity.post_service (post_id, agency_id)
     select x.id, a.id from jsonb_to_recordset($1) as x(id int, agency text) join identity.agency a on a.key = x.agency`,
    [JSON.stringify(posts.flatMap((post) => post.serves.map((agency) => ({ id: ids[post.number], agency }))))],
  );
  const holders = posts.flatMap((post) =>
    post.holders.map((holder) => ({
      post: ids[post.number],
      person: idOf.get(holder.person),
      until: holder.until,
      filing: holder.filing,
    })),
  );
  await tx.client.query(
    `insert into identity.appointment (post_id, person_id, is_administrator, from_on, until_on, filing_number)
     select x.post, x.person, p.is_administrator, $2, x.until, x.filing
       from jsonb_to_recordset($1) as x(post int, person bigint, until date, filing text)
       join identity.post p on p.id = x.post`,
    [JSON.stringify(holders), staff.appointedOn],
  );
}

async function seedRegistered(
  kernel: Kernel,
  tx: Transaction,
  accounts: Accounts,
  hash: string,
  at: Date,
): Promise<void> {
  const people = [
    ...accounts.citizens.map((person) => ({
      ...person,
      kind: 'citizen',
      documentKind: 'resident-id',
      number: person.residentId,
    })),
    ...accounts.enterprises.map((person) => ({
      ...person,
      kind: 'enterprise',
      documentKind: 'credit-code',
      number: person.uscc,
    })),
  ];
  const ids = await drawIds(tx, 'identity.person', people.length);
  const idAt = (i: number): number => {
    const id = ids[i];
    if (id === undefined) throw new Error('too few numbers were drawn');
    return id;
  };
  const sealed = (value: string, place: SealedPlace): string => kernel.seal.seal(value, place).toString('hex');
  const lookup = (value: string): string => kernel.seal.lookup(canonicalNumber(value)).toString('hex');
  await tx.client.query(
    `insert into identity.person (id, kind, name, login, document_kind, document_sealed, document_lookup, phone_sealed,
       phone_lookup, address_sealed, region, assurance, created_at) overriding system value
     select id, kind, name, login, "documentKind", decode("documentSealed", 'hex'), decode("documentLookup", 'hex'),
            decode("phoneSealed", 'hex'), decode("phoneLookup", 'hex'), decode("addressSealed", 'hex'), region, 2, $2
       from jsonb_to_recordset($1) as x(id bigint, kind text, name text, login text, "documentKind" text, region text,
         "documentSealed" text, "documentLookup" text, "phoneSealed" text, "phoneLookup" text, "addressSealed" text)`,
    [
      JSON.stringify(
        people.map(({ kind, name, login, documentKind, region, number, phone, address }, i) => ({
          id: idAt(i),
          kind,
          name,
          login,
          documentKind,
          region,
          documentSealed: sealed(number, sealedAt.document(idAt(i))),
          documentLookup: lookup(number),
          phoneSealed: sealed(phone, sealedAt.phone(idAt(i))),
          phoneLookup: lookup(phone),
          addressSealed: sealed(address, sealedAt.address(idAt(i))),
        })),
      ),
      at,
    ],
  );
  await seedCredentials(tx, ids, hash, at);
  await seedRepresentation(tx, accounts, at);
}

async function seedRepresentation(tx: Transaction, accounts: Accounts, at: Date): Promise<void> {
  const { appointedOn } = await demoStaff();
  const rows = accounts.enterprises.flatMap(({ login, legalRepresentative, agents }) => [
    { principal: login, agent: legalRepresentative, capacity: 'legal-representative' },
    ...agents.map((agent) => ({ principal: login, agent, capacity: 'agent' })),
  ]);
  await tx.client.query(
    `insert into identity.representation (principal_id, agent_id, capacity, from_on, until_on, granted_at)
     select e.id, p.id, x.capacity, $2::date, case when x.capacity = 'agent' then $2::date + 3650 end, $3
       from jsonb_to_recordset($1) as x(principal text, agent text, capacity text)
       join identity.person e on e.login = x.principal
       join identity.person p on p.login = x.agent`,
    [JSON.stringify(rows), appointedOn, at],
  );
}

const shownAccounts = ({ staff, citizens, enterprises, password }: Accounts): readonly DemoAccount[] =>
  [...staff, ...citizens, ...enterprises].map(({ login, role }) => ({
    login,
    password,
    roles: [isRole(role) ? roleText[role].title : role],
  }));

/** Who has an account of the demo city by this name; null when nobody has. */
export async function demoPersonId(kernel: Pick<Kernel, 'pool'>, login: string): Promise<number | null> {
  const { rows } = await kernel.pool.query<{ id: number }>('select id from identity.person where login = $1', [login]);
  return rows[0]?.id ?? null;
}
