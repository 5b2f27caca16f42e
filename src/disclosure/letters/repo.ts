import type { Day, Transaction } from '../../kernel/index.ts';
import type { Source } from '../repo/publications.ts';
import type { AskedKind, LetterStanding, Outcome, Way } from './wire.ts';

export type StoredLetter = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly state: string;
  readonly agencyId: number;
  readonly about: string;
  readonly askedKind: AskedKind;
  readonly asked: string;
  readonly way: Way;
  readonly sentOn: Day;
  readonly dueOn: Day;
  readonly answeredOn: Day | null;
  readonly answer: string | null;
  readonly outcome: Outcome | null;
};

export async function insertLetter(
  tx: Transaction,
  id: number,
  row: Pick<StoredLetter, 'agencyId' | 'about' | 'askedKind' | 'asked' | 'way' | 'sentOn' | 'dueOn'>,
): Promise<void> {
  await tx.client.query(
    `insert into disclosure.letter (matter_id, agency_id, about, asked_kind, asked, way, sent_on, due_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, row.agencyId, row.about, row.askedKind, row.asked, row.way, row.sentOn, row.dueOn],
  );
}

export async function closeLetter(
  tx: Transaction,
  id: number,
  row: Pick<StoredLetter, 'answeredOn' | 'answer' | 'outcome'>,
): Promise<void> {
  await tx.client.query(
    'update disclosure.letter set answered_on = $2, answer = $3, outcome = $4 where matter_id = $1',
    [id, row.answeredOn, row.answer, row.outcome],
  );
}

const SELECT = `select l.matter_id::float8 as id, m.number, m.seq, m.state, l.agency_id as "agencyId", l.about,
    l.asked_kind as "askedKind", l.asked, l.way, l.sent_on as "sentOn", l.due_on as "dueOn",
    l.answered_on as "answeredOn", l.answer, l.outcome`;
const FROM = 'from disclosure.letter l join kernel.matter m on m.id = l.matter_id';

export async function letterById(source: Source, id: number): Promise<StoredLetter | null> {
  const { rows } = await source.query<StoredLetter>(`${SELECT} ${FROM} where l.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

type LetterQuery = {
  readonly agencyIds: readonly number[];
  readonly q?: string | undefined;
  readonly today: Day;
};
/** $1 agencies, $2 words, $3 today. */
const WHERE = `where l.agency_id = any($1) and $3::date is not null and ($2::text is null
    or position(lower($2) in lower(concat_ws(' ', l.about, l.asked, m.number))) > 0)`;
const IS: Readonly<Record<LetterStanding, string>> = {
  waiting: `m.state = 'waiting'`,
  late: `m.state = 'waiting' and l.due_on < $3::date`,
  answered: `m.state = 'answered'`,
  unanswered: `m.state = 'unanswered'`,
  all: 'true',
};
const valuesOf = ({ agencyIds, q, today }: LetterQuery) => [agencyIds, q || null, today];

export async function letterRows(
  source: Source,
  standing: LetterStanding,
  query: LetterQuery,
  { before, most }: { readonly before?: number | undefined; readonly most: number },
): Promise<readonly StoredLetter[]> {
  const { rows } = await source.query<StoredLetter>(
    `${SELECT} ${FROM} ${WHERE} and ${IS[standing]} and ($4::bigint is null or l.matter_id < $4)
      order by l.matter_id desc limit $5`,
    [...valuesOf(query), before ?? null, most],
  );
  return rows;
}

export async function letterCounts(
  source: Source,
  query: LetterQuery,
): Promise<Readonly<Record<LetterStanding, number>>> {
  const counted = Object.entries(IS).map(([name, is]) => `(count(*) filter (where ${is}))::int as "${name}"`);
  const { rows } = await source.query<Record<LetterStanding, number>>(
    `select ${counted.join(', ')} ${FROM} ${WHERE}`,
    valuesOf(query),
  );
  return rows[0] ?? { waiting: 0, late: 0, answered: 0, unanswered: 0, all: 0 };
}
