import { sql } from 'kysely';
import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';
import type { AgencyDelegation, Appointment } from '../rules/roles-on.ts';
import type { IdentityDb } from './database.ts';
import type { PersonKind } from './people.ts';

/** Everything that decides who is asking, in one read. */
export type SessionRow = {
  readonly id: number;
  readonly person_id: number;
  readonly acting_for: number | null;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly kind: PersonKind;
  readonly name: string;
  readonly closed_at: Date | null;
  readonly must_change: boolean;
  readonly set_on: Day;
  readonly totp_since: Date | null;
  readonly factor_at: Date | null;
  readonly appointments: readonly Appointment[];
  readonly delegations: readonly AgencyDelegation[];
  readonly principals: readonly { readonly id: number; readonly name: string }[];
};

/** $2 is the day; the person is `p`. */
const HOLDINGS = `
  (select coalesce(json_agg(json_build_object(
            'personId', a.person_id, 'agencyId', po.agency_id, 'roles', po.roles, 'fromOn', a.from_on, 'untilOn', a.until_on,
            'serves', (select coalesce(json_agg(ps.agency_id), '[]') from identity.post_service ps where ps.post_id = po.id))), '[]')
     from identity.appointment a join identity.post po on po.id = a.post_id
    where (a.person_id = p.id or a.person_id in (
             select d.from_person_id from identity.delegation d where d.to_person_id = p.id and d.until_on >= $2))
      and a.from_on <= $2 and coalesce(a.until_on, 'infinity') >= $2
      and po.from_on <= $2 and coalesce(po.until_on, 'infinity') >= $2) as appointments,
  (select coalesce(json_agg(json_build_object(
            'agencyId', d.agency_id, 'fromPersonId', d.from_person_id, 'toPersonId', d.to_person_id, 'roles', d.roles,
            'fromOn', d.from_on, 'untilOn', d.until_on, 'reason', d.reason, 'revokedOn', d.revoked_on)), '[]')
     from identity.delegation d where d.to_person_id = p.id and d.until_on >= $2) as delegations,
  (select coalesce(json_agg(json_build_object('id', e.id, 'name', e.name) order by e.id), '[]')
     from identity.representation r join identity.person e on e.id = r.principal_id
    where r.agent_id = p.id and r.from_on <= $2 and coalesce(r.until_on, 'infinity') >= $2
      and e.kind = 'enterprise' and e.closed_at is null) as principals`;

const BY_TOKEN = {
  name: 'identity-session',
  text: `
    select s.id, s.person_id, s.acting_for, s.last_seen_at, s.expires_at, s.factor_at, p.kind, p.name, p.closed_at,
           c.must_change, c.set_on, c.totp_since,
           ${HOLDINGS}
      from identity.session s
      join identity.person p on p.id = s.person_id
      join identity.credential c on c.person_id = p.id
     where s.token_hash = $1`,
};

const BY_PERSON = {
  name: 'identity-holdings',
  text: `select p.id as person_id, p.kind, p.name, ${HOLDINGS} from identity.person p where p.id = $1`,
};

type Source = Pick<pg.Pool, 'query'>;

export async function sessionByToken(source: Source, tokenHash: Buffer, on: Day): Promise<SessionRow | null> {
  const { rows } = await source.query<SessionRow>({ ...BY_TOKEN, values: [tokenHash, on] });
  return rows[0] ?? null;
}

export type HoldingsRow = Pick<
  SessionRow,
  'person_id' | 'kind' | 'name' | 'appointments' | 'delegations' | 'principals'
>;

export async function holdingsOf(source: Source, personId: number, on: Day): Promise<HoldingsRow | null> {
  const { rows } = await source.query<HoldingsRow>({ ...BY_PERSON, values: [personId, on] });
  return rows[0] ?? null;
}

export const touchSession = (source: Source, id: number, at: Date): Promise<unknown> =>
  source.query({
    name: 'identity-touch-session',
    text: 'update identity.session set last_seen_at = $2 where id = $1 and last_seen_at < $2',
    values: [id, at],
  });

export type NewSession = {
  readonly tokenHash: Buffer;
  readonly personId: number;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly deviceSealed: Buffer;
  /** When the second factor was shown, if it was. */
  readonly factorAt: Date | null;
};

export async function insertSession(db: IdentityDb, session: NewSession): Promise<number> {
  const { id } = await db
    .insertInto('identity.session')
    .values({
      token_hash: session.tokenHash,
      person_id: session.personId,
      created_at: session.at,
      last_seen_at: session.at,
      expires_at: session.expiresAt,
      device_sealed: session.deviceSealed,
      factor_at: session.factorAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export const sessionsOf = (db: IdentityDb, personId: number) =>
  db
    .selectFrom('identity.session as s')
    .innerJoin('identity.person as p', 'p.id', 's.person_id')
    .innerJoin('identity.credential as c', 'c.person_id', 's.person_id')
    .select([
      's.id',
      's.created_at',
      's.last_seen_at',
      's.expires_at',
      's.device_sealed',
      's.token_hash',
      's.factor_at',
    ])
    .select(['p.kind', 'c.totp_since'])
    .where('s.person_id', '=', personId)
    .orderBy('s.last_seen_at', 'desc')
    .execute();

/** Ends sessions of one person: one of them, all, or all but one. Answers how many there were. */
export async function deleteSessions(
  db: IdentityDb,
  personId: number,
  which: { readonly only: number } | { readonly except: number } | 'all',
): Promise<number> {
  let query = db.deleteFrom('identity.session').where('person_id', '=', personId);
  if (which !== 'all')
    query = 'only' in which ? query.where('id', '=', which.only) : query.where('id', '<>', which.except);
  const { numDeletedRows } = await query.executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The second factor was shown: from now on the session is another, with another secret. */
export const raiseSession = (
  db: IdentityDb,
  id: number,
  { tokenHash, at, expiresAt }: { readonly tokenHash: Buffer; readonly at: Date; readonly expiresAt: Date },
) =>
  db
    .updateTable('identity.session')
    .set({ token_hash: tokenHash, factor_at: at, last_seen_at: at, expires_at: expiresAt })
    .where('id', '=', id)
    .executeTakeFirst();

export const setActingFor = (db: IdentityDb, sessionId: number, principalId: number | null) =>
  db.updateTable('identity.session').set({ acting_for: principalId }).where('id', '=', sessionId).execute();

/** Removes sessions of staff who hold no post on a day, by appointment or by delegation. */
export async function deleteSessionsWithoutDuty(db: IdentityDb, on: Day): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from identity.session s using identity.person p
     where p.id = s.person_id and p.kind = 'staff'
       and not exists (select from identity.appointment a
             where a.person_id = p.id and a.from_on <= ${on} and coalesce(a.until_on, 'infinity') >= ${on})
       and not exists (select from identity.delegation d
             where d.to_person_id = p.id and d.from_on <= ${on} and d.until_on >= ${on}
               and (d.revoked_on is null or d.revoked_on > ${on}))`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** Removes sessions that nobody can use any more. */
export async function deleteExpiredSessions(db: IdentityDb, at: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('identity.session')
    .where('expires_at', '<=', at)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
