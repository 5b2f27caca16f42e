import type { CasesDb } from './database.ts';

export type ConsultationChannel = 'online' | 'window' | 'phone';

export type NewConsultation = {
  readonly matterId: number;
  readonly agencyId: number;
  readonly itemCode: string | null;
  readonly channel: ConsultationChannel;
  readonly askedBy: number | null;
  readonly question: Buffer;
  readonly at: Date;
};

export const insertConsultation = (db: CasesDb, consultation: NewConsultation) =>
  db
    .insertInto('cases.consultation')
    .values({
      matter_id: consultation.matterId,
      agency_id: consultation.agencyId,
      item_code: consultation.itemCode,
      channel: consultation.channel,
      asked_by: consultation.askedBy,
      question_sealed: consultation.question,
      asked_at: consultation.at,
    })
    .execute();

export const answerConsultation = (db: CasesDb, matterId: number, answer: Buffer, at: Date) =>
  db
    .updateTable('cases.consultation')
    .set({ answer_sealed: answer, answered_at: at })
    .where('matter_id', '=', matterId)
    .executeTakeFirst();

export const consultationOf = (db: CasesDb, matterId: number) =>
  db
    .selectFrom('cases.consultation')
    .select([
      'channel',
      'item_code as itemCode',
      'asked_by as askedBy',
      'question_sealed as question',
      'answer_sealed as answer',
    ])
    .where('matter_id', '=', matterId)
    .executeTakeFirst();

/** What a person has asked, newest first. */
export const consultationsOf = (db: CasesDb, personId: number, limit: number) =>
  db
    .selectFrom('cases.consultation as c')
    .innerJoin('kernel.matter as m', 'm.id', 'c.matter_id')
    .select([
      'm.id',
      'm.number',
      'm.title',
      'm.opened_at as openedAt',
      'c.question_sealed as question',
      'c.answer_sealed as answer',
    ])
    .where('c.asked_by', '=', personId)
    .orderBy('c.asked_at', 'desc')
    .limit(limit)
    .execute();
