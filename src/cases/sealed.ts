import type { SealedColumn, SealedPlace } from '../kernel/index.ts';

/** Where this module keeps what is sealed: bound to column and row. The form of an application is in the kernel's payload. */
export const sealedAt = {
  draft: (id: string): SealedPlace => `cases.draft.form_sealed#${id}`,
  question: (matterId: number): SealedPlace => `cases.consultation.question_sealed#${matterId}`,
  answer: (matterId: number): SealedPlace => `cases.consultation.answer_sealed#${matterId}`,
};

const consultation = { table: 'cases.consultation', key: { matter_id: 'bigint' } } as const;

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'cases.draft', key: { id: 'uuid' }, column: 'form_sealed' },
  { ...consultation, column: 'question_sealed' },
  { ...consultation, column: 'answer_sealed' },
];
