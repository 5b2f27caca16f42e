import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, noticesOf, sweep } from '../kernel/index.ts';
import { askToCorrect } from './operations/correction.ts';
import { confirm, receiveRequest } from './operations/intake.ts';
import { registerPage } from './operations/register.ts';
import { databaseOf } from './repo/database.ts';
import { requestOf } from './repo/requests.ts';
import { asking, at, matter, type Office, officeOf, replyDue, requestsCity } from './testing.ts';

// What is not here is where it belongs: late third parties, late extensions and fees, two officers at once and taking
// back after signing in `handling.test.ts`; machines and attachments with macros in `web.test.ts`.

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );
const ask = (change: Parameters<typeof asking>[2] = {}) =>
  receiveRequest(city.kernel, asking(office, '2026-03-02', change));
const nobody = { kind: 'natural', name: '', documentKind: 'none', personId: null } as const;

describe('anonymous', () => {
  test('a letter without a name is registered, and what it lacks is asked for once', async () => {
    const { id } = await ask({ channel: 'letter', arrivedOn: day('2026-03-02'), applicant: nobody });
    const doing = { matter: id, actor: office.officer, at: at('2026-03-03'), papers: null };
    await confirm(city.kernel, doing);
    const items = [{ title: '身份证明', detail: '请提供有效身份证件的复印件和联系方式' }];
    await askToCorrect(city.kernel, { ...doing, items, days: 5 });
    await sweep(city.kernel, at('2026-03-11'));
    expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ decision: '3.6.1' });
  });

  test.each(['web', 'counter', 'oral'] as const)('by %s it is told what is missing at once', async (channel) => {
    expect(await code(ask({ channel, applicant: nobody }))).toBe('information-requests/no-name');
  });
});

describe('abusive', () => {
  test('it is a request like any other: registered, found, and its limit runs; its words are kept as they are', async () => {
    const wanted =
      '你们这群骗子！！！把举报人的地址交出来，否则我就去闹。<script>alert(1)</script> %s \' "; drop table';
    const { id } = await ask({ subject: '全部材料！！！', wanted });
    expect(await requestOf(databaseOf(city.kernel), id)).toMatchObject({ wanted });
    expect(await replyDue(city, id)).toBe('2026-03-30');
    // What is asked for stands in no list of other people's: titles are the same for all.
    expect((await matter(city, id)).title).not.toContain('骗子');
  });
});

describe('empty', () => {
  test.each(['', '   ', '\n\t', '\u3000\u3000', '\u200b\u200b\ufeff', '\u202e'])(
    '%j asks for nothing',
    async (subject) => {
      expect(await code(ask({ subject }))).toBe('information-requests/no-subject');
    },
  );

  test('a name alone is enough', async () => {
    expect(await code(ask({ subject: '2025年预算', wanted: '' }))).toBe('done');
  });
});

describe('enormous', () => {
  test('as long as the form says, to the last character, and no longer', async () => {
    expect(await code(ask({ subject: '长'.repeat(200), wanted: '求'.repeat(5000) }))).toBe('done');
    expect(await code(ask({ subject: '长'.repeat(201) }))).toBe('information-requests/too-long');
    expect(await code(ask({ wanted: '求'.repeat(5001) }))).toBe('information-requests/too-long');
    expect(await code(ask({ wanted: '求'.repeat(5_000_000) }))).toBe('information-requests/too-long');
  });

  test('a form of many megabytes is not read to its end', async () => {
    const { statusCode } = await city.web.inject({
      method: 'POST',
      url: '/information-requests/new',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      payload: `wanted=${'a'.repeat(8_000_000)}`,
    });
    expect(statusCode).toBe(413);
  });
});

describe('duplicate', () => {
  test('the same form twice, one after the other or both at once, is one request', async () => {
    const key = crypto.randomUUID();
    const [one, other] = await Promise.all([ask({ key }), ask({ key })]);
    const third = await ask({ key });
    expect(new Set([one.id, other.id, third.id]).size).toBe(1);
    expect([one.code, other.code].filter((each) => each !== null)).toHaveLength(1);
    expect(third.code).toBeNull();
    const { rows } = await registerPage(
      city.kernel,
      { q: one.number },
      { actor: office.officer, today: day('2026-03-02') },
    );
    expect(rows).toHaveLength(1);
  });
});

describe('an agency at which nobody holds the duty', () => {
  test('has received it all the same; who stands above is told, and sees it late in the register from the clock alone', async () => {
    const { rows } = await city.kernel.pool.query<{ id: number; person: number; office: number }>(
      `select a.id, d.person_id as person, p.agency_id as office from identity.agency a, identity.appointment d
         join identity.post p on p.id = d.post_id
        where a.key = '590900-JY' and p.roles @> array['disclosure-officer'] limit 1`,
    );
    const found = rows[0];
    if (!found) throw new Error('nobody above');
    const { id, number } = await receiveRequest(
      city.kernel,
      asking(office, '2026-03-02', { agencyId: found.id, channel: 'web' }),
    );
    const told = await noticesOf(city.kernel.pool, found.person);
    expect(JSON.stringify(told)).toContain(number);
    // Nobody confirms: the law's day goes by, and the limit runs from then.
    await sweep(city.kernel, at('2026-03-04'));
    expect((await matter(city, id)).state).toBe('received');
    await sweep(city.kernel, at('2026-03-16'));
    expect((await matter(city, id)).state).toBe('handling');
    const above = {
      ...office.officer,
      grants: [{ role: 'disclosure-officer', agencyId: found.office }],
      agenciesBelow: new Set([found.office, found.id]),
    };
    const late = await registerPage(city.kernel, { standing: 'late' }, { actor: above, today: day('2026-04-02') });
    expect(late.rows).toMatchObject([{ id, light: 'red' }]);
  });
});
