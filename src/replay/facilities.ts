import { enterFacilities, type Facility } from '../hall/index.ts';
import { day, instant, type Kernel } from '../kernel/index.ts';
import type { Place } from './place.ts';
import { text } from './text.ts';

type Kind = Facility['kind'];

/** What the hall had from the first day. */
const FROM_THE_START: readonly (readonly [kind: Kind, count: number])[] = [
  ['work-window', 15],
  ['comprehensive-window', 3],
  ['charging-window', 1],
  ['complaint-window', 1],
  ['enquiry-point', 1],
  ['rest-area', 2],
];

/** What was bought for it in the course of the year. */
const BOUGHT: readonly (readonly [kind: Kind, count: number])[] = [
  ['rating-device', 25],
  ['touch-screen', 1],
];

/** Enters the windows, areas and devices of the hall, as far as they are not there. */
export async function furnish(kernel: Kernel, { county, hallAgency }: Place, year: number): Promise<void> {
  const of = (counts: typeof BOUGHT) =>
    counts.flatMap(([kind, count]) =>
      Array.from({ length: count }, (_, i) => ({
        key: `${county}/${kind}/${i + 1}`,
        value: { hall: text.hall, kind, name: text.facility(kind, i + 1), agencyId: hallAgency },
      })),
    );
  await enterFacilities(kernel, of(FROM_THE_START), text.facilitySource, instant(day(`${year}-01-01`), '09:00'));
  await enterFacilities(kernel, of(BOUGHT), text.facilitySource, instant(day(`${year}-06-01`), '09:00'));
}
