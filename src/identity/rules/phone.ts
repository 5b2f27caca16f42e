export type PhoneFault = 'identity/mobile-shape' | 'identity/landline-shape' | 'identity/phone-shape';

/** 13-digit numbers of machines (物联网) are left out: nobody answers them. */
const MOBILE = /^1[3-9]\d{9}$/;
const LANDLINE = /^0\d{2,3}-?[2-9]\d{6,7}(-\d{1,6})?$/;
const SERVICE_LINE = /^(12345|400-?\d{3}-?\d{4})$/;

/** Why a text is not a mobile number of the mainland, or `null`. */
export const mobileFault = (number: string): PhoneFault | null =>
  MOBILE.test(number) ? null : 'identity/mobile-shape';

/** Why a text is not a landline with its area code (extension allowed), or `null`. */
export const landlineFault = (number: string): PhoneFault | null =>
  LANDLINE.test(number) ? null : 'identity/landline-shape';

/** Why nobody could be called there, or `null`: a mobile, a landline, 12345 or a 400 number. */
export const phoneFault = (number: string): PhoneFault | null =>
  MOBILE.test(number) || LANDLINE.test(number) || SERVICE_LINE.test(number) ? null : 'identity/phone-shape';
