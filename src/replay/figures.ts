import { casesModule } from '../cases/index.ts';
import { hallModule } from '../hall/index.ts';
import { type Day, day, type Figure, figureOf, type Kernel, type Measure } from '../kernel/index.ts';
import { serviceItemsModule } from '../service-items/index.ts';
import type { Place } from './place.ts';
import { text } from './text.ts';

/** One figure of the report: what the city's own measure shows, beside what was printed. */
export type ReportedFigure = {
  readonly id: string;
  readonly title: string;
  /** null: nothing to divide by. */
  readonly value: string | null;
  readonly unit: string;
  readonly numerator: string;
  readonly numeratorLabel: string;
  readonly denominator: string | null;
  readonly denominatorLabel: string | null;
  readonly formula: string;
  readonly note: string | null;
  readonly from: Day;
  readonly to: Day;
  /** `county`: its own agencies; `townships`: those of the two pilot townships. */
  readonly scope: Scope;
  readonly reported: string | null;
  /** null: nothing was printed, or what was printed does not follow from its own inputs. */
  readonly agrees: boolean | null;
  /** The same figure on the public statistics page, leading to its rows. */
  readonly url: string;
};

type Scope = 'county' | 'townships';
type Wanted = {
  readonly id: string;
  readonly reported?: string;
  readonly since?: '06-01' | '11-01';
  readonly scope?: Scope;
  /** What was printed cannot be had from what was printed beside it. */
  readonly contradicts?: true;
};

/** M-001 to M-018 in order, with what the report printed. */
const WANTED: readonly Wanted[] = [
  { id: 'M-001', reported: '1535' },
  { id: 'M-002-applied', reported: '11871' },
  { id: 'M-002-accepted', reported: '11866' },
  { id: 'M-002-completed', reported: '11690' },
  { id: 'M-003', reported: '98.52' },
  { id: 'M-004-accepted', reported: '61.41' },
  { id: 'M-004-completed' },
  { id: 'M-004-daily' },
  { id: 'M-005', reported: '1063' },
  { id: 'M-005-difference', reported: '987' },
  { id: 'M-006', reported: '36.83' },
  { id: 'M-006-statutory', reported: '20.77' },
  { id: 'M-006-promised', reported: '13.12' },
  { id: 'M-007-statutory', reported: '74.67', contradicts: true },
  { id: 'M-007-promised', reported: '74.67', contradicts: true },
  { id: 'M-007-cases', reported: '74.67', contradicts: true },
  { id: 'M-007-items', reported: '74.67', contradicts: true },
  { id: 'M-008', reported: '0.33' },
  { id: 'M-009', reported: '3.93' },
  { id: 'M-010', reported: '64.44', since: '06-01' },
  { id: 'M-011', reported: '99.96', since: '06-01' },
  { id: 'M-012', reported: '58', since: '06-01' },
  { id: 'M-012-dissatisfied', reported: '0', since: '06-01' },
  { id: 'M-013-accepted', reported: '58600000.00' },
  { id: 'M-013-granted', reported: '58600000.00' },
  { id: 'M-013' },
  { id: 'M-014', reported: '98.07', since: '11-01' },
  { id: 'M-015-accepted', reported: '2228', since: '11-01', scope: 'townships' },
  { id: 'M-015', reported: '100.00', since: '11-01', scope: 'townships' },
  { id: 'M-016-windows', reported: '20' },
  { id: 'M-016-work', reported: '15' },
  { id: 'M-016-comprehensive', reported: '3' },
  { id: 'M-016-charging', reported: '1' },
  { id: 'M-016-complaint', reported: '1' },
  { id: 'M-016-enquiry', reported: '1' },
  { id: 'M-016-rest', reported: '2' },
  { id: 'M-016-devices', reported: '25' },
  { id: 'M-016-screens', reported: '1' },
  { id: 'M-017' },
  { id: 'M-018' },
];

/**
 * Every figure of the report, from the measures that the statistics page shows.
 *
 * @param isWhole every matter was replayed, so that the figures can be held against what was printed
 */
export async function reportedFigures(
  kernel: Pick<Kernel, 'db'>,
  place: Place,
  year: number,
  isWhole: boolean,
): Promise<readonly ReportedFigure[]> {
  const figures: ReportedFigure[] = [];
  for (const { reported, ...rest } of WANTED) {
    const wanted: Wanted = isWhole && reported !== undefined ? { ...rest, reported } : rest;
    const scope = wanted.scope ?? 'county';
    const [from, to] = [day(`${year}-${wanted.since ?? '01-01'}`), day(`${year}-11-30`)];
    const agencyIds = scope === 'county' ? place.countyAgencies : place.townshipAgencies;
    const figure = await figureOf(kernel.db, measureOf(wanted.id), { from, to, agencyIds });
    figures.push(reportedFigure(wanted, figure, { from, to, scope, county: place.county }));
  }
  return figures;
}

function measureOf(id: string): Measure {
  const all = [serviceItemsModule, casesModule, hallModule].flatMap(({ measures = [] }) => measures);
  const measure = all.find((candidate) => candidate.id === id);
  if (!measure) throw new Error(`no module has the measure ${id}`);
  return measure;
}

function reportedFigure(
  { reported, contradicts }: Wanted,
  { id, title, value, unit, numerator, denominator, formula, note }: Figure,
  { from, to, scope, county }: Pick<ReportedFigure, 'from' | 'to' | 'scope'> & { readonly county: string },
): ReportedFigure {
  const below = scope === 'townships' ? { below: '1' } : {};
  const query = new URLSearchParams({ from, to, region: county, ...below });
  return {
    id,
    title,
    value,
    unit,
    numerator: numerator.value,
    numeratorLabel: numerator.label,
    denominator: denominator?.value ?? null,
    denominatorLabel: denominator?.label ?? null,
    formula,
    note: contradicts && reported !== undefined ? `${text.contradicts(reported)}${note ?? ''}` : note,
    from,
    to,
    scope,
    reported: reported ?? null,
    agrees: reported === undefined || contradicts ? null : value === reported,
    url: `/statistics?${query.toString()}`,
  };
}
