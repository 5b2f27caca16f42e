import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { disclosureModule } from '../disclosure/index.ts';
import { handedIn, people, publicationById, putCatalogue, review, secrecyChecks } from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { day, instant, noticesOf } from '../kernel/index.ts';
import type { MatterPage, UnstaffedList } from './contract.ts';
import { workbenchModule } from './index.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let agencyId: number;
let id: number;
let number: string;
let owner: pg.Client;

beforeAll(async () => {
  const workbench = workbenchModule({ measures: [], sentence: (code) => code, assets: '/nowhere' });
  city = await testCity([disclosureModule, workbench], AT);
  owner = new pg.Client({ connectionString: city.database.ownerUrl });
  await owner.connect();
  await putCatalogue(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const who = await people(city.kernel);
  await leave([agencyId]);
  id = await handedIn(city.kernel, who, agencyId);
  const { row, snapshot } = await publicationById(city.kernel, id);
  number = snapshot.number;
  const seenText = row.submittedHash?.toString('hex') ?? '';
  for (const [gate, actor] of [
    ['department', who.department],
    ['office', who.officer],
  ] as const)
    await review(city.kernel, { id, gate, passed: true, words: '', seenText, actor, at: AT });
});
afterAll(async () => {
  await owner.end();
  await city.close();
});

/** Whoever looked for secrets there has left, and nobody has come. */
const leave = (agencies: readonly number[]) =>
  owner.query(
    `update identity.appointment a set until_on = '2026-11-22' from identity.post p
      where p.id = a.post_id and p.agency_id = any($1) and 'secrecy-reviewer' = any(p.roles)`,
    [agencies],
  );
const sessions = new Map<string, Promise<string>>();
const session = (login: string): Promise<string> => {
  const known = sessions.get(login) ?? signedIn(city.web, login);
  sessions.set(login, known);
  return known;
};

async function ask<T>(login: string, url: string): Promise<T> {
  const answer = await city.web.inject({ url, headers: { cookie: await session(login) } });
  expect(answer.statusCode).toBe(200);
  return answer.json<T>();
}
const inbox = async (login: string): Promise<readonly string[]> =>
  (await ask<MatterPage>(login, '/api/inbox?limit=200')).rows.map((row) => row.number);
const alarm = async (login: string) =>
  (await ask<UnstaffedList>(login, '/api/alarms/unstaffed')).rows.find(
    (row) => row.agencyId === agencyId && row.role === 'secrecy-reviewer',
  );
const told = async (login: string): Promise<readonly string[]> => {
  const { rows } = await owner.query<{ id: number }>(`select id from identity.person where login = $1`, [login]);
  return (await noticesOf(city.kernel.pool, Number(rows[0]?.id), null)).map(({ code }) => code);
};

test('where nobody looks for secrets, it is in the inbox of who does so next above, and he is told', async () => {
  expect(await inbox('shichang-bm')).not.toContain(number);
  expect(await inbox('zfb-baomi')).toContain(number);
  expect(await told('zfb-baomi')).toContain('disclosure.review-above');
  // Who leads the agency has to appoint somebody.
  expect(await told('shichang-sh')).toContain('disclosure.no-reviewer');
});

test('supervision sees the duty that nobody holds, since when, and who does it meanwhile', async () => {
  expect(await alarm('lingdao')).toMatchObject({ count: 1, since: '2026-11-23', isAbove: false, isLate: false });
  expect((await alarm('lingdao'))?.stepsIn).toHaveLength(1);
  expect(await alarm('shichang-sh')).toMatchObject({ count: 1 });
  // Another agency's people do not.
  expect(await alarm('minzheng')).toBeUndefined();
});

test('who steps in may pass it, as one of the three', async () => {
  const { row } = await publicationById(city.kernel, id);
  const answer = await city.web.inject({
    method: 'POST',
    url: `/api/disclosure/publications/${id}/acts`,
    headers: { cookie: await session('zfb-baomi') },
    payload: {
      act: 'review',
      gate: 'secrecy',
      passed: true,
      words: '',
      checked: secrecyChecks.map(({ key }) => key),
      seenText: row.submittedHash?.toString('hex'),
      seenSeq: (await publicationById(city.kernel, id)).snapshot.seq,
    },
  });
  expect(answer.statusCode, answer.body).toBe(200);
  expect((await publicationById(city.kernel, id)).snapshot.state).toBe('cleared');
  expect(await alarm('lingdao')).toBeUndefined();
});

test('where nobody above does either, it says that somebody has to be appointed', async () => {
  const who = await people(city.kernel);
  const directory = await directoryOf(city.kernel);
  const late = await handedIn(city.kernel, who, agencyId);
  const { row } = await publicationById(city.kernel, late);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  for (const [gate, actor] of [
    ['department', who.department],
    ['office', who.officer],
  ] as const)
    await review(city.kernel, { id: late, gate, passed: true, words: '', seenText, actor, at: AT });
  await leave(directory.agencies.map((agency) => agency.id));
  expect(await alarm('lingdao')).toMatchObject({ stepsIn: [] });
});
