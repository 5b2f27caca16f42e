import { createHash, randomBytes } from 'node:crypto';
import { type Actor, type Day, dayOf, type Kernel } from '../kernel/index.ts';
import { directoryOf } from './directory.ts';
import { type HoldingsRow, holdingsOf, type SessionRow, sessionByToken, touchSession } from './repo/sessions.ts';
import { isAdministrator } from './roles.ts';
import { passwordExpiresOn } from './rules/password.ts';
import { rolesOn } from './rules/roles-on.ts';
import { isIdle, SESSION_POLICY, type SessionPolicy } from './rules/session.ts';
import { actorName } from './text.ts';

/** The cookie of a session over plain http, as on the machine itself. */
export const SESSION_COOKIE = 'mt_session';
/** Over https: browsers take it only from this very host, over https, for the whole site. */
export const SECURE_SESSION_COOKIE = `__Host-${SESSION_COOKIE}`;

/** What still stands between somebody who gave his password and everything he may do. */
export type Awaits =
  /** The second factor of this session. */
  | 'code'
  /** A new password. */
  | 'password'
  /** A second factor to be set up, which his duty asks for. */
  | 'factor';

/** A session as a request finds it. */
export type LiveSession = {
  readonly id: number;
  readonly personId: number;
  readonly actor: Actor;
  readonly awaits: Awaits | null;
  /** Since when the person has a second factor. */
  readonly factorSince: Date | null;
  /** Whether the person may not go without one. */
  readonly needsFactor: boolean;
  readonly actingFor: number | null;
  readonly principals: SessionRow['principals'];
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

/** The last use of a session is written down no more often than this. */
const TOUCH_MS = 60_000;

/** A new secret for a session: what the browser keeps, and the only thing the database keeps of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfToken(token) };
}

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

const isToken = (text: string | undefined): text is string => text !== undefined && /^[\w-]{43}$/.test(text);

/**
 * The session of a cookie, or `null`: unknown, over, idle for too long, or of somebody who has no duty today. Asked of
 * the database each time: a session that was ended anywhere is over everywhere, at once, in every program.
 */
export async function liveSession(kernel: Kernel, token: string | undefined, at: Date): Promise<LiveSession | null> {
  if (!isToken(token)) return null;
  const row = await sessionByToken(kernel.pool, hashOfToken(token), dayOf(at));
  if (!row || !isUsable(row, at)) return null;
  const live = await liveOf(kernel, row, at);
  if (row.kind === 'staff' && live.actor.grants.length === 0) return null;
  if (at.getTime() - row.last_seen_at.getTime() > TOUCH_MS) await touchSession(kernel.pool, row.id, at);
  return live;
}

const policyOf = (row: Pick<SessionRow, 'kind'>): SessionPolicy =>
  row.kind === 'staff' ? SESSION_POLICY.staff : SESSION_POLICY.citizen;

const isUsable = (row: SessionRow, at: Date): boolean =>
  row.closed_at === null && at < row.expires_at && !isIdle(row.last_seen_at, at, policyOf(row));

async function liveOf(kernel: Kernel, row: SessionRow, at: Date): Promise<LiveSession> {
  const on = dayOf(at);
  const actingFor = row.principals.some(({ id }) => id === row.acting_for) ? row.acting_for : null;
  const actor = await actorFrom(kernel, row, on, actingFor);
  const needsFactor = actor.grants.some(({ role }) => isAdministrator(role));
  return {
    id: row.id,
    personId: row.person_id,
    actor,
    awaits: awaited(row, on, needsFactor),
    factorSince: row.totp_since,
    needsFactor,
    actingFor,
    principals: row.principals,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}

/** The second factor comes first: who has only the password must not be able to change it. */
function awaited(row: SessionRow, on: Day, needsFactor: boolean): Awaits | null {
  if (row.totp_since !== null && row.factor_at === null) return 'code';
  const expiresOn = row.kind === 'staff' ? passwordExpiresOn(row.set_on) : null;
  if (row.must_change || (expiresOn !== null && on >= expiresOn)) return 'password';
  return needsFactor && row.totp_since === null ? 'factor' : null;
}

async function actorFrom(kernel: Kernel, row: HoldingsRow, on: Day, actingFor: number | null): Promise<Actor> {
  const grants = rolesOn(row.person_id, on, row.appointments, row.delegations);
  const directory = grants.length > 0 ? await directoryOf(kernel) : null;
  const below = new Set(grants.flatMap(({ agencyId }) => [...(directory?.agenciesBelow(agencyId) ?? [])]));
  const principals = row.principals.map(({ id }) => id);
  const principal = row.principals.find(({ id }) => id === actingFor);
  return {
    kind: principal ? 'enterprise' : row.kind,
    personId: row.person_id,
    name: principal ? actorName.for(row.name, principal.name) : row.name,
    grants,
    actsFor: principal ? [principal.id, ...principals.filter((id) => id !== principal.id)] : principals,
    agenciesBelow: below,
  };
}

/**
 * A person as somebody who acts on a day, without a session: for jobs, replay and tests. `null`: nobody has that id.
 *
 * @param actingFor an enterprise that the person represents on the day; others are ignored
 */
export async function actorOf(
  kernel: Kernel,
  personId: number,
  on: Day,
  actingFor: number | null = null,
): Promise<Actor | null> {
  const row = await holdingsOf(kernel.pool, personId, on);
  if (!row) return null;
  const isPrincipal = row.principals.some(({ id }) => id === actingFor);
  return actorFrom(kernel, row, on, isPrincipal ? actingFor : null);
}

/** For whom the actor asks just now: the enterprise he has switched to, else himself. `null` for the public. */
export const subjectOf = (actor: Actor): number | null =>
  actor.kind === 'enterprise' ? (actor.actsFor[0] ?? actor.personId) : actor.personId;
