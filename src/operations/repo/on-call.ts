import type pg from 'pg';
import type { Day } from '../../kernel/index.ts';
import type { Duty } from '../contract.ts';

type Source = Pick<pg.Pool, 'query'>;

export type OnCallRow = {
  readonly id: string;
  readonly duty: Duty;
  readonly personId: number;
  readonly deputyId: number | null;
  /** Sealed. */
  readonly phone: Buffer;
  readonly deputyPhone: Buffer | null;
  readonly fromOn: Day;
  readonly untilOn: Day | null;
};

const COLUMNS = `id, duty, person_id as "personId", deputy_id as "deputyId", phone_sealed as phone, deputy_phone_sealed as "deputyPhone",
  from_on as "fromOn", until_on as "untilOn"`;

/** Who is on call on a day, one for each duty. */
export async function onCallOn(source: Source, on: Day): Promise<readonly OnCallRow[]> {
  const { rows } = await source.query<OnCallRow>(
    `select distinct on (duty) ${COLUMNS} from operations.on_call
      where from_on <= $1 and (until_on is null or until_on >= $1)
      order by duty, from_on desc, entered_at desc`,
    [on],
  );
  return rows;
}

export async function onCallById(source: Source, id: string): Promise<OnCallRow | null> {
  const { rows } = await source.query<OnCallRow>(`select ${COLUMNS} from operations.on_call where id = $1`, [id]);
  return rows[0] ?? null;
}

export type NewOnCall = Omit<OnCallRow, 'untilOn'> & { readonly enteredBy: number | null; readonly at: Date };

/** Enters who is on call from a day on; whoever had the duty until then has it no longer. */
export async function putOnCall(source: Source, row: NewOnCall): Promise<void> {
  await source.query(
    `update operations.on_call set until_on = greatest(from_on, $2::date - 1)
      where duty = $1 and until_on is null`,
    [row.duty, row.fromOn],
  );
  await source.query(
    `insert into operations.on_call
       (id, duty, person_id, deputy_id, phone_sealed, deputy_phone_sealed, from_on, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [row.id, row.duty, row.personId, row.deputyId, row.phone, row.deputyPhone, row.fromOn, row.enteredBy, row.at],
  );
}
