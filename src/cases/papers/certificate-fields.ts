/**
 * Which answers stand on the certificate of an item, by basic code. Nothing else of a form is ever printed: an answer
 * given for handling a case is no part of what the city certifies.
 */
export type CertificateFields = {
  /** The field that names the holder when it is not the applicant. */
  readonly holder?: string;
  /** The field with the place; where it was not asked for, the registered address counts. */
  readonly place?: { readonly field: string; readonly label: string };
  readonly fields: readonly string[];
};

export const certificateFields: Readonly<Record<string, CertificateFields>> = {
  // 食品经营许可
  '590126011000': {
    place: { field: 'premisesAddress', label: '经营场所' },
    fields: ['signboard', 'businessKind', 'salesScope', 'cateringScope'],
  },
  // 老年人优待证
  '592021004000': { holder: 'holderName', fields: [] },
  // 最低生活保障
  '590507001000': { fields: ['kind'] },
};
