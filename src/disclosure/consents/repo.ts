import type { Day, IssuedNotice, Transaction } from '../../kernel/index.ts';
import type { Source } from '../repo/publications.ts';
import type { ConsentAnswer, Delivery, Interest } from './wire.ts';

/** One third party, asked for one publication. */
export type ConsentRow = {
  readonly id: number;
  readonly number: string;
  readonly seq: number;
  readonly state: string;
  readonly agencyId: number;
  readonly dueOn: Day | null;
  readonly publicationId: number;
  readonly interest: Interest;
  readonly addressee: Buffer | null;
  readonly about: Buffer | null;
  readonly askedHash: Buffer;
  readonly answerDays: number;
  readonly sentOn: Day;
  readonly receivedOn: Day | null;
  readonly receivedHow: Delivery | null;
  readonly answer: ConsentAnswer | null;
  readonly answeredOn: Day | null;
  readonly words: Buffer | null;
  readonly decision: 'override' | 'respect' | null;
  readonly decidedOn: Day | null;
  readonly decidedBy: number | null;
  readonly decidedHash: Buffer | null;
  readonly reason: Buffer | null;
  readonly toldOn: Day | null;
  readonly toldHow: Delivery | null;
};

const SELECT = `select c.matter_id as id, m.number, m.seq, m.state, m.agency_id as "agencyId",
    nullif(k.due_on, 'infinity') as "dueOn", c.publication_id as "publicationId", c.interest,
    c.addressee_sealed as addressee, c.about_sealed as about, c.asked_hash as "askedHash", c.answer_days as "answerDays",
    c.sent_on as "sentOn", c.received_on as "receivedOn", c.received_how as "receivedHow", c.answer,
    c.answered_on as "answeredOn", c.answer_sealed as words, c.decision, c.decided_on as "decidedOn",
    c.decided_by as "decidedBy", c.decided_hash as "decidedHash", c.reason_sealed as reason, c.told_on as "toldOn",
    c.told_how as "toldHow"
  from disclosure.consent c join kernel.matter m on m.id = c.matter_id
  left join kernel.clock k on k.matter_id = c.matter_id and k.name = 'answering'`;

export async function consentById(source: Source, id: number): Promise<ConsentRow | null> {
  const { rows } = await source.query<ConsentRow>(`${SELECT} where c.matter_id = $1`, [id]);
  return rows[0] ?? null;
}

/** Who was asked for a publication and, where it puts another right, what those said who were asked for that one. */
export async function consentsOf(source: Source, publicationId: number): Promise<readonly ConsentRow[]> {
  const { rows } = await source.query<ConsentRow>(
    `${SELECT} where c.publication_id = $1
        or m.closed_at is not null and c.publication_id in (
          select before.matter_id from disclosure.publication this
            join disclosure.publication before
              on before.published_at is not null and before.index_number = this.corrects
           where this.matter_id = $1)
      order by c.matter_id`,
    [publicationId],
  );
  return rows;
}

export async function insertConsent(
  tx: Transaction,
  row: Pick<
    ConsentRow,
    'id' | 'publicationId' | 'interest' | 'addressee' | 'about' | 'askedHash' | 'answerDays' | 'sentOn'
  >,
): Promise<void> {
  await tx.client.query(
    `insert into disclosure.consent (matter_id, publication_id, interest, addressee_sealed, about_sealed, asked_hash,
       answer_days, sent_on) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.publicationId, row.interest, row.addressee, row.about, row.askedHash, row.answerDays, row.sentOn],
  );
}

export async function noteDelivery(tx: Transaction, id: number, on: Day, how: Delivery): Promise<void> {
  await tx.client.query('update disclosure.consent set received_on = $2, received_how = $3 where matter_id = $1', [
    ...[id, on, how],
  ]);
}

export async function noteAnswer(
  tx: Transaction,
  id: number,
  said: { readonly answer: ConsentAnswer; readonly on: Day; readonly words: Buffer },
): Promise<void> {
  await tx.client.query(
    'update disclosure.consent set answer = $2, answered_on = $3, answer_sealed = $4 where matter_id = $1',
    [id, said.answer, said.on, said.words],
  );
}

export async function noteDecision(
  tx: Transaction,
  id: number,
  made: Pick<ConsentRow, 'decision' | 'decidedOn' | 'decidedBy' | 'decidedHash' | 'reason'>,
): Promise<void> {
  await tx.client.query(
    `update disclosure.consent set decision = $2, decided_on = $3, decided_by = $4, decided_hash = $5, reason_sealed = $6,
       answer = coalesce(answer, 'silent') where matter_id = $1`,
    [id, made.decision, made.decidedOn, made.decidedBy, made.decidedHash, made.reason],
  );
}

export async function noteTold(tx: Transaction, id: number, on: Day, how: Delivery): Promise<void> {
  await tx.client.query('update disclosure.consent set told_on = $2, told_how = $3 where matter_id = $1', [
    id,
    on,
    how,
  ]);
}

export type ConsentLetterKind = 'asking' | 'decision';

export async function insertConsentLetter(
  tx: Transaction,
  matterId: number,
  kind: ConsentLetterKind,
  letter: IssuedNotice,
): Promise<void> {
  await tx.client.query(
    `insert into disclosure.consent_letter (id, matter_id, kind, number, title, file_id, code, issued_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [letter.id, matterId, kind, letter.number, letter.title, letter.fileId, letter.code, letter.at],
  );
}

export type ConsentLetter = {
  readonly matterId: number;
  readonly number: string;
  readonly title: string;
  readonly fileId: string | null;
  readonly at: Date;
};

export async function lettersOfConsents(source: Source, ids: readonly number[]): Promise<readonly ConsentLetter[]> {
  const { rows } = await source.query<ConsentLetter>(
    `select matter_id as "matterId", number, title, file_id as "fileId", issued_at as at from disclosure.consent_letter
      where matter_id = any($1) order by issued_at, number`,
    [ids],
  );
  return rows;
}

export type CheckedLetter = {
  readonly number: string;
  readonly title: string;
  readonly agencyId: number;
  readonly at: Date;
};

/** What everybody learns who holds the code of a letter. */
export async function consentLetterByCode(source: Source, code: string): Promise<CheckedLetter | null> {
  const { rows } = await source.query<CheckedLetter>(
    `select number, title, agency_id as "agencyId", issued_at as at from pub.pub_consent_letter($1)`,
    [code],
  );
  return rows[0] ?? null;
}

/** Words, names and papers go; that somebody was asked, and what came of it, stays. */
export async function emptyConsent(tx: Transaction, id: number): Promise<void> {
  await tx.client.query(
    `update disclosure.consent set addressee_sealed = null, about_sealed = null, answer_sealed = null, reason_sealed = null
      where matter_id = $1`,
    [id],
  );
  await tx.client.query('update disclosure.consent_letter set file_id = null, code = null where matter_id = $1', [id]);
}
