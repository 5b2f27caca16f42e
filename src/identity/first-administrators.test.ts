import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, instant, verifyLedger } from '../kernel/index.ts';
import { type TestKernel, testKernel } from '../kernel/testing/kernel.ts';
import { identityModule } from './index.ts';
import { createAdministrators, type FirstCity, operatorReset } from './operations/first-administrators.ts';
import { changePassword } from './operations/password.ts';
import { signIn } from './operations/sign-in.ts';
import { liveSession } from './session.ts';

const noon = instant(day('2026-11-23'), '12:00');
const device = { ip: '127.0.0.1', browser: 'test' };
const city: FirstCity = {
  region: '590900',
  province: '岚江省',
  name: '明堂市',
  government: '明堂市人民政府',
  shortName: '市政府',
  creditCode: '11590900MT0000014J',
};
const people = [
  { role: 'system-admin', name: '温如玉', login: 'wenruyu' },
  { role: 'security-admin', name: '安若素', login: 'anruosu' },
  { role: 'audit-admin', name: '沈明鉴', login: 'shenmingjian' },
] as const;
let kernel: TestKernel;
beforeAll(async () => {
  kernel = await testKernel([identityModule], noon);
});
afterAll(() => kernel.close());

const create = (over: Partial<Parameters<typeof createAdministrators>[1]> = {}) =>
  createAdministrators(kernel, { city, people, at: noon, ...over });
const sessionOf = async (name: string, password: string) => {
  const { token } = await signIn(kernel, { name, password, device, at: noon });
  const session = await liveSession(kernel, token, noon);
  if (!session) throw new Error('no session');
  return session;
};

describe('the first three administrators', () => {
  it.each([
    [{ city: null }, 'identity/no-city-given'],
    [{ city: { ...city, region: '590902' } }, 'identity/no-city-given'],
    [{ city: { ...city, region: '5909' } }, 'identity/region-code-shape'],
    [{ city: { ...city, creditCode: '11590900MT0000014K' } }, 'identity/credit-code-checksum'],
    [{ people: people.slice(1) }, 'identity/administrators-not-separate'],
    [{ people: people.map((person) => ({ ...person, login: 'same' })) }, 'identity/administrators-not-separate'],
    [{ people: people.map((person, i) => ({ ...person, login: `A ${i}` })) }, 'identity/login-shape'],
    [{ people: people.map((person) => ({ ...person, name: ' ' })) }, 'identity/name-shape'],
  ])('are refused with %j', async (over, code) => {
    await expect(create(over)).rejects.toMatchObject({ code });
    expect((await kernel.pool.query('select from identity.person')).rowCount).toBe(0);
  });

  it('are made once, however many try at once, each with a password of his own', async () => {
    const tries = await Promise.allSettled([create(), create(), create()]);
    const [made, ...others] = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(others).toEqual([]);
    expect(new Set(made?.map(({ password }) => password)).size).toBe(3);
    await expect(create()).rejects.toMatchObject({ code: 'identity/administrators-exist' });
    for (const { login, password, role } of made ?? []) {
      const session = await sessionOf(login, password);
      expect(session.awaits).toBe('password');
      expect(session.actor.grants.map((grant) => grant.role)).toEqual([role]);
      const next = `Wutong-yu-37-${login.slice(0, 2)}`;
      await changePassword(kernel, {
        actor: session.actor,
        sessionId: session.id,
        current: password,
        next,
        device,
        at: noon,
      });
      expect((await sessionOf(login, next)).awaits).toBe('factor');
    }
  });
});

describe('an administrator who has lost everything', () => {
  it('is given a new password by the operator of the machine, which stands in the ledger', async () => {
    const password = await operatorReset(kernel, { login: 'anruosu', at: noon });
    expect((await sessionOf('anruosu', password)).awaits).toBe('password');
    const { rows } = await kernel.pool.query(`select from kernel.entry where act = 'operator-reset'`);
    expect(rows).toHaveLength(1);
  });

  it('and nobody else is', async () => {
    await expect(operatorReset(kernel, { login: 'nobody', at: noon })).rejects.toMatchObject({
      code: 'identity/person-not-found',
    });
  });
});

it('leaves a ledger that proves itself', async () => {
  expect((await verifyLedger(kernel)).faults).toEqual([]);
});
