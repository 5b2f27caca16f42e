import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { personNamed, type TestCity } from '../identity/testing.ts';
import { type Actor, addDays, day, instant, matterById, Refusal, sweep } from '../kernel/index.ts';
import type { ItemInForce } from '../service-items/index.ts';
import {
  accept,
  askToCorrect,
  deliver,
  deny,
  endSpecial,
  extend,
  grant,
  makeDocument,
  receiveApplication,
  recommend,
  refuseAcceptance,
  revoke,
  sendBack,
  settleAllDeemed,
  startSpecial,
  tellNotNeeded,
  wantedFor,
  withdraw,
} from './index.ts';
import { ensureReceipt } from './operations/receive.ts';
import { applicationOf } from './repo/applications.ts';
import { databaseOf } from './repo/database.ts';
import { documentsOf } from './repo/documents.ts';
import { allGood } from './rules/checklist.ts';
import { casesCity, itemNamed, papers, peopleOf } from './testing.ts';

const on = (date: string) => instant(day(date), '10:00');
const AT = on('2026-04-28');
const LATER = on('2026-05-07');
const ANSWERS = { who: 'self', kind: 'catering' };
let city: TestCity;
let who: Awaited<ReturnType<typeof peopleOf>>;
let food: ItemInForce;
let enterprise: number;
beforeAll(async () => {
  city = await casesCity(AT);
  who = await peopleOf(city.kernel, AT);
  food = await itemNamed(city.kernel, 'food', AT);
  enterprise = await personNamed(city.kernel, 'qiye');
});
afterAll(() => city.close());

const received = async (at = AT) =>
  (
    await receiveApplication(city.kernel, {
      item: food,
      key: null,
      applicant: { id: enterprise, kind: 'enterprise' },
      actor: who.enterprise,
      at,
      channel: 'online',
      answers: ANSWERS,
      papers: null,
    })
  ).id;
const doing = (matter: number, actor: Actor, at = AT) => ({ matter, actor, at, papers: null });
const good = () => allGood(wantedFor(food, ANSWERS));
const row = (id: number) => applicationOf(databaseOf(city.kernel), id);
const stateOf = async (id: number) => (await matterById(city.kernel, id)).state;
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('accepting', () => {
  test('2026-04-28: five working days to 8 May by promise, ten to 14 May by law', async () => {
    const id = await received();
    await accept(city.kernel, { ...doing(id, who.clerk), findings: good() });
    const { clocks } = await matterById(city.kernel, id);
    expect([clocks.promised?.dueOn, clocks.statutory?.dueOn]).toEqual(['2026-05-08', '2026-05-14']);
    expect(await row(id)).toMatchObject({ acceptedOn: '2026-04-28', acceptedHow: 'accepted' });
  });

  test('not before everything required was found good', async () => {
    const id = await received();
    expect(await codeOf(accept(city.kernel, doing(id, who.clerk)))).toBe('cases/materials-incomplete');
    expect(await stateOf(id)).toBe('submitted');
  });

  test('not by another agency’s clerk, nor by an examiner, nor by the applicant', async () => {
    const id = await received();
    for (const actor of [
      { ...who.clerk, grants: [{ role: 'window-clerk', agencyId: 1 }] },
      who.examiner,
      who.enterprise,
    ]) {
      expect(await codeOf(accept(city.kernel, { ...doing(id, actor), findings: good() }))).toBe('matter/not-yours');
    }
  });

  test('of two clerks at once one is told that the other was faster', async () => {
    const id = await received();
    const twice = await Promise.all(
      [1, 2].map(() => codeOf(accept(city.kernel, { ...doing(id, who.clerk), seenSeq: 1, findings: good() }))),
    );
    expect(twice.sort()).toEqual(['done', 'matter/changed']);
    expect((await matterById(city.kernel, id)).seq).toBe(2);
  });

  test('a stale form is refused and leaves nothing behind', async () => {
    const id = await received();
    expect(await codeOf(accept(city.kernel, { ...doing(id, who.clerk), papers, seenSeq: 7, findings: good() }))).toBe(
      'matter/changed',
    );
    expect(await documentsOf(databaseOf(city.kernel), id)).toEqual([]);
  });
});

describe('one notice and no second', () => {
  test('everything is checked before it is sent, and something must be missing', async () => {
    const id = await received();
    const ask = (findings: Parameters<typeof askToCorrect>[1]['findings']) =>
      codeOf(askToCorrect(city.kernel, { ...doing(id, who.clerk), ...(findings ? { findings } : {}) }));
    expect(await ask({ layout: { status: 'wrong' } })).toBe('cases/not-all-checked');
    expect(await ask(good())).toBe('cases/nothing-missing');
    expect(await ask({ ...good(), layout: { status: 'wrong', note: '不清楚' } })).toBe('done');
    expect(await stateOf(id)).toBe('correcting');
  });
});

describe('declining', () => {
  test('needs a reason, and makes the paper with it', async () => {
    const id = await received();
    expect(await codeOf(refuseAcceptance(city.kernel, { ...doing(id, who.clerk), reason: '  ' }))).toBe(
      'cases/no-reason',
    );
    await refuseAcceptance(city.kernel, {
      ...doing(id, who.clerk),
      papers,
      reason: '不属于本机关职权',
      rightAgency: '市卫生健康委',
    });
    expect((await documentsOf(databaseOf(city.kernel), id)).map(({ kind }) => kind)).toEqual(['refusal']);
    expect(await row(id)).toMatchObject({ acceptedOn: null, completedAt: null });
  });

  test('what needs no permit is told so', async () => {
    const id = await received();
    await tellNotNeeded(city.kernel, { ...doing(id, who.clerk), reason: '只卖预包装食品，备案即可' });
    expect(await stateOf(id)).toBe('not-needed');
    expect(await codeOf(withdraw(city.kernel, doing(id, who.enterprise)))).toBe('matter/closed');
  });
});

describe('deciding', () => {
  const examined = async () => {
    const id = await received();
    await accept(city.kernel, { ...doing(id, who.clerk), findings: good() });
    return id;
  };
  const toDecide = async () => {
    const id = await examined();
    await recommend(city.kernel, { ...doing(id, who.examiner, LATER), opinion: 'agree', reason: '符合' });
    return id;
  };

  test('a special procedure says how long, stops the clock, and needs two people to end', async () => {
    const id = await examined();
    expect(await codeOf(startSpecial(city.kernel, { ...doing(id, who.examiner), expectedWorkdays: 0 }))).toBe(
      'cases/no-duration',
    );
    await startSpecial(city.kernel, { ...doing(id, who.examiner), expectedWorkdays: 3 });
    expect(await codeOf(recommend(city.kernel, { ...doing(id, who.examiner), opinion: 'agree', reason: '符合' }))).toBe(
      'matter/not-in-state',
    );
    await endSpecial(city.kernel, { ...doing(id, who.examiner, on('2026-05-08')), findings: '一' });
    expect(
      await codeOf(endSpecial(city.kernel, { ...doing(id, who.examiner, on('2026-05-08')), findings: '一' })),
    ).toBe('matter/already-agreed');
    await endSpecial(city.kernel, {
      ...doing(id, { ...who.examiner, personId: 147 }, on('2026-05-08')),
      findings: '二',
    });
    // Five working days are left, as on the day it stopped: 9, 11, 12, 13, 14 May.
    expect((await matterById(city.kernel, id)).clocks.promised?.dueOn).toBe('2026-05-14');
  });

  test('who accepted or examined does not decide', async () => {
    const id = await toDecide();
    const both = { ...who.examiner, grants: [...who.examiner.grants, ...who.decider.grants] };
    expect(await codeOf(grant(city.kernel, doing(id, both, LATER)))).toBe('matter/same-person');
  });

  test('sent back it is examined again; extended once and not twice', async () => {
    const id = await toDecide();
    await sendBack(city.kernel, { ...doing(id, who.decider, LATER), reason: '补充意见' });
    await extend(city.kernel, { ...doing(id, who.decider, LATER), papers, reason: '情况复杂' });
    const { clocks } = await matterById(city.kernel, id);
    expect(clocks.statutory?.facts.extensions).toHaveLength(1);
    expect(await codeOf(extend(city.kernel, { ...doing(id, who.decider, LATER), reason: '还是复杂' }))).toBe(
      'matter/extension-used-up',
    );
    expect((await documentsOf(databaseOf(city.kernel), id)).map(({ kind }) => kind)).toEqual(['extension-notice']);
  });

  test('granted, made, delivered; three working days taken', async () => {
    const id = await toDecide();
    await grant(city.kernel, doing(id, who.decider, LATER));
    expect(await row(id)).toMatchObject({ outcome: 'granted', handledWorkdays: 4, completedOn: '2026-05-07' });
    expect((await matterById(city.kernel, id)).clocks.delivery?.dueOn).toBe('2026-05-20');
    expect(await codeOf(deliver(city.kernel, { ...doing(id, who.deliverer, LATER), how: 'online' }))).toBe(
      'cases/no-document',
    );
    const making = { ...doing(id, who.deliverer, on('2026-05-08')), papers };
    expect(await codeOf(makeDocument(city.kernel, { ...making, actor: who.examiner }))).toBe('access/forbidden');
    const made = await makeDocument(city.kernel, making);
    expect(made).toMatchObject({
      kind: 'certificate',
      title: '食品经营许可证',
      validFrom: '2026-05-08',
      validUntil: '2031-05-07',
    });
    expect(await codeOf(makeDocument(city.kernel, making))).toBe('cases/document-exists');
    await deliver(city.kernel, { ...doing(id, who.deliverer, on('2026-05-08')), how: 'post' });
    expect(await stateOf(id)).toBe('done');
    await revoke(city.kernel, {
      ...doing(id, who.decider, on('2026-06-01')),
      documentId: made.id,
      why: '以欺骗手段取得',
    });
    expect((await documentsOf(databaseOf(city.kernel), id))[0]?.revokedWhy).toBe('以欺骗手段取得');
  });

  test('denied with reasons, which is the document that is delivered', async () => {
    const id = await toDecide();
    expect(await codeOf(deny(city.kernel, { ...doing(id, who.decider, LATER), reason: '' }))).toBe('cases/no-reason');
    await deny(city.kernel, { ...doing(id, who.decider, on('2026-05-08')), papers, reason: '布局不符合要求' });
    await deliver(city.kernel, { ...doing(id, who.deliverer, on('2026-05-08')), how: 'window' });
    expect(await row(id)).toMatchObject({ outcome: 'denied' });
    expect(await stateOf(id)).toBe('done');
  });

  test('a result on paper only is named in the register', async () => {
    const id = await toDecide();
    await grant(city.kernel, doing(id, who.decider, LATER));
    await deliver(city.kernel, { ...doing(id, who.deliverer, LATER), how: 'window', paper: { number: 'JY2026-1' } });
    expect(await documentsOf(databaseOf(city.kernel), id)).toMatchObject([
      { number: 'JY2026-1', fileId: null, code: null },
    ]);
  });
});

describe('silence', () => {
  let id: number;
  beforeEach(async () => {
    id = await received();
  });

  test('no answer within five working days is acceptance from the day of receipt', async () => {
    await sweep(city.kernel, on('2026-05-08'));
    expect(await stateOf(id)).toBe('submitted');
    await sweep(city.kernel, on('2026-05-09'));
    await settleAllDeemed(city.kernel);
    const { state, clocks } = await matterById(city.kernel, id);
    expect(state).toBe('examining');
    expect([clocks.statutory?.facts.startedOn, clocks.statutory?.dueOn]).toEqual(['2026-04-28', '2026-05-14']);
    expect(await row(id)).toMatchObject({
      acceptedOn: '2026-04-28',
      acceptedAt: on('2026-05-09'),
      acceptedHow: 'deemed',
    });
    expect(await settleAllDeemed(city.kernel)).toBe(0);
  });

  test('a decision right after it finds it entered', async () => {
    await sweep(city.kernel, on('2026-05-09'));
    await recommend(city.kernel, { ...doing(id, who.examiner, on('2026-05-09')), opinion: 'agree', reason: '符合' });
    await grant(city.kernel, doing(id, who.decider, on('2026-05-09')));
    expect(await row(id)).toMatchObject({ acceptedOn: '2026-04-28', outcome: 'granted', handledWorkdays: 6 });
  });

  test('an applicant who does not correct in time ends it', async () => {
    await askToCorrect(city.kernel, {
      ...doing(id, who.clerk),
      findings: { ...good(), layout: { status: 'missing' } },
    });
    await sweep(city.kernel, instant(addDays(day('2026-04-28'), 40), '10:00'));
    expect(await stateOf(id)).toBe('lapsed');
    expect(await row(id)).toMatchObject({ acceptedOn: null, completedAt: null });
  });
});

test('a household’s application that is deemed accepted goes to the township by itself', async () => {
  const item = await itemNamed(city.kernel, 'minimum', AT);
  const applicant = { id: await personNamed(city.kernel, 'dibao'), kind: 'person' } as const;
  const intake = { item, key: null, applicant, actor: who.household, at: AT, channel: 'online', papers: null } as const;
  expect(await codeOf(receiveApplication(city.kernel, { ...intake, region: '590902' }))).toBe('cases/no-township');
  expect(await codeOf(receiveApplication(city.kernel, { ...intake, region: '590921100' }))).toBe('cases/no-township');
  const { id } = await receiveApplication(city.kernel, { ...intake, region: '590902001001' });
  await sweep(city.kernel, on('2026-05-09'));
  await Promise.all([settleAllDeemed(city.kernel), settleAllDeemed(city.kernel)]);
  const { openChildren, state } = await matterById(city.kernel, id);
  expect({ openChildren, state }).toEqual({ openChildren: 1, state: 'first-review' });
});

test('a refused act leaves no file behind', async () => {
  const id = await received();
  const files = async () => (await city.kernel.pool.query('select count(*)::int as n from kernel.file')).rows;
  const before = await files();
  for (const actor of [who.clerk, who.examiner, { ...who.clerk, grants: [] }]) {
    await codeOf(accept(city.kernel, { ...doing(id, actor), papers, findings: { layout: { status: 'wrong' } } }));
    await codeOf(refuseAcceptance(city.kernel, { ...doing(id, actor), papers, reason: ' ' }));
    await codeOf(deny(city.kernel, { ...doing(id, actor), papers, reason: '不符合' }));
  }
  expect(await files()).toEqual(before);
});

test('a date in a year without its arrangement is marked provisional, on the receipt too', async () => {
  const id = await received(on('2026-12-28'));
  const { clocks, provisional } = await matterById(city.kernel, id);
  expect({ provisional, dueOn: clocks.notice?.dueOn }).toEqual({ provisional: true, dueOn: '2027-01-05' });
  await ensureReceipt(city.kernel, id, papers, on('2026-12-28'));
  await ensureReceipt(city.kernel, id, papers, on('2026-12-28'));
  expect((await documentsOf(databaseOf(city.kernel), id)).map(({ kind }) => kind)).toEqual(['receipt']);
});
