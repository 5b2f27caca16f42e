import type pg from 'pg';
import type { ComplaintAspect } from './contract.ts';

type Source = Pick<pg.Pool, 'query'>;

export type ComplaintRow = {
  readonly id: number;
  readonly number: string;
  readonly requestId: number;
  readonly aspect: ComplaintAspect;
  readonly words: Buffer | null;
  readonly answer: Buffer | null;
  readonly state: string;
};

const SELECT = `select c.matter_id as id, m.number, c.request_id as "requestId", c.aspect, c.words_sealed as words,
    c.answer_sealed as answer, m.state
  from information_requests.complaint c join kernel.matter m on m.id = c.matter_id`;

/** Complaints about the handling of one request, the oldest first. */
export async function complaintsOf(source: Source, requestId: number): Promise<readonly ComplaintRow[]> {
  const { rows } = await source.query<ComplaintRow>(`${SELECT} where c.request_id = $1 order by c.matter_id`, [
    requestId,
  ]);
  return rows;
}

export async function complaintById(source: Source, id: number): Promise<ComplaintRow | null> {
  const { rows } = await source.query<ComplaintRow>(`${SELECT} where c.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Who complains twice at once waits here for himself. */
export async function lockRequest(source: Source, requestId: number): Promise<void> {
  await source.query('select from information_requests.request where matter_id = $1 for update', [requestId]);
}

export type KnownComplaint = { readonly number: string; readonly isOpen: boolean; readonly isSame: boolean };

/** What was complained of before in this request: with the same words, or still being looked into. */
export async function complainedBefore(
  source: Source,
  requestId: number,
  lookups: readonly Buffer[],
): Promise<readonly KnownComplaint[]> {
  const { rows } = await source.query<KnownComplaint>(
    `select m.number, d.result is null as "isOpen", coalesce(c.words_lookup = any($2::bytea[]), false) as "isSame"
       from information_requests.complaint c join kernel.matter m on m.id = c.matter_id
       join information_requests.dispute d on d.matter_id = c.matter_id
      where c.request_id = $1 order by c.matter_id desc`,
    [requestId, [...lookups]],
  );
  return rows;
}

export async function insertComplaint(
  source: Source,
  complaint: {
    readonly id: number;
    readonly requestId: number;
    readonly aspect: ComplaintAspect;
    readonly words: Buffer;
    readonly lookup: Buffer;
  },
): Promise<void> {
  await source.query(
    `insert into information_requests.complaint (matter_id, request_id, aspect, words_sealed, words_lookup)
     values ($1, $2, $3, $4, $5)`,
    [complaint.id, complaint.requestId, complaint.aspect, complaint.words, complaint.lookup],
  );
}

export async function answerComplaint(source: Source, id: number, answer: Buffer): Promise<void> {
  await source.query('update information_requests.complaint set answer_sealed = $2 where matter_id = $1', [id, answer]);
}

/** What was written goes; that there was a complaint, and its result, stays for the figures. */
export async function emptyComplaint(source: Source, id: number): Promise<void> {
  await source.query(
    `update information_requests.complaint set words_sealed = null, words_lookup = null, answer_sealed = null
      where matter_id = $1`,
    [id],
  );
}
