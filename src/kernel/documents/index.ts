export type { Unprintable } from './glyphs.ts';
export { type IssuedNotice, issueNotice } from './issue-notice.ts';
export { type PdfRenderer, pdfRenderer } from './render-pdf.ts';
export type {
  Certificate,
  Check,
  Documents,
  Fact,
  Notice,
  OfficialDocument,
  OfficialPart,
  PublicityArticle,
  Receipt,
} from './shapes.ts';
export { documentSentences } from './text.ts';
export { parseVerificationCode, type VerificationCode, verificationCode } from './verification-code.ts';
