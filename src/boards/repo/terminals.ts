import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { Report, TerminalKind } from '../contract.ts';
import type { Trouble } from '../rules/trouble.ts';
import { escaped } from './postings.ts';

type Source = Pick<Kernel['pool'], 'query'>;

export type TerminalRow = {
  readonly id: number;
  readonly agencyId: number;
  readonly name: string;
  readonly place: string;
  readonly kind: TerminalKind;
  readonly columns: number;
  readonly lines: number;
  readonly playlist: string | null;
  readonly publicKey: Buffer | null;
  readonly enrolUntil: Date | null;
  readonly enrolledAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly shownVersion: string | null;
  readonly held: number;
  readonly behindSince: Date | null;
  readonly played: number | null;
  readonly playedAt: Date | null;
  readonly provedAt: Date | null;
  readonly hiddenSince: Date | null;
  readonly clockOff: number | null;
  readonly clockAt: Date | null;
};

const COLUMNS = `t.matter_id as id, t.agency_id as "agencyId", t.name, t.place, t.kind, t.columns, t.lines, t.playlist,
  t.public_key as "publicKey", t.enrol_until as "enrolUntil", t.enrolled_at as "enrolledAt", t.revoked_at as "revokedAt",
  t.last_seen_at as "lastSeenAt", t.shown_version as "shownVersion", t.held, t.behind_since as "behindSince",
  t.played, t.played_at as "playedAt", t.proved_at as "provedAt", t.hidden_since as "hiddenSince",
  t.clock_off as "clockOff", t.clock_at as "clockAt"`;

const one = async (source: Source, condition: string, value: unknown): Promise<TerminalRow | null> => {
  const { rows } = await source.query<TerminalRow>(`select ${COLUMNS} from boards.terminal t where ${condition}`, [
    value,
  ]);
  return rows[0] ?? null;
};

export const terminalRow = (source: Source, id: number) => one(source, 't.matter_id = $1', id);
export const terminalByKey = (source: Source, keyId: Buffer) => one(source, 't.key_id = $1', keyId);
export const terminalByCode = (source: Source, hash: Buffer) => one(source, 't.enrol_hash = $1', hash);

export type ListedTerminal = TerminalRow & { readonly number: string; readonly state: string };

export async function listedTerminals(
  source: Source,
  {
    agencyIds,
    q,
    silent,
    trouble,
    after,
    limit,
  }: {
    readonly agencyIds: readonly number[];
    readonly q?: string | undefined;
    readonly silent: boolean;
    readonly trouble: boolean;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedTerminal[]> {
  const { rows } = await source.query<ListedTerminal>(
    `select ${COLUMNS}, m.number, m.state from boards.terminal t join kernel.matter m on m.id = t.matter_id
      where t.agency_id = any($1) and ($2::text is null or t.name ilike '%' || $2 || '%' or t.place ilike '%' || $2 || '%')
        and (not $3 or m.state = 'silent') and ($4::bigint is null or t.matter_id > $4)
        and (not $6 or exists (select from boards.trouble b where b.terminal_id = t.matter_id and b.ended_at is null))
      order by t.matter_id limit $5`,
    [agencyIds, escaped(q), silent, after ?? null, limit, trouble],
  );
  return rows;
}

/** Running terminals that have said nothing since then. */
export async function silentSince(source: Source, since: Date): Promise<readonly number[]> {
  const { rows } = await source.query<{ id: number }>(
    `select t.matter_id as id from boards.terminal t join kernel.matter m on m.id = t.matter_id
      where m.state = 'active' and t.revoked_at is null and coalesce(t.last_seen_at, t.enrolled_at) < $1
      order by t.matter_id limit 500`,
    [since],
  );
  return rows.map(({ id }) => id);
}

/** What a terminal says of itself. */
export type Told = {
  readonly version: string | null;
  readonly held: number;
  /** Slots shown since it was switched on. */
  readonly played?: number | undefined;
  /** Whether anything is seen on its screen. */
  readonly visible?: boolean | undefined;
  /** How many seconds its own clock is off. */
  readonly clockOff?: number | undefined;
};

/** Notes that it was heard, and since when something is not as it should be. */
export async function heard(source: Source, id: number, told: Told, current: string, at: Date): Promise<void> {
  const { version, held, played, visible, clockOff } = told;
  await source.query(
    `update boards.terminal set last_seen_at = $2, shown_version = $3, held = $4,
            behind_since = case when $3 = $5 then null when $3 is distinct from shown_version then $2
                                else coalesce(behind_since, $2) end,
            played_at = case when $6::bigint is null then null when $6 is distinct from played then $2 else played_at end,
            played = $6,
            hidden_since = case when $7::boolean is false then coalesce(hidden_since, $2) end,
            clock_off = $8, clock_at = case when $8::int is null then null else $2 end
      where matter_id = $1`,
    [id, at, version, held, current, played ?? null, visible ?? null, clockOff ?? null],
  );
}

/** What it signed was refused for its hour: it is there, and its clock is off. */
export async function noteClock(source: Source, id: number, seconds: number, at: Date): Promise<void> {
  await source.query('update boards.terminal set clock_off = $2, clock_at = $3 where matter_id = $1', [
    id,
    seconds,
    at,
  ]);
}

export type HeardTerminal = TerminalRow & { readonly number: string; readonly state: string };

/** Every terminal that is in use. */
export async function heardTerminals(source: Source): Promise<readonly HeardTerminal[]> {
  const { rows } = await source.query<HeardTerminal>(
    `select ${COLUMNS}, m.number, m.state from boards.terminal t join kernel.matter m on m.id = t.matter_id
      where m.state in ('active', 'silent') order by 1`,
  );
  return rows;
}

export async function openTroubles(source: Source): Promise<ReadonlyMap<number, readonly Trouble[]>> {
  const { rows } = await source.query<{ id: number; kinds: Trouble[] }>(
    'select terminal_id as id, array_agg(kind) as kinds from boards.trouble where ended_at is null group by 1',
  );
  return new Map(rows.map(({ id, kinds }) => [id, kinds]));
}

/** Whether it is new. */
export async function noteTrouble(
  source: Source,
  { terminal, kind, since, at }: Readonly<{ terminal: number; kind: Trouble; since: Date; at: Date }>,
): Promise<boolean> {
  const { rowCount } = await source.query(
    `insert into boards.trouble (terminal_id, kind, since, found_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [terminal, kind, since, at],
  );
  return rowCount === 1;
}

export async function closeTroubles(source: Source, id: number, kinds: readonly Trouble[], at: Date): Promise<void> {
  await source.query(
    'update boards.trouble set ended_at = $3 where terminal_id = $1 and kind = any($2) and ended_at is null',
    [id, kinds, at],
  );
}

export type TroubleRow = { readonly kind: Trouble; readonly since: Date; readonly endedAt: Date | null };

/** What was wrong with a terminal lately, the latest first. */
export async function pastTroubles(source: Source, id: number): Promise<readonly TroubleRow[]> {
  const { rows } = await source.query<TroubleRow>(
    'select kind, since, ended_at as "endedAt" from boards.trouble where terminal_id = $1 order by id desc limit 50',
    [id],
  );
  return rows;
}

/**
 * Keeps reports, each once however often it is sent, and counts by day those that are new; answers how many were.
 */
export async function takeReports(
  tx: Transaction,
  terminal: number,
  reports: readonly Report[],
  at: Date,
): Promise<number> {
  const proved = Math.max(...reports.filter(({ kind }) => kind === 'play').map(({ at: when }) => Date.parse(when)));
  if (Number.isFinite(proved))
    await tx.client.query(
      'update boards.terminal set proved_at = greatest(proved_at, least($2::timestamptz, $3::timestamptz)) where matter_id = $1',
      [terminal, new Date(proved), at],
    );
  const { rows } = await tx.client.query<{ taken: number }>(
    `with given as (
       select distinct on (id) * from jsonb_to_recordset($2) x(id uuid, kind text, ref text, at timestamptz, seconds int)
     ), taken as (
       insert into boards.shown (terminal_id, id, kind, ref, at, seconds, received_at)
       select $1, id, kind, ref, at, seconds, $3 from given on conflict do nothing returning kind, ref, at, seconds
     ), counted as (
       insert into boards.shown_day (terminal_id, on_day, kind, ref, times, seconds)
       select $1, (at at time zone 'Asia/Shanghai')::date, kind, ref, count(*), sum(seconds) from taken group by 2, 3, 4
       on conflict (terminal_id, on_day, kind, ref)
       do update set times = shown_day.times + excluded.times, seconds = shown_day.seconds + excluded.seconds
     ) select count(*)::int as taken from taken`,
    [terminal, JSON.stringify(reports), at],
  );
  return rows[0]?.taken ?? 0;
}

/** What a kiosk is asked for that is no text: its progress query, going home by itself, the list of what was finished. */
const OWN_NAMES = ['progress', 'idle', 'finished'];

/** Which of these are references to what is or was published, or names of the player itself. */
export async function knownRefs(
  { published }: Pick<Kernel, 'published'>,
  refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await published.pool.query<{ ref: string }>(
    `select index_number as ref from pub.pub_publication where index_number = any($1)
     union select code from pub.pub_offer where code = any($1)`,
    [refs],
  );
  return new Set([...OWN_NAMES, ...rows.map(({ ref }) => ref)]);
}

export type DayCount = {
  readonly on: Day;
  readonly kind: Report['kind'];
  readonly ref: string;
  readonly times: number;
  readonly seconds: number;
};

export async function countsOf(source: Source, terminal: number, from: Day): Promise<readonly DayCount[]> {
  const { rows } = await source.query<DayCount>(
    `select on_day as on, kind, ref, times, seconds from boards.shown_day
      where terminal_id = $1 and on_day >= $2 order by on_day desc, times desc, ref limit 500`,
    [terminal, from],
  );
  return rows;
}

export type Interruption = { readonly id: number; readonly words: string; readonly until: Date };

/** What interrupts the screens of an agency now: said by one of those above it, or by itself. */
export async function interruptionFor(
  source: Source,
  above: readonly number[],
  at: Date,
): Promise<Interruption | null> {
  const { rows } = await source.query<Interruption>(
    `select matter_id as id, words, until from boards.interruption
      where agency_id = any($1) and ended_at is null and until > $2 order by matter_id desc limit 1`,
    [above, at],
  );
  return rows[0] ?? null;
}
