import type { Day, Kernel, Transaction } from '../../kernel/index.ts';
import type { Report, TerminalKind } from '../contract.ts';
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
};

const COLUMNS = `t.matter_id as id, t.agency_id as "agencyId", t.name, t.place, t.kind, t.columns, t.lines, t.playlist,
  t.public_key as "publicKey", t.enrol_until as "enrolUntil", t.enrolled_at as "enrolledAt", t.revoked_at as "revokedAt",
  t.last_seen_at as "lastSeenAt", t.shown_version as "shownVersion", t.held`;

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
    after,
    limit,
  }: {
    readonly agencyIds: readonly number[];
    readonly q?: string | undefined;
    readonly silent: boolean;
    readonly after?: number | undefined;
    readonly limit: number;
  },
): Promise<readonly ListedTerminal[]> {
  const { rows } = await source.query<ListedTerminal>(
    `select ${COLUMNS}, m.number, m.state from boards.terminal t join kernel.matter m on m.id = t.matter_id
      where t.agency_id = any($1) and ($2::text is null or t.name ilike '%' || $2 || '%' or t.place ilike '%' || $2 || '%')
        and (not $3 or m.state = 'silent') and ($4::bigint is null or t.matter_id > $4)
      order by t.matter_id limit $5`,
    [agencyIds, escaped(q), silent, after ?? null, limit],
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

/** Notes that it was heard; answers what it was before. */
export async function heard(
  source: Source,
  id: number,
  { version, held }: { readonly version: string | null; readonly held: number },
  at: Date,
): Promise<void> {
  await source.query(
    'update boards.terminal set last_seen_at = $2, shown_version = $3, held = $4 where matter_id = $1',
    [id, at, version, held],
  );
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
