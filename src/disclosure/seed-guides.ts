import { type Agency, directoryOf } from '../identity/index.ts';
import { addDays, type Day, dayOf, type Kernel } from '../kernel/index.ts';
import { sitesOfAgencies } from '../sites/index.ts';
import { demoInstitution, demoGuideText as words } from './demo-guide-text.ts';
import { guideRegister, keepsGuide } from './guide.ts';
import { institutionRegister } from './institution.ts';
import type { Guide } from './rules/guide.ts';

/** It has not written one, so that it can be seen what is missed and who is told. */
const WITHOUT = '590923-DA';
const MADE_OF = '590902-SC';
/** Guides are looked at once a year: those of the demo were at some time in the last two hundred days. */
const revisedOn = (today: Day, i: number): Day => addDays(today, -(20 + ((i * 37) % 180)));

/** A number that the demo city does not use elsewhere, different for each organ. */
const invented = (i: number, last: number): string => `0590-61${String(20_000 + i * 10 + last).padStart(5, '0')}`;

/** Guides of all organs of the demo city but one, and what one of them is made of. Those that have one keep it. */
export async function seedGuides(kernel: Kernel, at: Date): Promise<void> {
  const today = dayOf(at);
  const [directory, sites] = await Promise.all([directoryOf(kernel), sitesOfAgencies(kernel)]);
  const organs = directory.agencies.filter((agency) => keepsGuide(agency) && agency.key !== WITHOUT);
  const source = words.source;
  await guideRegister.putFirst(
    kernel.pool,
    organs.flatMap((agency, i) => {
      const site = sites.get(agency.id);
      if (!site) return [];
      const value = guideOf(agency, directory.regionName(agency.region), site.domain, i);
      return [{ key: agency.key, validFrom: revisedOn(today, i), value, source, changedBy: null, at }];
    }),
  );
  const validFrom = revisedOn(today, 0);
  await institutionRegister.putFirst(kernel.pool, [
    { key: MADE_OF, validFrom, value: demoInstitution, source, changedBy: null, at },
  ]);
}

function guideOf(agency: Agency, region: string, domain: string, i: number): Guide {
  const { name, phone } = agency;
  const address = agency.address ?? words.address(region);
  return {
    classification: words.classification(name),
    arrangement: words.arrangement,
    obtaining: words.obtaining(name, address),
    office: words.office(name),
    address,
    hours: words.hours,
    phone: phone ?? invented(i, 0),
    fax: invented(i, 1),
    internet: words.internet(domain),
    onRequest: words.onRequest,
    reportPhone: invented(i, 2),
    reportMailbox: words.mailbox(domain),
    supervision: words.supervision,
    remedies: words.remedies,
    known: { phone, address: agency.address },
  };
}
