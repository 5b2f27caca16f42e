import type pg from 'pg';
import type { Transaction } from '../../kernel/index.ts';

type Source = Pick<pg.Pool, 'query'>;

export const ERROR_KINDS = ['broken-link', 'wrong-text', 'out-of-date', 'cannot-use', 'other'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export type ErrorRow = {
  readonly id: number;
  readonly number: string;
  readonly state: string;
  readonly dueOn: string | null;
  readonly seq: number;
  readonly site: string;
  readonly agencyId: number;
  readonly page: string | null;
  readonly kind: ErrorKind;
  readonly words: Buffer | null;
  readonly contact: Buffer | null;
  readonly codeHash: Buffer;
  readonly toldAt: Date;
  readonly answer: string | null;
  readonly wasRight: boolean | null;
  readonly answeredAt: Date | null;
};

export async function insertErrorReport(
  tx: Transaction,
  row: Pick<ErrorRow, 'id' | 'site' | 'agencyId' | 'page' | 'kind' | 'words' | 'contact' | 'codeHash' | 'toldAt'>,
): Promise<void> {
  await tx.client.query(
    `insert into sites.error_report (matter_id, site, agency_id, page, kind, words_sealed, contact_sealed, code_hash, told_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, row.site, row.agencyId, row.page, row.kind, row.words, row.contact, row.codeHash, row.toldAt],
  );
}

export async function answerErrorReport(
  tx: Transaction,
  id: number,
  { answer, wasRight, at }: { readonly answer: string; readonly wasRight: boolean; readonly at: Date },
): Promise<void> {
  await tx.client.query(
    'update sites.error_report set answer = $2, was_right = $3, answered_at = $4 where matter_id = $1',
    [id, answer, wasRight, at],
  );
}

/** What somebody wrote goes; that something was reported and answered stays. */
export async function emptyErrorReport(tx: Transaction, id: number): Promise<void> {
  await tx.client.query(
    'update sites.error_report set words_sealed = null, contact_sealed = null where matter_id = $1',
    [id],
  );
}

const SELECT = `select r.matter_id as id, m.number, m.state, nullif(m.due_on, 'infinity')::text as "dueOn", m.seq, r.site,
    r.agency_id as "agencyId", r.page, r.kind, r.words_sealed as words, r.contact_sealed as contact, r.code_hash as "codeHash",
    r.told_at as "toldAt", r.answer, r.was_right as "wasRight", r.answered_at as "answeredAt"
  from sites.error_report r join kernel.matter m on m.id = r.matter_id`;

export async function errorReportById(source: Source, id: number): Promise<ErrorRow | null> {
  const { rows } = await source.query<ErrorRow>(`${SELECT} where r.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Reports of agencies, newest first, before an id. */
export async function errorReports(
  source: Source,
  query: {
    readonly agencies: readonly number[] | null;
    readonly open: boolean;
    readonly before: number | null;
    readonly most: number;
  },
): Promise<readonly ErrorRow[]> {
  const { rows } = await source.query<ErrorRow>(
    `${SELECT} where ($1::integer[] is null or r.agency_id = any($1)) and (not $2 or r.answered_at is null)
        and ($3::bigint is null or r.matter_id < $3) order by r.matter_id desc limit $4`,
    [query.agencies, query.open, query.before, query.most],
  );
  return rows;
}

export type ErrorCounts = {
  readonly told: number;
  readonly answered: number;
  readonly right: number;
};

/** What was reported since an instant, and what became of it. */
export async function errorCounts(source: Source, site: string | null, since: Date): Promise<ErrorCounts> {
  const { rows } = await source.query<ErrorCounts>(
    `select count(*)::int as told, count(answered_at)::int as answered, (count(*) filter (where was_right))::int as "right"
       from pub.pub_error_report where told_at >= $2 and ($1::text is null or site = $1)`,
    [site, since],
  );
  return rows[0] ?? { told: 0, answered: 0, right: 0 };
}
