import type { SealedColumn, SealedPlace } from '../kernel/index.ts';

/** Where this module keeps what is sealed: the numbers of who is on call. */
export const sealedAt = {
  phone: (id: string): SealedPlace => `operations.on_call.phone_sealed#${id}`,
  deputyPhone: (id: string): SealedPlace => `operations.on_call.deputy_phone_sealed#${id}`,
};

const onCall = { table: 'operations.on_call', key: { id: 'uuid' } } as const;

export const sealedColumns: readonly SealedColumn[] = [
  { ...onCall, column: 'phone_sealed' },
  { ...onCall, column: 'deputy_phone_sealed' },
];
