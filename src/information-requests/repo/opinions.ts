import type { Day } from '../../kernel/index.ts';
import type { RequestsDb } from './database.ts';

export type Whom = 'third-party' | 'agency';
export type OpinionAnswer = 'agrees' | 'objects' | 'partly' | 'silent';

export const insertOpinion = (
  db: RequestsDb,
  opinion: {
    readonly matterId: number;
    readonly requestId: number;
    readonly whom: Whom;
    readonly addressee: Buffer;
    readonly question: Buffer;
    readonly sentOn: Day;
  },
) =>
  db
    .insertInto('information_requests.opinion')
    .values({
      matter_id: opinion.matterId,
      request_id: opinion.requestId,
      whom: opinion.whom,
      addressee_sealed: opinion.addressee,
      question_sealed: opinion.question,
      sent_on: opinion.sentOn,
    })
    .execute();

export const opinionsOf = (db: RequestsDb, requestId: number) =>
  db
    .selectFrom('information_requests.opinion as o')
    .innerJoin('kernel.matter as m', 'm.id', 'o.matter_id')
    .select([
      'm.id',
      'm.number',
      'm.state',
      'm.seq',
      'm.due_on as dueOn',
      'o.whom',
      'o.addressee_sealed as addressee',
      'o.question_sealed as question',
      'o.sent_on as sentOn',
      'o.received_on as receivedOn',
      'o.answered_on as answeredOn',
      'o.answer',
      'o.answer_sealed as words',
      'o.late_on as lateOn',
    ])
    .where('o.request_id', '=', requestId)
    .orderBy('m.id')
    .execute();

export const changeOpinion = (
  db: RequestsDb,
  matterId: number,
  change: {
    readonly received_on?: Day;
    readonly answered_on?: Day;
    readonly answer?: OpinionAnswer;
    readonly answer_sealed?: Buffer;
    readonly late_on?: Day;
  },
) => db.updateTable('information_requests.opinion').set(change).where('matter_id', '=', matterId).execute();

export const emptyOpinions = (db: RequestsDb, requestId: number) =>
  db
    .updateTable('information_requests.opinion')
    .set({ addressee_sealed: null, question_sealed: null, answer_sealed: null })
    .where('request_id', '=', requestId)
    .returning('matter_id as id')
    .execute();
