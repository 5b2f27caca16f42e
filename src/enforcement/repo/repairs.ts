import type { Day, Transaction } from '../../kernel/index.ts';
import type { Source } from './results.ts';

export type RepairRow = {
  readonly id: number;
  readonly number: string;
  readonly state: string;
  readonly seq: number;
  readonly resultId: number;
  readonly index: string;
  readonly agencyId: number;
  readonly documentNumber: string;
  readonly party: string;
  readonly appliedOn: Day;
  readonly statement: string;
  readonly fulfilled: boolean;
  readonly remedied: boolean;
  readonly noRepetition: boolean;
  readonly notListed: boolean;
  readonly outcome: string | null;
  readonly decidedOn: Day | null;
  readonly decisionNumber: string | null;
  readonly words: string | null;
  readonly dueOn: Day | null;
};

const SELECT = `select a.matter_id as id, m.number, m.state, m.seq, a.result_id as "resultId", a.index_number as index,
  a.agency_id as "agencyId", r.document_number as "documentNumber", r.party, a.applied_on as "appliedOn", a.statement,
  a.fulfilled, a.remedied, a.no_repetition as "noRepetition", a.not_listed as "notListed", a.outcome,
  a.decided_on as "decidedOn", a.document_number as "decisionNumber", a.words,
  (select min(nullif(c.due_on, 'infinity')) from kernel.clock c where c.matter_id = a.matter_id and c.met_on is null) as "dueOn"
  from enforcement.repair a join kernel.matter m on m.id = a.matter_id join enforcement.result r on r.matter_id = a.result_id`;

export async function repairById(source: Source, id: number): Promise<RepairRow | null> {
  const { rows } = await source.query<RepairRow>(`${SELECT} where a.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Applications about one result, the newest first. */
export async function repairsOf(source: Source, resultId: number): Promise<readonly RepairRow[]> {
  const { rows } = await source.query<RepairRow>(`${SELECT} where a.result_id = $1 order by a.matter_id desc`, [
    resultId,
  ]);
  return rows;
}

export async function listedRepairs(
  source: Source,
  query: {
    readonly agencyIds: readonly number[];
    readonly q: string | null;
    readonly open: boolean;
    readonly before: number | null;
    readonly limit: number;
  },
): Promise<readonly RepairRow[]> {
  const { rows } = await source.query<RepairRow>(
    `${SELECT} where a.agency_id = any($1) and ($2::text is null or r.document_number ilike '%' || $2 || '%'
        or r.party ilike '%' || $2 || '%' or m.number = $2)
      and (not $3 or a.outcome is null) and ($4::bigint is null or a.matter_id < $4) order by a.matter_id desc limit $5`,
    [query.agencyIds, query.q, query.open, query.before, query.limit],
  );
  return rows;
}

export type NewRepair = Pick<
  RepairRow,
  | 'id'
  | 'resultId'
  | 'index'
  | 'agencyId'
  | 'appliedOn'
  | 'statement'
  | 'fulfilled'
  | 'remedied'
  | 'noRepetition'
  | 'notListed'
>;

export async function insertRepair(tx: Transaction, row: NewRepair): Promise<void> {
  await tx.client.query(
    `insert into enforcement.repair (matter_id, result_id, index_number, agency_id, applied_on, statement, fulfilled, remedied,
       no_repetition, not_listed) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.id, row.resultId, row.index, row.agencyId, row.appliedOn, row.statement],
      ...[row.fulfilled, row.remedied, row.noRepetition, row.notListed],
    ],
  );
}

export async function noteRepair(
  tx: Transaction,
  id: number,
  {
    outcome,
    decidedOn,
    documentNumber,
    words,
  }: {
    readonly outcome: 'granted' | 'denied' | 'not-accepted';
    readonly decidedOn: Day;
    readonly documentNumber: string | null;
    readonly words: string | null;
  },
): Promise<void> {
  await tx.client.query(
    `update enforcement.repair set outcome = $2, decided_on = $3, document_number = $4, words = $5 where matter_id = $1`,
    [id, outcome, decidedOn, documentNumber, words],
  );
}
