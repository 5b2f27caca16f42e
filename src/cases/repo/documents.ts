import type { Day, Published } from '../../kernel/index.ts';
import type { CasesDb } from './database.ts';

export type DocumentKind =
  | 'receipt'
  | 'acceptance'
  | 'correction-notice'
  | 'refusal'
  | 'not-needed-notice'
  | 'special-notice'
  | 'extension-notice'
  | 'decision'
  | 'certificate';

const select = (db: CasesDb) =>
  db
    .selectFrom('cases.document as d')
    .select([
      'd.id',
      'd.matter_id as matterId',
      'd.number',
      'd.title',
      'd.file_id as fileId',
      'd.code',
      'd.holder_masked as holderMasked',
      'd.issued_at as issuedAt',
      'd.valid_from as validFrom',
      'd.valid_until as validUntil',
      'd.revoked_at as revokedAt',
      'd.revoked_why as revokedWhy',
    ])
    .select((row) => row.ref('d.kind').$castTo<DocumentKind>().as('kind'));

export type DocumentRow = Awaited<ReturnType<typeof documentsOf>>[number];

/** Everything issued on a matter, in the order of issue. */
export const documentsOf = (db: CasesDb, matterId: number) =>
  select(db).where('d.matter_id', '=', matterId).orderBy('d.issued_at').orderBy('d.id').execute();

export const documentOfKind = (db: CasesDb, matterId: number, kind: DocumentKind) =>
  select(db)
    .where('d.matter_id', '=', matterId)
    .where('d.kind', '=', kind)
    .where('d.revoked_at', 'is', null)
    .executeTakeFirst();

/** What anybody who holds the code may know of a document. */
export type VerifiedRow = {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly title: string;
  readonly itemName: string;
  readonly agencyId: number;
  readonly holderMasked: string;
  readonly issuedAt: Date;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly revokedAt: Date | null;
};

/** The document with that code. There is a function for it and no view: codes can be asked for, never listed. */
export async function documentByCode({ pool }: Published, code: string): Promise<VerifiedRow | undefined> {
  const { rows } = await pool.query<VerifiedRow>({
    name: 'cases-document-by-code',
    text: `select kind, number, title, item_name as "itemName", agency_id as "agencyId", holder_masked as "holderMasked",
                  issued_at as "issuedAt", valid_from as "validFrom", valid_until as "validUntil", revoked_at as "revokedAt"
             from pub.pub_document($1)`,
    values: [code],
  });
  return rows[0];
}

/** The matter that a document is of, for who has its code and asks for what the code alone does not show. */
export async function matterOfDocument(db: CasesDb, code: string): Promise<number> {
  const { matter_id: matterId } = await db
    .selectFrom('cases.document')
    .select('matter_id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return matterId;
}

/** How many results for the applicant there are: what delivery hands over. */
export async function countResults(db: CasesDb, matterId: number): Promise<number> {
  const { n } = await db
    .selectFrom('cases.document')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('matter_id', '=', matterId)
    .where('kind', 'in', ['certificate', 'decision'])
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
}

export type NewDocument = {
  readonly id: string;
  readonly matterId: number;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly title: string;
  readonly fileId: string | null;
  readonly code: string | null;
  readonly holderMasked: string;
  readonly at: Date;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
};

export const insertDocument = (db: CasesDb, document: NewDocument) =>
  db
    .insertInto('cases.document')
    .values({
      id: document.id,
      matter_id: document.matterId,
      kind: document.kind,
      number: document.number,
      title: document.title,
      file_id: document.fileId,
      code: document.code,
      holder_masked: document.holderMasked,
      issued_at: document.at,
      valid_from: document.validFrom,
      valid_until: document.validUntil,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();

/** True when it was in force until now. */
export async function revokeDocument(
  db: CasesDb,
  matterId: number,
  id: string,
  at: Date,
  why: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('cases.document')
    .set({ revoked_at: at, revoked_why: why })
    .where('id', '=', id)
    .where('matter_id', '=', matterId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
