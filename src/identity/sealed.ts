import type { SealedColumn, SealedPlace } from '../kernel/index.ts';
import { canonicalNumber } from './rules/canonical.ts';

/** Where this module keeps what is sealed: bound to column and row, so that nothing sealed for one person opens as another's. */
export const sealedAt = {
  document: (personId: number): SealedPlace => `identity.person.document_sealed#${personId}`,
  phone: (personId: number): SealedPlace => `identity.person.phone_sealed#${personId}`,
  address: (personId: number): SealedPlace => `identity.person.address_sealed#${personId}`,
  /** Named by whose session it is: its number is not known when it is written, and its token changes. */
  device: (personId: number): SealedPlace => `identity.session.device_sealed#${personId}`,
  factor: (personId: number): SealedPlace => `identity.credential.totp_sealed#${personId}`,
  offeredFactor: (personId: number): SealedPlace => `identity.credential.totp_offered#${personId}`,
};

const person = { table: 'identity.person', key: { id: 'bigint' } } as const;

export const sealedColumns: readonly SealedColumn[] = [
  { ...person, column: 'document_sealed', lookup: { column: 'document_lookup', canonical: canonicalNumber } },
  { ...person, column: 'phone_sealed', lookup: { column: 'phone_lookup', canonical: canonicalNumber } },
  { ...person, column: 'address_sealed' },
  { table: 'identity.credential', key: { person_id: 'bigint' }, column: 'totp_sealed' },
  { table: 'identity.credential', key: { person_id: 'bigint' }, column: 'totp_offered' },
  {
    table: 'identity.session',
    key: { id: 'bigint' },
    column: 'device_sealed',
    row: 't.person_id::text',
  },
];
