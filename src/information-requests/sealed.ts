import type { SealedColumn, SealedPlace } from '../kernel/index.ts';

/** Where this module keeps what is sealed: bound to column and row. */
export const sealedAt = {
  name: (matterId: number): SealedPlace => `information_requests.applicant.name_sealed#${matterId}`,
  document: (matterId: number): SealedPlace => `information_requests.applicant.document_sealed#${matterId}`,
  contact: (matterId: number): SealedPlace => `information_requests.applicant.contact_sealed#${matterId}`,
  addressee: (matterId: number): SealedPlace => `information_requests.opinion.addressee_sealed#${matterId}`,
  question: (matterId: number): SealedPlace => `information_requests.opinion.question_sealed#${matterId}`,
  answer: (matterId: number): SealedPlace => `information_requests.opinion.answer_sealed#${matterId}`,
  facts: (matterId: number): SealedPlace => `information_requests.reply.facts_sealed#${matterId}`,
  complaint: (matterId: number): SealedPlace => `information_requests.complaint.words_sealed#${matterId}`,
  complaintAnswer: (matterId: number): SealedPlace => `information_requests.complaint.answer_sealed#${matterId}`,
  letter: (id: string): SealedPlace => `information_requests.letter.content_sealed#${id}`,
};

/** A number and a name are hashed as they are compared: without spaces, letters large. */
export const canonicalWords = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase();

const applicant = { table: 'information_requests.applicant', key: { matter_id: 'bigint' } } as const;
const complaint = { table: 'information_requests.complaint', key: { matter_id: 'bigint' } } as const;
const opinion = { table: 'information_requests.opinion', key: { matter_id: 'bigint' } } as const;

export const sealedColumns: readonly SealedColumn[] = [
  { ...applicant, column: 'name_sealed', lookup: { column: 'name_lookup', canonical: canonicalWords } },
  { ...applicant, column: 'document_sealed', lookup: { column: 'document_lookup', canonical: canonicalWords } },
  { ...applicant, column: 'contact_sealed' },
  { ...complaint, column: 'words_sealed', lookup: { column: 'words_lookup', canonical: canonicalWords } },
  { ...complaint, column: 'answer_sealed' },
  { ...opinion, column: 'addressee_sealed' },
  { ...opinion, column: 'question_sealed' },
  { ...opinion, column: 'answer_sealed' },
  { table: 'information_requests.reply', key: { matter_id: 'bigint' }, column: 'facts_sealed' },
  { table: 'information_requests.letter', key: { id: 'uuid' }, column: 'content_sealed' },
];
