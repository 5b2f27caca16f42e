import type { Day } from '../../kernel/index.ts';
import type { CasesDb } from './database.ts';

/** Whether a certificate of the application is in force on a day: its holder shows it, and others check it. */
export async function certificateInForce(db: CasesDb, matterId: number, on: Day): Promise<boolean> {
  const row = await db
    .selectFrom('cases.document')
    .select('id')
    .where('matter_id', '=', matterId)
    .where('kind', '=', 'certificate')
    .where('revoked_at', 'is', null)
    .where(({ or, eb }) => or([eb('valid_until', 'is', null), eb('valid_until', '>=', on)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The register of papers stays: what was issued when. Who it was issued to, the paper and its code go. */
export const emptyDocuments = (db: CasesDb, matterId: number) =>
  db
    .updateTable('cases.document')
    .set({ file_id: null, code: null, holder_masked: '' })
    .where('matter_id', '=', matterId)
    .execute();

/** Dates and outcome stay, for the statistics; what was answered, handed in and noted goes. */
export async function emptyApplication(db: CasesDb, matterId: number): Promise<void> {
  await db
    .updateTable('cases.application')
    .set({ answers: '{}', uploads: '{}', checklist: '{}' })
    .where('matter_id', '=', matterId)
    .execute();
  await db
    .deleteFrom('cases.draft')
    .where(({ or, eb }) => or([eb('matter_id', '=', matterId), eb('corrects', '=', matterId)]))
    .execute();
}

export const emptyConsultation = (db: CasesDb, matterId: number, at: Date) =>
  db
    .updateTable('cases.consultation')
    .set({ question_sealed: null, answer_sealed: null, erased_at: at })
    .where('matter_id', '=', matterId)
    .execute();
