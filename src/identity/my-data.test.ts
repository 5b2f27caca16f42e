import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts } from '../demo-city/index.ts';
import { act, day, matterByNumber, openMatter, verifyLedger } from '../kernel/index.ts';
import { citizenActor, staffMember } from '../kernel/testing/kernel.ts';
import { permitKind } from '../kernel/testing/permit-process.ts';
import { forgetClosed } from './operations/closing.ts';
import { revealPerson } from './people.ts';
import { actorNamed, personNamed, signedIn, type TestCity, testCity } from './testing.ts';
import { forgotten } from './text.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
let city: TestCity;
beforeAll(async () => {
  const rule = { years: 1, from: 'closed', action: 'erase', law: '测试规定', earlier: false, automatic: true } as const;
  city = await testCity([{ name: 'test', kinds: [permitKind], retention: [{ kind: 'test-permit', ...rule }] }], at);
});
afterAll(() => city.close());

async function ask(login: string, method: 'GET' | 'POST', url: string, fields?: Readonly<Record<string, string>>) {
  return city.web.inject({
    method,
    url,
    headers: {
      cookie: await signedIn(city.web, login),
      accept: 'text/html',
      ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(fields ? { payload: new URLSearchParams(fields).toString() } : {}),
  });
}

const api = async (login: string, method: 'GET' | 'POST', url: string, payload?: object) =>
  city.web.inject({
    method,
    url,
    headers: { cookie: await signedIn(city.web, login) },
    ...(payload ? { payload } : {}),
  });

const columnsOf = async (id: number) =>
  (
    await city.kernel.pool.query(
      `select name, login, document_sealed is not null as document, phone_sealed is not null as phone,
              address_sealed is not null as address, closed_at is not null as closed from identity.person where id = $1`,
      [id],
    )
  ).rows[0];

describe('what a citizen reads about himself', () => {
  it('is masked on the page, in full in the copy, and nobody else’s', async () => {
    const { citizens } = await demoAccounts();
    const own = citizens.find(({ login }) => login === 'laoren');
    const page = (await ask('laoren', 'GET', '/me/data')).body;
    expect(page).not.toContain(own?.residentId);
    expect(page).toContain('没有人查看过');
    const copy = await ask('laoren', 'GET', '/me/data/copy.json');
    expect(copy.headers['content-disposition']).toContain('attachment');
    expect(copy.body).toContain(own?.residentId);
    expect(copy.body).toContain(own?.phone);
    expect(copy.json().parts.map(({ title }: { title: string }) => title)).toEqual(['我的信息', '账号记录']);
    expect((await ask('laoren', 'GET', '/me/data/copy.html')).body).toContain(own?.address);
    for (const other of citizens.filter(({ login }) => login !== 'laoren'))
      expect(copy.body).not.toContain(other.residentId);
    expect((await ask('chuangkou', 'GET', '/me/data')).statusCode).toBe(403);
    expect((await city.web.inject('/me/data/copy.json')).statusCode).toBe(401);
  });

  it('says who looked at his numbers: agency, what for, what; never a name', async () => {
    const actor = await actorNamed(city.kernel, 'shencha', day('2026-11-23'));
    const personId = await personNamed(city.kernel, 'laoren');
    const reason = { category: 'contact', words: '电话通知补正' } as const;
    await revealPerson(city.kernel, { actor, personId, reason, fields: ['phone'], matter: null, at });
    const page = (await ask('laoren', 'GET', '/me/data')).body;
    expect(page).toContain('联系当事人');
    expect(page).toContain('市场监督管理局');
    expect(page).not.toContain(actor.name);
    expect(page).not.toContain('电话通知补正');
  });
});

describe('asking to have it erased', () => {
  it('opens one matter with a limit, however often it is asked', async () => {
    const first = await ask('laoren', 'POST', '/me/data/erasure', { words: '不再使用' });
    const again = await ask('laoren', 'POST', '/me/data/erasure', { words: '' });
    expect([first.statusCode, again.headers.location]).toEqual([303, first.headers.location]);
    const number = /asked=(.+)$/u.exec(String(first.headers.location))?.[1] ?? '';
    expect(await matterByNumber(city.kernel, number)).toMatchObject({ state: 'asked', dueOn: '2026-12-23' });
    expect((await ask('laoren', 'GET', `/me/data?asked=${number}`)).body).toContain('三十日内答复');
  });

  it('is answered by the security administrator; a refusal has a reason, which the person reads', async () => {
    const { requests } = (await api('anquan', 'GET', '/api/data-requests')).json();
    expect(requests).toMatchObject([{ dueOn: '2026-12-23' }]);
    expect((await api('shenji', 'GET', '/api/data-requests')).statusCode).toBe(403);
    const url = `/api/data-requests/${requests[0].id}`;
    expect((await api('anquan', 'POST', `${url}/refuse`, { reason: ' ' })).json().code).toBe('identity/reason-missing');
    expect((await api('anquan', 'POST', `${url}/refuse`, { reason: '有一件事还在复议' })).statusCode).toBe(204);
    expect((await ask('laoren', 'GET', '/me/data')).body).toContain('有一件事还在复议');
    expect((await api('anquan', 'POST', `${url}/fulfil`)).json().code).toBe('matter/closed');
  });

  it('closes the account; who it was stays only while a case must be kept', async () => {
    const personId = await personNamed(city.kernel, 'dibao');
    const { id } = await openMatter(city.kernel, {
      kind: 'test-permit',
      act: 'submit',
      title: '测试',
      region: '590922',
      agencyId: 7,
      subjectId: personId,
      actor: citizenActor(personId),
      at,
    });
    await ask('dibao', 'POST', '/me/data/erasure', { words: '' });
    const { requests } = (await api('anquan', 'GET', '/api/data-requests')).json();
    const fulfil = () => api('anquan', 'POST', `/api/data-requests/${requests[0].id}/fulfil`);
    expect((await fulfil()).json()).toMatchObject({ code: 'identity/matters-open' });
    await act(city.kernel, { matter: id, act: 'accept', actor: staffMember(2, 7, 'clerk'), at });
    await act(city.kernel, {
      matter: id,
      act: 'decide',
      actor: staffMember(3, 7, 'examiner'),
      at,
      evidence: { reason: 'x' },
    });
    expect((await fulfil()).statusCode).toBe(204);
    expect(await columnsOf(personId)).toMatchObject({
      login: null,
      document: true,
      phone: false,
      address: false,
      closed: true,
    });
    await expect(signedIn(city.web, 'dibao')).rejects.toThrow('could not sign in');
    expect(await forgetClosed(city.kernel, at)).toBe(0);
    expect(await forgetClosed(city.kernel, new Date('2027-11-23T10:00:00+08:00'))).toBe(1);
    expect(await columnsOf(personId)).toMatchObject({ name: forgotten, document: false });
    expect(await forgetClosed(city.kernel, new Date('2027-11-24T10:00:00+08:00'))).toBe(0);
    expect(await verifyLedger(city.kernel)).toMatchObject({ faults: [] });
  });

  it('of staff is not done this way', async () => {
    const { closeAccount } = await import('./operations/closing.ts');
    const actor = await actorNamed(city.kernel, 'anquan', day('2026-11-23'));
    const personId = await personNamed(city.kernel, 'chuangkou');
    await expect(closeAccount(city.kernel, { actor, personId, at })).rejects.toMatchObject({
      code: 'identity/not-closable',
    });
  });
});
