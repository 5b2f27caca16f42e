import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

/** Enters the new handling of a request: what is asked for and the code by which it is followed are the same. */
export async function copyForRedo(
  source: Source,
  redo: {
    readonly id: number;
    readonly from: number;
    readonly first: number;
    readonly disputeId: number;
    readonly on: Day;
  },
): Promise<void> {
  await source.query(
    `insert into information_requests.request (matter_id, agency_id, channel, applicant_kind, subject, wanted, medium, way,
       suggests_publication, tokens, marks, code_hash, submitted_at, arrived_on, counted_from, redo_of, ordered_by)
     select $1, agency_id, channel, applicant_kind, subject, wanted, medium, way, false, tokens, marks, code_hash,
            submitted_at, arrived_on, $5, $3, $4
       from information_requests.request where matter_id = $2`,
    [redo.id, redo.from, redo.first, redo.disputeId, redo.on],
  );
}

/** Whether a new handling of the request is under way; waits for whoever orders one at the same moment. */
export async function openRedoOf(source: Source, first: number): Promise<boolean> {
  await source.query('select from information_requests.request where matter_id = $1 for update', [first]);
  const { rows } = await source.query(
    'select from information_requests.request where redo_of = $1 and concluded_on is null',
    [first],
  );
  return rows.length > 0;
}

/** Cases about a request, or a new handling of it, that wait for the reply to be made anew. */
export async function waitingForRedo(
  source: Source,
  first: number,
): Promise<readonly { readonly id: number; readonly lodged: boolean }[]> {
  const { rows } = await source.query<{ id: number; lodged: boolean }>(
    `select m.id, m.kind = 'applicant-complaint' as lodged from information_requests.dispute d
       join kernel.matter m on m.id = d.matter_id
      where m.state = 'redoing' and d.request_id in
        (select matter_id from information_requests.request where matter_id = $1 or redo_of = $1)
      order by m.id`,
    [first],
  );
  return rows;
}

type Redo = { readonly id: number; readonly number: string; readonly orderedBy: number };

/** New handlings of a request, the first one first. */
export async function redosOf(source: Source, first: number): Promise<readonly Redo[]> {
  const { rows } = await source.query<Redo>(
    `select r.matter_id as id, m.number, r.ordered_by as "orderedBy" from information_requests.request r
       join kernel.matter m on m.id = r.matter_id where r.redo_of = $1 order by r.matter_id`,
    [first],
  );
  return rows;
}
