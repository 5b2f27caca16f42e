import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorNamed } from '../../identity/testing.ts';
import { day } from '../../kernel/index.ts';
import { sitesCity } from '../testing.ts';
import { pointsWithCounts, putPoint } from './operations.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: Awaited<ReturnType<typeof sitesCity>>;
beforeAll(async () => {
  city = await sitesCity(at);
});
afterAll(() => city.close());

test('a terminal shows where to read, and keeps count of what was printed and lent', async () => {
  const { kernel, web } = city;
  expect((await web.inject('/reading-point/tushuguan')).statusCode).toBe(404);
  const actor = await actorNamed(kernel, 'gongkaiban', day('2026-11-23'));
  const point = {
    key: 'tushuguan',
    name: '市图书馆查阅点',
    address: '人民路1号',
    hours: '周二至周日9:00—17:00',
    phone: '',
  };
  await putPoint(kernel, point, { actor, at });
  expect((await web.inject('/reading-point/tushuguan')).body).toContain('市图书馆查阅点');
  const note = (fields: Record<string, string>) =>
    web.inject({
      method: 'POST',
      url: '/reading-point/tushuguan',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams(fields).toString(),
    });
  expect((await note({ act: 'print', title: '高龄津贴办法', copies: '3' })).statusCode).toBe(303);
  expect((await note({ act: 'lend', title: '公报第1期', copies: '1' })).statusCode).toBe(303);
  expect((await note({ act: 'burn', title: 'x', copies: '1' })).statusCode).toBe(400);
  expect((await note({ act: 'print', title: ' ', copies: '1' })).statusCode).toBe(400);
  expect((await pointsWithCounts(kernel, at))[0]?.counts).toEqual({ print: 3, lend: 1 });
  // Another county's office has points of its own, and none of others.
  const other = { ...actor, grants: [{ role: 'disclosure-officer', agencyId: 999 }], agenciesBelow: new Set([999]) };
  await expect(putPoint(kernel, point, { actor: other, at })).rejects.toMatchObject({ code: 'access/forbidden' });
  expect(await putPoint(kernel, { ...point, key: 'xian' }, { actor: other, at })).toMatchObject({ agencyId: 999 });
  await expect(kernel.pool.query(`update sites.reading_log set copies = 9`)).rejects.toMatchObject({ code: '42501' });
});
