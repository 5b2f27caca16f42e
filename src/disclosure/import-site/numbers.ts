import { dayOf, type Transaction, yearOf } from '../../kernel/index.ts';
import { giveNumbers, nextSerial } from '../repo/published.ts';
import { indexNumber } from '../rules/index-number.ts';
import type { Prepared } from './prepare.ts';

/** Who numbers, and how. */
export type Numbering = {
  readonly agency: {
    readonly id: number;
    readonly region: string;
    readonly uscc: string;
    readonly numberedBy: number;
  };
  readonly pattern: string;
  readonly at: Date;
};

/** Numbered in the year in which it was published, as if it had been here; a number that is somebody's is left out. */
export async function newIndexes(
  { agency, pattern, at }: Numbering,
  tx: Transaction,
  pages: readonly Prepared[],
): Promise<ReadonlyMap<Prepared, string>> {
  const numbers = new Map<Prepared, string>();
  const years = Map.groupBy(pages, ({ page }) => yearOf(dayOf(page.publishedAt)));
  for (const [year, ofYear] of [...years].toSorted(([a], [b]) => a - b)) {
    let serial = await nextSerial(tx, agency.numberedBy, year);
    for (let waiting: readonly Prepared[] = ofYear; waiting.length > 0; ) {
      const tried = waiting.map((prepared) => {
        const { node } = prepared.content;
        const number = indexNumber(pattern, { uscc: agency.uscc, region: agency.region, year, serial, node });
        return { prepared, number, agencyId: agency.numberedBy, year, serial: serial++ };
      });
      const taken = await giveNumbers(tx, tried, at);
      for (const { prepared, number } of tried) if (!taken.has(number)) numbers.set(prepared, number);
      waiting = tried.filter(({ number }) => taken.has(number)).map(({ prepared }) => prepared);
    }
  }
  return numbers;
}
