import type { Cell } from '../checks.ts';
import { DOCUMENT_ROWS, type DocumentRow } from '../form.ts';
import { checkText, documentRowLabels } from '../text.ts';
import type { PublishedReport } from './report.ts';

/** Documents in force that do not follow from the year before; a clean-up may explain it, so it is no violation. */
export function yearWarnings(before: PublishedReport, after: PublishedReport): readonly string[] {
  return DOCUMENT_ROWS.flatMap((row) => {
    const was = inForce(before, row);
    const now = inForce(after, row);
    const made = numberOf(after.documents[row]?.made);
    const abolished = numberOf(after.documents[row]?.abolished);
    if (was === null || now === null || made === null || abolished === null) return [];
    const expected = was + made - abolished;
    return expected === now ? [] : [checkText.documentsCarry(documentRowLabels[row], expected, now)];
  });
}

const inForce = ({ documents }: PublishedReport, row: DocumentRow): number | null =>
  numberOf(documents[row]?.['in-force']);

const numberOf = (cell: Cell | undefined): number | null => (cell?.kind === 'number' ? cell.value : null);
