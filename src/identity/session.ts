import { createHash, randomBytes } from 'node:crypto';
import { type Actor, type Day, dayOf, type Kernel } from '../kernel/index.ts';
import { directoryOf } from './directory.ts';
import { type HoldingsRow, holdingsOf, type SessionRow, sessionByToken, touchSession } from './repo/sessions.ts';
import { passwordExpiresOn } from './rules/password.ts';
import { rolesOn } from './rules/roles-on.ts';
import { isIdle, SESSION_POLICY, type SessionPolicy } from './rules/session.ts';
import { actorName } from './text.ts';

export const SESSION_COOKIE = 'mt_session';

/** A session as a request finds it. */
export type LiveSession = {
  readonly id: number;
  readonly personId: number;
  readonly actor: Actor;
  /** Ties forms to the session. */
  readonly formToken: string;
  /** Nothing else may be done before a new password is chosen. */
  readonly mustChange: boolean;
  readonly actingFor: number | null;
  readonly principals: SessionRow['principals'];
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
};

/** How long a session is believed without asking the database again. */
const BELIEVED_MS = 5_000;
/** The last use of a session is written down no more often than this. */
const TOUCH_MS = 60_000;
const KEPT_AT_MOST = 10_000;

type Kept = { readonly live: LiveSession; readonly readAt: number };
const keptBy = new WeakMap<object, Map<string, Kept>>();

function keptOf(kernel: Pick<Kernel, 'pool'>): Map<string, Kept> {
  const kept = keptBy.get(kernel.pool) ?? new Map<string, Kept>();
  keptBy.set(kernel.pool, kept);
  return kept;
}

/** A new secret for a session: what the browser keeps, and the only thing the database keeps of it. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOfToken(token) };
}

const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

const isToken = (text: string | undefined): text is string => text !== undefined && /^[\w-]{43}$/.test(text);

/** Forgets what is kept in memory, so that a change of rights or the end of a session holds from the next request on. */
export function forgetSessions(kernel: Pick<Kernel, 'pool'>, personId?: number): void {
  const kept = keptOf(kernel);
  if (personId === undefined) kept.clear();
  else for (const [hash, { live }] of kept) if (live.personId === personId) kept.delete(hash);
}

/** The session of a cookie, or `null`: unknown, over, idle for too long, or of somebody who has no duty today. */
export async function liveSession(kernel: Kernel, token: string | undefined, at: Date): Promise<LiveSession | null> {
  if (!isToken(token)) return null;
  const hash = hashOfToken(token);
  const key = hash.toString('base64');
  const kept = keptOf(kernel);
  const known = kept.get(key);
  const age = known ? at.getTime() - known.readAt : -1;
  if (known && age >= 0 && age < BELIEVED_MS && at < known.live.expiresAt) return known.live;
  kept.delete(key);
  const row = await sessionByToken(kernel.pool, hash, dayOf(at));
  if (!row || !isUsable(row, at)) return null;
  const live = await liveOf(kernel, row, hash, at);
  if (live.actor.kind === 'staff' && live.actor.grants.length === 0) return null;
  if (at.getTime() - row.last_seen_at.getTime() > TOUCH_MS) await touchSession(kernel.pool, row.id, at);
  if (kept.size >= KEPT_AT_MOST) kept.clear();
  kept.set(key, { live, readAt: at.getTime() });
  return live;
}

const policyOf = (row: Pick<SessionRow, 'kind'>): SessionPolicy =>
  row.kind === 'staff' ? SESSION_POLICY.staff : SESSION_POLICY.citizen;

const isUsable = (row: SessionRow, at: Date): boolean =>
  row.closed_at === null && at < row.expires_at && !isIdle(row.last_seen_at, at, policyOf(row));

async function liveOf(kernel: Kernel, row: SessionRow, hash: Buffer, at: Date): Promise<LiveSession> {
  const on = dayOf(at);
  const expiresOn = row.kind === 'staff' ? passwordExpiresOn(row.set_on) : null;
  const actingFor = row.principals.some(({ id }) => id === row.acting_for) ? row.acting_for : null;
  return {
    id: row.id,
    personId: row.person_id,
    actor: await actorFrom(kernel, row, on, actingFor),
    formToken: kernel.seal.lookup(`form:${hash.toString('base64')}`).toString('base64url'),
    mustChange: row.must_change || (expiresOn !== null && on >= expiresOn),
    actingFor,
    principals: row.principals,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
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
