import { createHash } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import { openAccount } from '../../src/identity/account.ts';
import { actorOf, directoryOf } from '../../src/identity/index.ts';
import { POST_ROLES } from '../../src/identity/roles.ts';
import { SESSION_COOKIE } from '../../src/identity/session.ts';
import {
  anonymous,
  dayOf,
  inTransaction,
  type Kernel,
  type Actor as ProgramActor,
  system,
} from '../../src/kernel/index.ts';

/**
 * Where somebody works, seen from the agency that the objects belong to: there itself, at a sister below the same
 * government, at that government above, in another county, at an office below, or at the city's office over everything.
 */
export const PLACES = {
  o: { name: 'own', key: '590902-SC' },
  s: { name: 'sister', key: '590902-MZ' },
  a: { name: 'above', key: '590902-ZF' },
  f: { name: 'foreign', key: '590921-SC' },
  b: { name: 'below', key: '590902-SC-SO' },
  c: { name: 'city', key: '590900-ZWGK' },
} as const;
type Place = keyof typeof PLACES;
const isPlace = (letter: string): letter is Place => letter in PLACES;
const PLACE_LETTERS = Object.keys(PLACES).filter(isPlace);

const ADMINISTRATORS = ['system-admin', 'security-admin', 'audit-admin'];
export const STAFF_ROLES = POST_ROLES.filter((role) => !ADMINISTRATORS.includes(role));

/** The columns of the table: in each group one letter for each actor, in this order. */
export const GROUPS: readonly { readonly title: string; readonly letters: readonly string[] }[] = [
  { title: 'nobody', letters: ['n'] },
  { title: 'people', letters: ['o', 'x', 'e', 'r', 'w'] },
  ...STAFF_ROLES.map((title) => ({ title, letters: PLACE_LETTERS })),
  // System, security and audit administrator: their office is the whole city's.
  { title: 'admins', letters: ['y', 'q', 'j'] },
];

/** Somebody who asks. */
export type Actor = {
  readonly group: string;
  readonly letter: string;
  readonly role: string | null;
  readonly personId: number | null;
  readonly agencyId: number | null;
  readonly cookie: string | null;
  /** The same as the program sees him once he is known. */
  readonly acting: ProgramActor;
};

export const PASSWORD = 'Tangdi-2026-kan';
/** The same function at next to no cost: what a check costs is no part of who may. */
const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

type Setting = { readonly kernel: Kernel; readonly owner: pg.Pool; readonly at: Date };

/** An office below the agency of the objects: the demo city has none there. */
export async function addOfficeBelow({ owner }: Pick<Setting, 'owner'>): Promise<void> {
  await owner.query(
    `insert into identity.agency (key, name, short_name, kind, region, parent_id, opened_on)
     select $1, name || '直属所', short_name || '直属所', 'office', region, id, opened_on from identity.agency where key = $2`,
    [PLACES.b.key, PLACES.o.key],
  );
}

/** One person of staff for each role at each place, the people and enterprises of the stories, and nobody. */
export async function enterActors(setting: Setting): Promise<readonly Actor[]> {
  const { owner } = setting;
  await owner.query('update identity.credential set password_hash = $1', [await hash(PASSWORD, CHEAP)]);
  const { agencyByKey } = await directoryOf(setting.kernel);
  const staff: Actor[] = [];
  for (const role of STAFF_ROLES) {
    for (const letter of PLACE_LETTERS) {
      const agencyId = agencyByKey(PLACES[letter].key)?.id;
      if (agencyId === undefined) throw new Error(`the demo city has no agency ${PLACES[letter].key}`);
      const personId = await enterStaff(setting, role, agencyId);
      staff.push({ group: role, letter, role, agencyId, ...(await signedIn(setting, personId)) });
    }
  }
  return [
    {
      group: 'nobody',
      letter: 'n',
      role: null,
      personId: null,
      agencyId: null,
      cookie: null,
      acting: anonymous,
    },
    ...(await people(setting)),
    ...staff,
    ...(await administrators(setting)),
  ];
}

/** The id of somebody with a demo account. */
export async function idOf(owner: pg.Pool, login: string): Promise<number> {
  const { rows } = await owner.query<{ id: string }>('select id from identity.person where login = $1', [login]);
  if (!rows[0]) throw new Error(`nobody is called ${login}`);
  return Number(rows[0].id);
}

/** Enters somebody of staff in a post of his own. */
export async function enterStaff(
  { owner, at }: Pick<Setting, 'owner' | 'at'>,
  role: string,
  agencyId: number,
  name = `试${role}`,
): Promise<number> {
  const { rows } = await owner.query<{ id: string }>(
    `with person as (
       insert into identity.person (kind, name, login, assurance, created_at)
       values ('staff', $4, 'z' || substr(md5($4 || $2), 1, 12), 3, $3) returning id),
     credential as (
       insert into identity.credential (person_id, password_hash, set_on, must_change)
       select id, (select password_hash from identity.credential limit 1), ($3::timestamptz)::date, false from person),
     post as (
       insert into identity.post (agency_id, title, roles, min_holders, from_on)
       values ($2::int, $4, array[$1], 0, '2026-01-01') returning id, is_administrator)
     insert into identity.appointment (post_id, person_id, is_administrator, from_on)
     select post.id, person.id, post.is_administrator, '2026-01-01' from person, post returning person_id as id`,
    [role, String(agencyId), at, name],
  );
  return Number(rows[0]?.id);
}

/** Somebody with a session that needed no sign-in, and an account that has been used before. */
async function signedIn(
  { kernel, owner, at }: Setting,
  personId: number,
  actingFor: number | null = null,
): Promise<Pick<Actor, 'personId' | 'cookie' | 'acting'>> {
  const token = createHash('sha256').update(`${personId} ${actingFor}`).digest('base64url');
  await owner.query(
    `insert into identity.session (token_hash, person_id, acting_for, created_at, last_seen_at, expires_at, device_sealed)
     values ($1, $2, $3, $4, $4, $4::timestamptz + interval '8 hours', $5)`,
    [
      createHash('sha256').update(token).digest(),
      personId,
      actingFor,
      at,
      kernel.seal.seal(JSON.stringify({ ip: '127.0.0.1', browser: '' }), `identity.session.device_sealed#${personId}`),
    ],
  );
  await inTransaction(kernel.pool, (within) =>
    openAccount(kernel, { personId, act: 'create', actor: system, at, within }),
  );
  const acting = await actorOf(kernel, personId, dayOf(at), actingFor);
  if (!acting) throw new Error(`nobody has the id ${personId}`);
  return { personId, cookie: `${SESSION_COOKIE}=${token}`, acting };
}

/**
 * o owns what belongs to a citizen, x is another citizen; e acts for the enterprise that owns the rest, r is the same
 * person in his own name; w acts for another enterprise.
 */
async function people(setting: Setting): Promise<readonly Actor[]> {
  const { owner, at } = setting;
  const [own, other, agent, enterprise] = await Promise.all(
    ['laoren', 'dibao', 'faren', 'qiye'].map((login) => idOf(owner, login)),
  );
  const { rows } = await owner.query<{ agent: string; principal: string }>(
    `with person as (
       insert into identity.person (kind, name, login, assurance, created_at)
       values ('enterprise', '另一家企业', 'lingqi', 2, $1), ('citizen', '另一人', 'lingren', 2, $1) returning id, kind),
     credential as (
       insert into identity.credential (person_id, password_hash, set_on, must_change)
       select id, (select password_hash from identity.credential limit 1), ($1::timestamptz)::date, false from person)
     insert into identity.representation (principal_id, agent_id, capacity, from_on, granted_at)
     select e.id, c.id, 'legal-representative', '2026-01-01', $1 from person e, person c
      where e.kind = 'enterprise' and c.kind = 'citizen' returning agent_id as agent, principal_id as principal`,
    [at],
  );
  const stranger = { agent: Number(rows[0]?.agent), principal: Number(rows[0]?.principal) };
  const found: Actor[] = [];
  for (const [letter, personId = -1, actingFor = null] of [
    ['o', own],
    ['x', other],
    ['e', agent, enterprise],
    ['r', agent],
    ['w', stranger.agent, stranger.principal],
  ] as const) {
    const known = await signedIn(setting, personId, actingFor);
    found.push({ group: 'people', letter, role: null, agencyId: null, ...known });
  }
  return found;
}

/** A second factor whose key nobody here knows. */
export async function giveFactor({ kernel, owner, at }: Setting, personId: number): Promise<void> {
  await owner.query('update identity.credential set totp_sealed = $2, totp_since = $3 where person_id = $1', [
    personId,
    kernel.seal.seal('00'.repeat(20), `identity.credential.totp_sealed#${personId}`),
    at,
  ]);
}

async function administrators(setting: Setting): Promise<readonly Actor[]> {
  const found: Actor[] = [];
  for (const [letter, login, role] of [
    ['y', 'xitong', 'system-admin'],
    ['q', 'anquan', 'security-admin'],
    ['j', 'shenji', 'audit-admin'],
  ] as const) {
    const personId = await idOf(setting.owner, login);
    await giveFactor(setting, personId);
    found.push({ group: 'admins', letter, role, agencyId: null, ...(await signedIn(setting, personId)) });
    await setting.owner.query('update identity.session set factor_at = created_at where person_id = $1', [personId]);
  }
  return found;
}
