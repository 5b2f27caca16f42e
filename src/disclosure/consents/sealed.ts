import type { Kernel, SealedColumn, SealedPlace } from '../../kernel/index.ts';
import type { ConsentRow } from './repo.ts';

/** Where it is kept what is sealed: bound to column and row. */
export const place = {
  addressee: (id: number): SealedPlace => `disclosure.consent.addressee_sealed#${id}`,
  about: (id: number): SealedPlace => `disclosure.consent.about_sealed#${id}`,
  answer: (id: number): SealedPlace => `disclosure.consent.answer_sealed#${id}`,
  reason: (id: number): SealedPlace => `disclosure.consent.reason_sealed#${id}`,
};
const table = { table: 'disclosure.consent', key: { matter_id: 'bigint' } } as const;
export const consentsSealed: readonly SealedColumn[] = [
  { ...table, column: 'addressee_sealed' },
  { ...table, column: 'about_sealed' },
  { ...table, column: 'answer_sealed' },
  { ...table, column: 'reason_sealed' },
];

/** What was sealed of one asking; null where it was erased. */
export const openedConsent = ({ seal }: Pick<Kernel, 'seal'>, row: ConsentRow) => {
  const open = (bytes: Buffer | null, where: SealedPlace): string | null => bytes && seal.open(bytes, where);
  return {
    addressee: open(row.addressee, place.addressee(row.id)),
    about: open(row.about, place.about(row.id)),
    words: open(row.words, place.answer(row.id)),
    reason: open(row.reason, place.reason(row.id)),
  };
};
