export type TravelDocumentFault =
  | 'identity/passport-shape'
  | 'identity/hk-macao-permit-shape'
  | 'identity/taiwan-permit-shape'
  | 'identity/foreign-card-2017-shape';

/** Ordinary (E and digits; since 2017 E, a letter other than I and O, and digits; before, G), diplomatic, service and public-affairs passports. */
const PASSPORT = /^(E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|(DE|SE|PE)\d{7})$/;
/** The card of 2012 has eight digits; the older booklet two more for the number of issues. */
const HK_MACAO_PERMIT = /^[HM](\d{8}|\d{10})$/;
/** The card of 2015 has eight digits; the older booklet ten and a letter in brackets. */
const TAIWAN_PERMIT = /^(\d{8}|\d{10}\([A-Z]\))$/;
const FOREIGN_CARD_2017 = /^[A-Z]{3}\d{12}$/;

/** Why a text is not the number of a Chinese passport, or `null`. The number has no check digit. */
export const passportFault = (number: string): TravelDocumentFault | null =>
  PASSPORT.test(number) ? null : 'identity/passport-shape';

/** 港澳居民来往内地通行证. Permits for holders without Chinese nationality (since 2024) are not settled and not accepted. */
export const hkMacaoPermitFault = (number: string): TravelDocumentFault | null =>
  HK_MACAO_PERMIT.test(number) ? null : 'identity/hk-macao-permit-shape';

/** 台湾居民来往大陆通行证. */
export const taiwanPermitFault = (number: string): TravelDocumentFault | null =>
  TAIWAN_PERMIT.test(number) ? null : 'identity/taiwan-permit-shape';

/** 外国人永久居留身份证 in its 2017 form; the 2023 form is a resident number. */
export const foreignCard2017Fault = (number: string): TravelDocumentFault | null =>
  FOREIGN_CARD_2017.test(number) ? null : 'identity/foreign-card-2017-shape';
