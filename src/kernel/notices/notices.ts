import type pg from 'pg';
import type { Json } from '../ledger/canonical.ts';

/** A message to a person inside the program; other channels read the same table. */
export type PersonalNotice = {
  readonly id: number;
  readonly matterId: number | null;
  readonly code: string;
  readonly params: Readonly<Record<string, Json>>;
  /** The screen on which the person does something about it. */
  readonly to: string | null;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

type Source = Pick<pg.Pool, 'query'>;

/**
 * Tells a person something. `code` names the sentence in a module's `text.ts`; params are never personal data. `to` is the
 * screen on which he does something about it.
 */
export async function tell(
  source: Source,
  notice: {
    readonly personId: number;
    readonly matterId: number | null;
    readonly code: string;
    readonly params?: Readonly<Record<string, Json>>;
    readonly to?: string;
    readonly at: Date;
  },
): Promise<void> {
  const params = notice.to === undefined ? (notice.params ?? {}) : { ...notice.params, to: notice.to };
  await source.query(
    'insert into kernel.notice (person_id, matter_id, code, params, created_at) values ($1, $2, $3, $4, $5)',
    [notice.personId, notice.matterId, notice.code, JSON.stringify(params), notice.at],
  );
}

/** The newest notices of a person, `before` an id for the next page. */
export async function noticesOf(
  source: Source,
  personId: number,
  before: number | null = null,
  limit = 20,
): Promise<readonly PersonalNotice[]> {
  const { rows } = await source.query<{
    id: number;
    matter_id: number | null;
    code: string;
    params: Record<string, Json>;
    created_at: Date;
    read_at: Date | null;
  }>(
    `select id, matter_id, code, params, created_at, read_at from kernel.notice
      where person_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
    [personId, before, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    matterId: row.matter_id,
    code: row.code,
    params: row.params,
    to: typeof row.params.to === 'string' && row.params.to.startsWith('/') ? row.params.to : null,
    createdAt: row.created_at,
    readAt: row.read_at,
  }));
}

/**
 * Marks a person's notices as read that are not newer than `upTo`, the id of the newest one shown, that one included:
 * what arrived since the page was made stays unread.
 */
export async function markRead(source: Source, personId: number, upTo: number, at: Date): Promise<void> {
  await source.query('update kernel.notice set read_at = $3 where person_id = $1 and id <= $2 and read_at is null', [
    personId,
    upTo,
    at,
  ]);
}
