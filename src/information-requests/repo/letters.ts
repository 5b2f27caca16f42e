import type { RequestsDb } from './database.ts';

export type LetterKind =
  | 'receipt'
  | 'confirmation'
  | 'correction-notice'
  | 'opinion-letter'
  | 'extension-notice'
  | 'reasons-notice'
  | 'delay-notice'
  | 'fee-notice'
  | 'reply'
  | 'ending-notice'
  | 'resumption-notice';

export type NewLetter = {
  readonly id: string;
  readonly matterId: number;
  readonly kind: LetterKind;
  readonly number: string;
  readonly title: string;
  readonly content: Buffer;
  readonly fileId: string | null;
  readonly code: string | null;
  readonly at: Date;
};

export const insertLetter = (db: RequestsDb, letter: NewLetter) =>
  db
    .insertInto('information_requests.letter')
    .values({
      id: letter.id,
      matter_id: letter.matterId,
      kind: letter.kind,
      number: letter.number,
      title: letter.title,
      content_sealed: letter.content,
      file_id: letter.fileId,
      code: letter.code,
      issued_at: letter.at,
    })
    .execute();

export const lettersOf = (db: RequestsDb, matterId: number) =>
  db
    .selectFrom('information_requests.letter')
    .select([
      'id',
      'kind',
      'number',
      'title',
      'content_sealed as content',
      'file_id as fileId',
      'code',
      'issued_at as issuedAt',
    ])
    .where('matter_id', '=', matterId)
    .orderBy('issued_at')
    .orderBy('id')
    .execute();

export type LetterRow = Awaited<ReturnType<typeof lettersOf>>[number];

/** That a letter was written stays; its words, its paper and its code go. */
export const emptyLetters = (db: RequestsDb, matterIds: readonly number[]) =>
  db
    .updateTable('information_requests.letter')
    .set({ content_sealed: null, file_id: null, code: null })
    .where('matter_id', 'in', [...matterIds])
    .execute();
