/** A PDF in which what was marked is gone for good. */
export { colourProfile } from './archivable.ts';
export { BLACK, blackened, type Marks, placesOf } from './marks.ts';
export { redactPdf } from './pdf.ts';
