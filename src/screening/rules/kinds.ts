/** What is looked for. */
export const KINDS = [
  'resident_id',
  'mobile',
  'landline',
  'bank_card',
  'passport',
  'hk_macao_permit',
  'taiwan_permit',
  'vehicle_plate',
  'email',
  'home_address',
  'person_name',
] as const;

export type Kind = (typeof KINDS)[number];

/**
 * Something of a person that stands in a text. Offsets count UTF-16 code units, as `slice` does, end exclusive;
 * `text` is exactly what stands there.
 */
export type Hit = { readonly kind: Kind; readonly start: number; readonly end: number; readonly text: string };

/** Changes when a rule changes what is found: then the whole stock is looked through again. */
export const RULES_VERSION = '6';
