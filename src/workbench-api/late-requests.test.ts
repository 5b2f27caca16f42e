import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedIn, type TestCity, testCity } from '../identity/testing.ts';
import { informationRequestsModule } from '../information-requests/index.ts';
import { at, officeOf, received } from '../information-requests/testing.ts';
import { day } from '../kernel/index.ts';
import type { MatterPage } from './contract.ts';
import { workbenchModule } from './index.ts';
import { askOn, sampleModule } from './testing.ts';

let city: TestCity;
let number: string;
let agencyId: number;
beforeAll(async () => {
  const workbench = workbenchModule({ measures: [], sentence: (code) => code, assets: '/nowhere' });
  city = await testCity([informationRequestsModule, workbench, sampleModule], at('2026-03-02'));
  // Received on 2 March, so the reply is owed by 30 March, the twentieth working day; taken up at once,
  // so that no nearer limit is in front of it.
  const office = await officeOf(city);
  agencyId = office.agencyId;
  const { id, number: given } = await received(city, office, '2026-03-02');
  number = given;
  const taken = await city.web.inject({
    method: 'POST',
    url: `/api/information-requests/${id}/acts`,
    headers: { cookie: await signedIn(city.web, 'yishenqing') },
    payload: { act: 'take-up', seenSeq: 1 },
  });
  expect(taken.statusCode).toBe(200);
});
afterAll(() => city.close());

/** What somebody sees on a day, signing in anew; nobody has done anything meanwhile, and no job has run. */
async function lights(login: string, url: string, on: string): Promise<readonly string[]> {
  city.setNow(at(on));
  const cookie = await signedIn(city.web, login);
  const answer = await city.web.inject({ url, headers: { cookie } });
  expect(answer.statusCode).toBe(200);
  const { rows } = answer.json<MatterPage>();
  return rows.filter((row) => row.number === number).map(({ light }) => light);
}

const LATE = '/api/information-requests?standing=late';

test('a reply that nobody gave is red in the inbox of its unit from the day after its last, by the clock alone', async () => {
  expect(await lights('yishenqing', '/api/inbox', '2026-03-30')).not.toContain('red');
  expect(await lights('yishenqing', '/api/inbox', '2026-03-31')).toEqual(['red']);
  expect(await lights('yishenqing', '/api/inbox?light=red', '2026-03-31')).toEqual(['red']);
});

test('the disclosure office finds it among its alarms, and nothing that is not of its line', async () => {
  expect(await lights('gongkaiban', '/api/alarms/overdue', '2026-03-30')).toEqual([]);
  expect(await lights('gongkaiban', '/api/alarms/overdue', '2026-03-31')).toEqual(['red']);
  const cookie = await signedIn(city.web, 'gongkaiban');
  const all = async (): Promise<readonly string[]> => {
    const answer = await city.web.inject({ url: '/api/alarms/overdue?limit=200', headers: { cookie } });
    return answer.json<MatterPage>().rows.map(({ kind }) => kind);
  };
  expect(new Set(await all())).toEqual(new Set(['information-request']));
  // A late matter of another kind at the same agency is its superior's to see, and not the office's.
  const { number: other } = await askOn(city.kernel, day('2026-03-03'), agencyId);
  expect(await all()).not.toContain('sample');
  const leader = await signedIn(city.web, 'lingdao');
  const seen = await city.web.inject({ url: '/api/alarms/overdue?limit=200', headers: { cookie: leader } });
  expect(seen.json<MatterPage>().rows.map((row) => row.number)).toContain(other);
});

test('on the same day it is red where its superiors look: the leader’s alarms, the register of the disclosure office', async () => {
  expect(await lights('lingdao', '/api/alarms/overdue', '2026-03-30')).toEqual([]);
  expect(await lights('gongkaiban', LATE, '2026-03-30')).toEqual([]);
  expect(await lights('lingdao', '/api/alarms/overdue', '2026-03-31')).toEqual(['red']);
  expect(await lights('gongkaiban', LATE, '2026-03-31')).toEqual(['red']);
});
