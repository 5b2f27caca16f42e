import { directoryOf } from '../identity/index.ts';
import { type Day, day, instant, type Kernel, refuse, system } from '../kernel/index.ts';
import { type ItemSummary, itemsOf, itemsOffered, putItem, seedServiceItems } from '../service-items/index.ts';
import { weightOf } from './busy.ts';
import type { PlanItem } from './plan/types.ts';
import { text } from './text.ts';

/** The county whose centre is replayed: not the one in which the demo accounts work. */
export const COUNTY = '590921';
/** The two townships that tried a centre of their own. */
export const PILOTS = ['590921100', '590921101'] as const;

/** What a county centre registers itself although townships may; with it the centre offers 197 items. */
const AT_THE_CENTRE = [{ id: 'MT-0335', promisedDays: 0 }];

/** What the pilot townships settle themselves; promises in working days. */
const AT_TOWNSHIPS = [
  { id: 'MT-0107', promisedDays: 0 },
  { id: 'MT-0121', promisedDays: 0 },
  { id: 'MT-0119', promisedDays: 0 },
  { id: 'MT-0361', promisedDays: 0 },
  { id: 'MT-0315', promisedDays: 0 },
  { id: 'MT-0321', promisedDays: 0 },
  { id: 'MT-0108', promisedDays: 5 },
  { id: 'MT-0262', promisedDays: 3 },
];

/** Approval of projects, feasibility studies and first designs: what an amount of investment is stated for. */
const INVESTMENTS = new Set(['590101001000', '591001002000', '591001003000']);

/** The centres of the replay: their agencies, and where people come from. */
export type Place = {
  readonly county: string;
  readonly countyName: string;
  /** Agencies of the county itself. */
  readonly countyAgencies: readonly number[];
  /** The governments of the pilot townships. */
  readonly townshipAgencies: readonly number[];
  /** Everybody who may have to do with an application: the county and all its townships. */
  readonly staffedAgencies: readonly number[];
  readonly townships: readonly string[];
  /** 政管办, which runs the hall. */
  readonly hallAgency: number;
};

/** @throws Refusal replay/no-demo-city */
export async function placeOf(kernel: Kernel): Promise<Place> {
  const directory = await directoryOf(kernel);
  const countyAgencies = directory.agenciesIn(COUNTY).map(({ id }) => id);
  const hall = directory.agencyByKey(`${COUNTY}-ZGB`);
  if (!hall) throw refuse('replay/no-demo-city', {}, 422);
  const townships = directory.regionsBelow(COUNTY).filter(({ level }) => level === 'township');
  return {
    county: COUNTY,
    countyName: directory.regionName(COUNTY),
    countyAgencies,
    townshipAgencies: PILOTS.flatMap((region) => directory.agencyByLine(region, 'ZF')?.id ?? []),
    staffedAgencies: [
      ...countyAgencies,
      ...townships.flatMap(({ code }) => directory.agenciesIn(code).map(({ id }) => id)),
    ],
    townships: townships.map(({ code }) => code),
    hallAgency: hall.id,
  };
}

/** Puts in force what the two centres offer, as far as it is not, and answers it as the plan wants to know it. */
export async function itemsInForce(
  kernel: Kernel,
  place: Place,
  year: number,
): Promise<{ readonly centre: readonly PlanItem[]; readonly townships: readonly PlanItem[] }> {
  const opened = day(`${year - 1}-01-01`);
  const pilot = day(`${year}-11-01`);
  await seedServiceItems(kernel, instant(opened, '09:00'), COUNTY);
  await offer(kernel, COUNTY, AT_THE_CENTRE, { from: opened, source: text.source });
  for (const region of PILOTS) await offer(kernel, region, AT_TOWNSHIPS, { from: pilot, source: text.townshipSource });
  const summaries = await itemsOf(kernel, { region: COUNTY }, day(`${year}-11-30`));
  const of = (agencies: readonly number[]): readonly PlanItem[] =>
    summaries.filter(({ agencyId }) => agencies.includes(agencyId)).map(planItem);
  return { centre: of(place.countyAgencies), townships: of(place.townshipAgencies) };
}

async function offer(
  kernel: Kernel,
  region: string,
  choices: typeof AT_TOWNSHIPS,
  { from, source }: { readonly from: Day; readonly source: string },
): Promise<void> {
  const known = new Set((await itemsOf(kernel, { region: COUNTY }, from)).map(({ code }) => code));
  for (const item of await itemsOffered(kernel, region, choices)) {
    if (known.has(item.code)) continue;
    await putItem(kernel, item, { validFrom: from, source, actor: system, at: instant(from, '09:00') });
  }
}

const planItem = ({ code, basicCode, agencyId, name, flow, targets }: ItemSummary): PlanItem => ({
  code,
  agencyId,
  name,
  caseType: flow.caseType,
  promisedWorkdays: flow.promised?.n ?? 0,
  specialExaminers: flow.special?.examiners ?? null,
  firstReview: flow.firstReview,
  forEnterprises: !targets.includes(1),
  investment: INVESTMENTS.has(basicCode),
  weight: weightOf(name),
});
