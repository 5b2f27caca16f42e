/**
 * A number as people type it, made comparable: full-width characters and letters in small print are accepted,
 * blanks dropped. Hyphens stay: in a telephone number they carry meaning.
 */
export const canonicalNumber = (typed: string): string => typed.normalize('NFKC').replace(/\s+/g, '').toUpperCase();
