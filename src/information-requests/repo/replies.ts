import type { DecisionCode } from '../decisions.ts';
import type { RequestsDb } from './database.ts';

export type NewReply = {
  readonly matterId: number;
  readonly decision: DecisionCode;
  readonly facts: Buffer;
  readonly attachments: readonly string[];
  readonly digest: string;
  readonly draftedBy: number;
  readonly at: Date;
};

/** Puts a draft in place of the one before. */
export const putReply = (db: RequestsDb, reply: NewReply) => {
  const values = {
    decision: reply.decision,
    facts_sealed: reply.facts,
    attachments: [...reply.attachments],
    digest: reply.digest,
    drafted_by: reply.draftedBy,
    drafted_at: reply.at,
    signed_at: null,
  };
  return db
    .insertInto('information_requests.reply')
    .values({ matter_id: reply.matterId, ...values })
    .onConflict((conflict) => conflict.column('matter_id').doUpdateSet(values))
    .execute();
};

export const replyOf = (db: RequestsDb, matterId: number) =>
  db
    .selectFrom('information_requests.reply')
    .select([
      'decision',
      'facts_sealed as facts',
      'attachments',
      'digest',
      'drafted_by as draftedBy',
      'drafted_at as draftedAt',
      'signed_at as signedAt',
    ])
    .where('matter_id', '=', matterId)
    .executeTakeFirst();

export type ReplyRow = NonNullable<Awaited<ReturnType<typeof replyOf>>>;

export const markSigned = (db: RequestsDb, matterId: number, at: Date) =>
  db.updateTable('information_requests.reply').set({ signed_at: at }).where('matter_id', '=', matterId).execute();

export const emptyReply = (db: RequestsDb, matterId: number) =>
  db
    .updateTable('information_requests.reply')
    .set({ facts_sealed: null, attachments: [] })
    .where('matter_id', '=', matterId)
    .execute();
