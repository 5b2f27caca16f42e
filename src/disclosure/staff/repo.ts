import type { Day, Kernel, Transaction } from '../../kernel/index.ts';

type Source = Pick<Kernel['pool'], 'query'>;

export const QUALIFICATION_KINDS = ['training', 'exam', 'revoked'] as const;
export type QualificationKind = (typeof QUALIFICATION_KINDS)[number];

export type QualificationRow = {
  readonly id: number;
  readonly personId: number;
  readonly kind: QualificationKind;
  readonly title: string;
  readonly score: number | null;
  readonly passedOn: Day;
  readonly validUntil: Day;
  readonly note: string;
};

/** The lines of these people, newest first: the first of each counts. */
export async function qualificationsOf(
  source: Source,
  people: readonly number[],
): Promise<readonly QualificationRow[]> {
  if (people.length === 0) return [];
  const { rows } = await source.query<QualificationRow>(
    `select id, person_id as "personId", kind, title, score, passed_on as "passedOn", valid_until as "validUntil", note
       from disclosure.qualification where person_id = any($1) order by id desc`,
    [people],
  );
  return rows;
}

export async function insertQualification(
  tx: Transaction,
  row: Omit<QualificationRow, 'id'> & { readonly by: number; readonly at: Date },
): Promise<void> {
  await tx.client.query(
    `insert into disclosure.qualification (person_id, kind, title, score, passed_on, valid_until, note, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.personId, row.kind, row.title, row.score, row.passedOn, row.validUntil, row.note, row.by, row.at],
  );
}

export type Load = {
  readonly agencyId: number;
  readonly personId: number;
  readonly drafting: number;
  readonly underReview: number;
  readonly feedback: number;
  readonly late: number;
  readonly nextDue: Day | null;
};

/** What everybody has open, by who wrote the latest text of it. */
export async function loads(source: Source, agencyIds: readonly number[], today: Day): Promise<readonly Load[]> {
  const { rows } = await source.query<Load>(
    `select m.agency_id as "agencyId", w.saved_by as "personId",
            count(*) filter (where m.state = 'drafting')::int as drafting,
            count(*) filter (where m.state not in ('drafting', 'published'))::int as "underReview",
            count(*) filter (where m.state = 'published')::int as feedback,
            count(*) filter (where m.due_on < $2)::int as late,
            nullif(min(m.due_on), 'infinity') as "nextDue"
       from kernel.matter m
       join lateral (select d.saved_by from disclosure.draft d
                      where d.matter_id = m.id and not d.aside order by d.revision desc limit 1) w on w.saved_by is not null
      where m.kind = 'publication' and m.agency_id = any($1) and m.closed_at is null
      group by m.agency_id, w.saved_by`,
    [agencyIds, today],
  );
  return rows;
}
