import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, instant, matterById, verifyLedger } from '../kernel/index.ts';
import { accept, deliver, endSpecial, grant, makeDocument, receiveApplication, recommend, startSpecial } from './index.ts';
import { databaseOf } from './repo/database.ts';
import { applicationOf } from './repo/applications.ts';
import { allGood, wantedFor } from './rules/checklist.ts';
import { casesCity, itemNamed, papers, peopleOf } from './testing.ts';

const AT = instant(day('2026-04-28'), '10:00');
let city: TestCity;
let who: Awaited<ReturnType<typeof peopleOf>>;
beforeAll(async () => {
  city = await casesCity(AT);
  who = await peopleOf(city.kernel, AT);
});
afterAll(() => city.close());

test('a licence, from the counter to the delivered certificate', async () => {
  console.log(JSON.stringify(Object.fromEntries(Object.entries(who).map(([k, v]) => [k, [v.kind, v.personId, v.grants, v.actsFor]]))));
  const { kernel } = city;
  const item = await itemNamed(kernel, 'food', AT);
  const answers = { who: 'self', kind: 'catering' };
  const applicant = who.enterprise.actsFor[0] ?? 0;
  const { id } = await receiveApplication(kernel, {
    item, key: null, applicant: { id: applicant, kind: 'enterprise' }, actor: who.enterprise, at: AT, channel: 'online', answers, papers,
    form: { businessKind: 'catering', cateringScope: ['hot', 'cold'], premisesAsLicensed: true },
  });
  const findings = allGood(wantedFor(item, answers));
  const doing = { matter: id, at: AT, papers };
  await accept(kernel, { ...doing, actor: who.clerk, findings });
  const accepted = await matterById(kernel, id);
  expect(accepted.clocks['promised']?.dueOn).toBe('2026-05-08');
  await startSpecial(kernel, { ...doing, actor: who.examiner, expectedWorkdays: 5 });
});
