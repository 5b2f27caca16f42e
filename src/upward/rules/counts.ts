import type { CountedRow, UnitCount } from '../contract.ts';

/** What each unit did, from the rows alone: a figure is its rows. Units without any row are there with noughts. */
export function countsOf(
  rows: readonly CountedRow[],
  units: readonly { readonly id: number; readonly name: string }[],
): readonly UnitCount[] {
  const byUnit = Map.groupBy(rows, ({ agencyId }) => agencyId);
  const counted = units.map(({ id, name }) => {
    const own = byUnit.get(id) ?? [];
    const of = (what: CountedRow['what']) => own.filter((row) => row.what === what);
    const adopted = of('adopted');
    const published = of('published');
    return {
      agencyId: id,
      agency: name,
      sent: of('sent').length,
      adopted: adopted.length,
      decided: adopted.length + of('declined').length,
      points: adopted.reduce((sum, { score }) => sum + score, 0),
      published: published.length,
      news: published.filter(({ news }) => news).length,
    };
  });
  const better = (a: Ranked, b: Ranked): number => b.points - a.points || b.adopted - a.adopted || b.sent - a.sent;
  return counted
    .map((unit) => ({ ...unit, place: 1 + counted.filter((other) => better(other, unit) < 0).length }))
    .toSorted((a, b) => a.place - b.place || a.agencyId - b.agencyId);
}

/** The place that is shown: who sent nothing and had nothing adopted stands in no order, least of all first. */
export const placeOf = ({ place, points, adopted, sent }: UnitCount): number | null =>
  points + adopted + sent === 0 ? null : place;

type Ranked = Pick<UnitCount, 'points' | 'adopted' | 'sent'>;

/** A share in per cent with one decimal; null when there is nothing to divide by. */
export function percent(part: number, whole: number): string | null {
  if (whole === 0) return null;
  // Half up, in whole thousandths, so that no binary fraction decides.
  const tenths = Math.floor((part * 2000 + whole) / (2 * whole));
  return `${Math.floor(tenths / 10)}.${tenths % 10}%`;
}
