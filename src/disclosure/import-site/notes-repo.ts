import type { Source } from '../repo/publications.ts';
import { NOTE_VIEWS, type NoteRow, type NoteView } from './notes-wire.ts';

/** Pages that were no articles anyway ask for nothing. */
const HARMLESS = `('no-article', 'list', 'gone', 'other-host')`;
const OPEN = 'n.settled_at is null';
/** A draft that went its way is nothing to be done any more. */
const HELD = `(n.kind = 'held' and not exists (select from disclosure.imported_page p join kernel.matter d on d.id = p.draft_id
  where p.site = n.site and p.address = n.address and d.closed_at is not null))`;
const VIEWS: Readonly<Record<NoteView, string>> = {
  todo: `${OPEN} and (${HELD} or n.kind not in ('same', 'held')) and not (n.kind = 'skipped' and n.code in ${HARMLESS})`,
  held: `${OPEN} and ${HELD}`,
  files: `${OPEN} and n.kind in ('file-left', 'file-aside', 'unread')`,
  look: `${OPEN} and n.kind = 'inferred'`,
  skipped: `${OPEN} and n.kind = 'skipped'`,
  same: `n.kind = 'same'`,
  settled: 'n.settled_at is not null',
  all: 'true',
};

export type Listed = Pick<NoteRow, 'id' | 'address' | 'kind' | 'title' | 'index' | 'draftId' | 'settledBy'> & {
  readonly name: string;
  readonly code: string;
  readonly agencyId: number;
  readonly fileId: string | null;
  readonly notedAt: Date;
  readonly settledAt: Date | null;
};

export type NotesQuery = {
  readonly agencyIds: readonly number[];
  readonly q?: string | undefined;
  readonly site?: string | undefined;
};

const FROM = `from disclosure.import_note n join kernel.matter m on m.id = n.matter_id
  where m.agency_id = any($1) and ($2::text is null or position(lower($2) in lower(n.address || ' ' || n.name)) > 0)
    and ($3::text is null or n.site = $3)`;
const given = ({ agencyIds, q, site }: NotesQuery): readonly unknown[] => [agencyIds, q || null, site || null];

/** What imports noted, the newest first. */
export async function listedNotes(
  source: Source,
  view: NoteView,
  query: NotesQuery,
  before: number | undefined,
  limit: number,
): Promise<readonly Listed[]> {
  const { rows } = await source.query<Listed>(
    `select l.id, l.address, l.kind, l.name, l.code, l."agencyId", l."fileId", l."notedAt", l."settledAt",
            p.index_number as "index", p.draft_id as "draftId", coalesce(r.title, d.title) as title, who.name as "settledBy"
       from (select n.id, n.site, n.address, n.kind, n.name, n.code, m.agency_id as "agencyId", n.file_id as "fileId",
                    n.noted_at as "notedAt", n.settled_at as "settledAt", n.settled_by ${FROM}
                and ${VIEWS[view]} and ($4::bigint is null or n.id < $4) order by n.id desc limit $5) l
       left join disclosure.imported_page p on p.site = l.site and p.address = l.address
       left join lateral (select title from kernel.record where kind = 'publication' and key = p.index_number
                           order by version desc limit 1) r on true
       left join kernel.matter d on d.id = p.draft_id
       left join identity.person who on who.id = l.settled_by
      order by l.id desc`,
    [...given(query), before ?? null, limit],
  );
  return rows;
}

export async function countedNotes(source: Source, query: NotesQuery): Promise<Readonly<Record<NoteView, number>>> {
  const columns = NOTE_VIEWS.map((view) => `count(*) filter (where ${VIEWS[view]})::int as ${view}`);
  const { rows } = await source.query<Record<NoteView, number>>(`select ${columns.join(', ')} ${FROM}`, [
    ...given(query),
  ]);
  return rows[0] ?? { todo: 0, held: 0, files: 0, look: 0, skipped: 0, same: 0, settled: 0, all: 0 };
}

/** Sites that moved in, with how much of each stands and waits. */
export async function sitesMovedIn(source: Source, agencyIds: readonly number[]) {
  const { rows } = await source.query<{ base: string; published: number; held: number }>(
    `select p.site as base, count(*) filter (where p.state = 'published' and p.double_of is null)::int as published,
            count(*) filter (where p.state = 'held' and p.double_of is null)::int as held
       from disclosure.imported_page p join kernel.matter m on m.id = p.matter_id
      where m.agency_id = any($1) group by p.site order by p.site`,
    [agencyIds],
  );
  return rows;
}

export async function noteById(
  source: Source,
  id: number,
): Promise<{ readonly agencyId: number; readonly fileId: string | null } | null> {
  const { rows } = await source.query<{ agencyId: number; fileId: string | null }>(
    `select m.agency_id as "agencyId", n.file_id as "fileId" from disclosure.import_note n
       join kernel.matter m on m.id = n.matter_id where n.id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function setSettled(source: Source, id: number, by: number | null, at: Date | null): Promise<void> {
  await source.query('update disclosure.import_note set settled_at = $2, settled_by = $3 where id = $1', [id, at, by]);
}
