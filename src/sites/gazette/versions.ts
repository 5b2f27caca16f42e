import type pg from 'pg';
import { z } from 'zod';
import type { Transaction } from '../../kernel/index.ts';
import { GazetteEntry, GazetteItem } from './contract.ts';

type Source = Pick<pg.Pool, 'query'>;

type Fixed = {
  readonly contents: readonly GazetteEntry[];
  readonly digest: Buffer;
  readonly fileId: string;
  readonly at: Date;
};

/** What an issue says from now on, as its first version or a later one. */
export async function fixIssue(
  tx: Transaction,
  id: number,
  {
    contents,
    digest,
    fileId,
    at,
    correction = null,
  }: Fixed & {
    readonly correction?: {
      readonly changeId: number;
      readonly note: string;
      readonly items: readonly GazetteItem[];
      readonly issueNote: string;
    } | null;
  },
): Promise<void> {
  const said = JSON.stringify(contents);
  const { rows } = await tx.client.query<{ version: number }>(
    `update sites.gazette set contents = $2, digest = $3, file_id = $4, issued_at = coalesce(issued_at, $5),
       version = version + case when issued_at is null then 0 else 1 end, items = coalesce($6, items), note = coalesce($7, note)
     where matter_id = $1 returning version`,
    [id, said, digest, fileId, at, correction && JSON.stringify(correction.items), correction?.issueNote ?? null],
  );
  const version = rows[0]?.version ?? 1;
  await tx.client.query(
    `insert into sites.gazette_version (gazette_id, version, change, note, contents, digest, file_id, change_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, version, correction ? 'correct' : 'issue', correction?.note ?? null, said],
      ...[digest, fileId, correction?.changeId ?? null, at],
    ],
  );
  await tx.client.query('delete from sites.gazette_item where gazette_id = $1', [id]);
  await tx.client.query(
    'insert into sites.gazette_item (index_number, gazette_id) select distinct x, $2::bigint from unnest($1::text[]) x',
    [contents.map(({ index }) => index), id],
  );
}

/** An issue is in force no longer; what it said stays with its versions. */
export async function endIssue(
  tx: Transaction,
  id: number,
  { changeId, note, replacedBy, at }: { changeId: number; note: string; replacedBy: number | null; at: Date },
): Promise<void> {
  await tx.client.query(
    `with ended as (
       update sites.gazette set cancelled_at = $2, cancel_note = $3, replaced_by = $4, version = version + 1
        where matter_id = $1 returning version, contents, digest, file_id)
     insert into sites.gazette_version (gazette_id, version, change, note, contents, digest, file_id, change_id, at)
     select $1, version, 'cancel', $3, contents, digest, file_id, $5, $2 from ended`,
    [id, at, note, replacedBy, changeId],
  );
  await tx.client.query('delete from sites.gazette_item where gazette_id = $1', [id]);
}

export type Version = {
  readonly version: number;
  readonly change: string;
  readonly note: string | null;
  readonly at: Date;
  readonly digest: Buffer;
};

/** The versions of an issue, newest first: what was done and why, not what they said. */
export async function versionsOf(source: Source, id: number): Promise<readonly Version[]> {
  const { rows } = await source.query<Version>(
    'select version, change, note, at, digest from pub.pub_gazette_version where gazette_id = $1 order by version desc',
    [id],
  );
  return rows;
}

/** Issues that were cancelled because this one is there instead. */
export async function replacedIssues(
  source: Source,
  id: number,
): Promise<readonly { id: number; name: string; year: number; number: number; total: number }[]> {
  const { rows } = await source.query<{ id: number; name: string; year: number; number: number; total: number }>(
    'select id, name, year, number, total from pub.pub_gazette where replaced_by = $1 order by id',
    [id],
  );
  return rows;
}

/** What an issue says now, as it was fixed. */
export async function contentsOf(source: Source, id: number): Promise<readonly GazetteEntry[]> {
  const { rows } = await source.query<{ contents: unknown }>(
    'select contents from sites.gazette where matter_id = $1 and contents is not null',
    [id],
  );
  return rows[0] ? z.array(GazetteEntry).parse(rows[0].contents) : [];
}

export type ChangeRow = {
  readonly id: number;
  readonly gazetteId: number;
  readonly change: 'correct' | 'cancel';
  readonly note: string;
  readonly seenVersion: number;
  readonly items: readonly GazetteItem[];
  readonly issueNote: string;
  readonly contents: readonly GazetteEntry[] | null;
  readonly digest: Buffer | null;
  readonly replacedBy: number | null;
};

export async function insertChange(tx: Transaction, row: ChangeRow): Promise<void> {
  await tx.client.query(
    `insert into sites.gazette_change (matter_id, gazette_id, change, note, seen_version, items, issue_note, contents, digest,
       replaced_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.id, row.gazetteId, row.change, row.note, row.seenVersion, JSON.stringify(row.items), row.issueNote],
      ...[row.contents && JSON.stringify(row.contents), row.digest, row.replacedBy],
    ],
  );
}

export const doneChange = async (tx: Transaction, id: number, at: Date): Promise<void> =>
  void (await tx.client.query('update sites.gazette_change set done_at = $2 where matter_id = $1', [id, at]));

export async function changeById(source: Source, id: number): Promise<ChangeRow | null> {
  const { rows } = await source.query<ChangeRow & { items: unknown; contents: unknown }>(
    `select matter_id as id, gazette_id as "gazetteId", change, note, seen_version as "seenVersion", items,
            issue_note as "issueNote", contents, digest, replaced_by as "replacedBy"
       from sites.gazette_change where matter_id = $1`,
    [id],
  );
  const [row] = rows;
  if (!row) return null;
  const contents = row.contents === null ? null : z.array(GazetteEntry).parse(row.contents);
  return { ...row, items: z.array(GazetteItem).parse(row.items), contents };
}

/** The change of an issue that waits for its confirmation; asked within a transaction it lets nobody propose another. */
export async function openChangeOf(source: Source, id: number): Promise<{ id: number; number: string } | null> {
  const { rows } = await source.query<{ id: number; number: string }>(
    `select m.id, m.number from sites.gazette_change c join kernel.matter m on m.id = c.matter_id
      where c.gazette_id = $1 and m.state = 'proposed'`,
    [id],
  );
  return rows[0] ?? null;
}

export const lockIssue = async (tx: Transaction, id: number): Promise<void> =>
  void (await tx.client.query('select from sites.gazette where matter_id = $1 for update', [id]));
