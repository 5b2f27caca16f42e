export { type Book, type BookCell, type BookSheet, gridOf, readBook } from './book.ts';
export { readCompound, type Stream } from './compound.ts';
export { type OldOfficeKind, oldOfficeKind } from './kind.ts';
export { type LetterParagraph, type LetterRow, readLetter } from './letter.ts';
export { propertyTexts } from './properties.ts';
export { type OldSlide, readSlides } from './slides.ts';
