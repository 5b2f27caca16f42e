import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';
import type { DisputeKind, DisputeResult } from './contract.ts';

type Source = Pick<pg.Pool, 'query'>;

/** A case with what its matter says of it. */
export type Dispute = {
  readonly id: number;
  readonly number: string;
  readonly kind: DisputeKind;
  readonly agencyId: number;
  readonly requestId: number | null;
  readonly requestNumber: string | null;
  readonly afterId: number | null;
  readonly afterReconsideration: boolean;
  readonly authority: string;
  readonly caseNumber: string;
  readonly ground: string;
  readonly acceptedOn: Day;
  readonly servedOn: Day;
  readonly answeredOn: Day | null;
  readonly result: DisputeResult | null;
  readonly resultOn: Day | null;
  readonly resultNote: string | null;
  readonly lesson: string | null;
  readonly deliveredOn: Day | null;
  readonly state: string;
  readonly dueOn: Day | 'infinity';
  /** Brought by the applicant himself. */
  readonly lodged: boolean;
  readonly redoId: number | null;
  readonly redoNumber: string | null;
  readonly redoConcludedOn: Day | null;
};

const SELECT = `select d.matter_id as id, m.number, d.kind, d.agency_id as "agencyId", d.request_id as "requestId",
    rm.number as "requestNumber", d.after_id as "afterId", d.after_reconsideration as "afterReconsideration", d.authority,
    d.case_number as "caseNumber", d.ground, d.accepted_on as "acceptedOn", d.served_on as "servedOn",
    d.answered_on as "answeredOn", d.result, d.result_on as "resultOn", d.result_note as "resultNote", d.lesson,
    r.delivered_on as "deliveredOn", m.state, m.due_on as "dueOn",
    c.matter_id is not null as lodged, o.matter_id as "redoId", om.number as "redoNumber", o.concluded_on as "redoConcludedOn"
  from information_requests.dispute d join kernel.matter m on m.id = d.matter_id
  left join information_requests.request r on r.matter_id = d.request_id
  left join kernel.matter rm on rm.id = d.request_id
  left join information_requests.complaint c on c.matter_id = d.matter_id
  left join information_requests.request o on o.ordered_by = d.matter_id
  left join kernel.matter om on om.id = o.matter_id`;

export type DisputeQuery = {
  readonly agencyIds: readonly number[];
  /** Accepted in the year, decided in it, or not decided when it began. */
  readonly year: number | null;
  readonly kind: DisputeKind | null;
  readonly isOpen: boolean | null;
  readonly words: string;
  /** The number of the last case of the page before; the latest come first. */
  readonly after: number | null;
  readonly limit: number;
};

/** Cases of some agencies, the latest first, one more than `limit` where there are more. */
export async function disputesOf(source: Source, query: DisputeQuery): Promise<readonly Dispute[]> {
  const { rows } = await source.query<Dispute>(
    `${SELECT} where d.agency_id = any($1::int[])
       and ($2::int is null or (d.accepted_on <= make_date($2::int, 12, 31) and (d.result_on is null or d.result_on >= make_date($2::int, 1, 1))))
       and ($3::text is null or d.kind = $3)
       and ($4::boolean is null or (d.result is null) = $4)
       and ($5 = '' or position($5 in m.number || ' ' || d.authority || ' ' || d.case_number || ' ' || d.ground) > 0)
       and ($6::bigint is null or d.matter_id < $6)
     order by d.matter_id desc limit $7`,
    [query.agencyIds, query.year, query.kind, query.isOpen, query.words, query.after, query.limit + 1],
  );
  return rows;
}

export async function disputeById(source: Source, id: number): Promise<Dispute | null> {
  const { rows } = await source.query<Dispute>(`${SELECT} where d.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** The cases that were brought against the reply to a request, the oldest first. */
export async function disputesOfRequest(source: Source, requestId: number): Promise<readonly Dispute[]> {
  const { rows } = await source.query<Dispute>(`${SELECT} where d.request_id = $1 order by d.matter_id`, [requestId]);
  return rows;
}

export type NewDispute = Pick<
  Dispute,
  | 'kind'
  | 'agencyId'
  | 'requestId'
  | 'afterId'
  | 'afterReconsideration'
  | 'authority'
  | 'caseNumber'
  | 'ground'
  | 'acceptedOn'
  | 'servedOn'
> & { readonly summary: boolean };

export async function insertDispute(source: Source, id: number, dispute: NewDispute): Promise<void> {
  await source.query(
    `insert into information_requests.dispute (matter_id, kind, agency_id, request_id, after_id, after_reconsideration, authority,
       case_number, ground, accepted_on, served_on, summary_procedure)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      dispute.kind,
      dispute.agencyId,
      dispute.requestId,
      dispute.afterId,
      dispute.afterReconsideration,
      dispute.authority,
      dispute.caseNumber,
      dispute.ground,
      dispute.acceptedOn,
      dispute.servedOn,
      dispute.summary,
    ],
  );
}

export type DisputeChange = {
  readonly answeredOn?: Day;
  readonly result?: DisputeResult;
  readonly resultOn?: Day;
  readonly resultNote?: string;
  readonly lesson?: string;
};

export async function changeDispute(source: Source, id: number, change: DisputeChange): Promise<void> {
  await source.query(
    `update information_requests.dispute set answered_on = coalesce($2, answered_on), result = coalesce($3, result),
       result_on = coalesce($4, result_on), result_note = coalesce($5, result_note), lesson = coalesce($6, lesson)
     where matter_id = $1`,
    [
      id,
      change.answeredOn ?? null,
      change.result ?? null,
      change.resultOn ?? null,
      change.resultNote ?? null,
      change.lesson ?? null,
    ],
  );
}

/** A reply of ours by the number of its request: only what was replied to can be disputed. */
export async function repliedRequest(
  source: Source,
  number: string,
): Promise<{ readonly id: number; readonly agencyId: number } | null> {
  const { rows } = await source.query<{ id: number; agencyId: number }>(
    `select r.matter_id as id, r.agency_id as "agencyId" from information_requests.request r
       join kernel.matter m on m.id = r.matter_id
      where m.number = $1 and r.concluded_on is not null`,
    [number],
  );
  return rows[0] ?? null;
}

export type Counters = { readonly corrected: number; readonly lost: number; readonly complaints: number };

/** Corrected reconsiderations, lost lawsuits, complaints of a year. @law M-043 */
export async function countersOf(source: Source, agencyIds: readonly number[], year: number): Promise<Counters> {
  const { rows } = await source.query<Counters>(
    `select count(*) filter (where kind = 'reconsideration' and result = 'corrected')::int as corrected,
            count(*) filter (where kind = 'lawsuit' and result = 'corrected')::int as lost,
            count(*) filter (where kind = 'complaint' and extract(year from accepted_on) = $2)::int as complaints
       from information_requests.dispute
      where agency_id = any($1::int[]) and (kind = 'complaint' or extract(year from result_on) = $2)`,
    [agencyIds, year],
  );
  return rows[0] ?? { corrected: 0, lost: 0, complaints: 0 };
}

/** Whose request it is, when he has an account. */
export async function subjectOf(
  source: Source,
  requestId: number,
): Promise<{ readonly id: number; readonly number: string; readonly subjectId: number | null } | null> {
  const { rows } = await source.query<{ id: number; number: string; subjectId: number | null }>(
    `select id, number, subject_id as "subjectId" from kernel.matter where id = $1`,
    [requestId],
  );
  return rows[0] ?? null;
}
