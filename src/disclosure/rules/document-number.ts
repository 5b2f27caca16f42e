/** 发文字号: letters of the agency, the year in 〔〕, a serial without leading zeros. */
const SHAPE = /^[\u4e00-\u9fa5A-Za-z]+〔\d{4}〕[1-9]\d*号$/u;

/** Other brackets that people type, and blanks. */
export const plainDocumentNumber = (typed: string): string =>
  typed
    .replaceAll(/\s/gu, '')
    .replaceAll(/[[［(（【]/gu, '〔')
    .replaceAll(/[\]］)）】]/gu, '〕');

/** @law GB/T 9704-2012 7.2.5 */
export const isDocumentNumber = (number: string): boolean => SHAPE.test(number);
