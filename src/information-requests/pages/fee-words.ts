import type { FeeTable } from '../rules/fees.ts';
import { feeWords } from './text.ts';

/** A table as people read it, one sentence for each way of counting. */
export const feeLines = ({ items, pages }: FeeTable): readonly string[] => [
  feeWords.items(bandsIn(items.bands, feeWords.item)),
  feeWords.pages(bandsIn(pages.bands, feeWords.page)),
];

/** The bands of one way of counting, as a clause. */
export function bandsIn(bands: FeeTable['items']['bands'], unit: string): string {
  let from = 1;
  const parts = bands.map(({ upTo, yuan, every, step }) => {
    const span = feeWords.span(from, upTo, unit);
    from = (upTo ?? 0) + 1;
    if (yuan === 0) return feeWords.free(span);
    return every && step ? feeWords.rising(span, yuan, every, step, unit) : feeWords.charged(span, yuan, unit);
  });
  return parts.join(feeWords.between);
}
