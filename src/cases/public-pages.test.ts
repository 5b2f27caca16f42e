import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { day, instant, matterByNumber } from '../kernel/index.ts';
import {
  begun,
  numberIn,
  photo,
  publicCity,
  readySenior,
  SENIOR,
  submitted,
  type Upload,
  type Visitor,
  visitor,
} from './routes/testing.ts';

const AT = instant(day('2026-04-28'), '10:00');
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>'&{{7*7}}`;
const PNG = photo.bytes;

let city: TestCity;
let code: Awaited<ReturnType<typeof publicCity>>['code'];
let elder: Visitor;
let household: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  ({ city, code } = await publicCity(AT));
  [elder, household, stranger] = [
    await visitor(city, 'laoren'),
    await visitor(city, 'dibao'),
    await visitor(city, 'shimin'),
  ];
});
afterAll(() => city.close());

describe('applying without script', () => {
  test('from the first page to the receipt, step by step', async () => {
    const start = await elder.get(`/apply/${code.senior}`);
    expect(start.status).toBe(200);
    expect(start.body).toContain('不收费');
    const draft = await begun(elder, code.senior);
    expect((await elder.get(draft)).location).toBe(`${draft}/situation`);
    const asked = await elder.post(`${draft}/situation`);
    expect(asked.status).toBe(422);
    expect(asked.body).toContain('<title>有误：');
    expect((await elder.post(`${draft}/situation`, SENIOR)).location).toBe(`${draft}/steps/holder`);
    expect((await elder.post(`${draft}/steps/holder`)).status).toBe(422);
    expect((await elder.post(`${draft}/steps/holder`, { forSelf: 'true' })).location).toBe(`${draft}/steps/card`);
    const card = { carrier: 'electronic', hasContact: 'false' };
    expect((await elder.post(`${draft}/steps/card`, card)).location).toBe(`${draft}/steps/declaration`);
    expect((await elder.post(`${draft}/steps/declaration`, { truthful: 'true' })).location).toBe(`${draft}/materials`);
    const missing = await elder.upload(`${draft}/materials`, []);
    expect(missing.status).toBe(422);
    expect(missing.body).toContain('请上传近期免冠照片');
    expect((await elder.upload(`${draft}/materials`, [photo])).location).toBe(`${draft}/review`);
    const review = await elder.get(`${draft}/review`);
    expect(review.body).toContain('照片.png');
    const sent = await elder.post(`${draft}/submit`);
    expect(sent.status).toBe(303);
    const receipt = await elder.get(sent.location);
    expect(receipt.body).toContain(numberIn(sent.location));
    expect(receipt.body).toContain('2026年5月8日'); // 29 and 30 April, then 6, 7 and 8 May: Labour Day is five days long
  });

  test('what was saved is there again, and the same item is not begun twice', async () => {
    const draft = await begun(household, code.minimum);
    expect(await begun(household, code.minimum)).toBe(draft);
    await household.post(`${draft}/situation`, { who: 'self', ill: 'no', disabled: 'no', divorced: 'no' });
    const kept = await household.post(`${draft}/steps/household`, { kind: 'household', _save: '1' });
    expect(kept.location).toMatch(/^\/my\?/u);
    const mine = await household.get(kept.location);
    expect(mine.body).toContain(draft);
    expect((await household.get(draft)).location).toBe(`${draft}/steps/household`);
    expect((await household.get(`${draft}/steps/household`)).body).toMatch(
      /value="household" checked=""|checked="" [^>]*value="household"/u,
    );
    await household.post(`${draft}/discard`);
    expect((await household.get('/my')).body).not.toContain(draft);
  });

  test('members of a household are added and removed by buttons of the form', async () => {
    const draft = await begun(household, code.minimum);
    await household.post(`${draft}/situation`, { who: 'self', ill: 'no', disabled: 'no', divorced: 'no' });
    const step = `${draft}/steps/members`;
    const one = { 'members[0].row': '1', 'members[0].name': '吴志强' };
    expect((await household.post(step, { ...one, _add: 'members' })).status).toBe(303);
    const two = (await household.get(step)).body;
    expect(two).toContain('name="members[1].name"');
    expect(two).toContain('value="吴志强"');
    await household.post(step, { ...one, 'members[1].row': '1', 'members[1].name': '多余', _remove: 'members[1]' });
    const left = (await household.get(step)).body;
    expect(left).not.toContain('多余');
    expect(left).toContain('value="吴志强"');
    await household.post(`${draft}/discard`);
  });
});

describe('sending', () => {
  test('twice, also at once, makes one application', async () => {
    const draft = await readySenior(elder, code.senior);
    const [one, two] = await Promise.all([elder.post(`${draft}/submit`), elder.post(`${draft}/submit`)]);
    const three = await elder.post(`${draft}/submit`);
    expect([one?.status, two?.status, three.status]).toEqual([303, 303, 303]);
    expect(new Set([one?.location, two?.location, three.location]).size).toBe(1);
    expect((await elder.get(draft)).location).toBe(`/my/applications/${numberIn(three.location)}`);
    const changed = await elder.post(`${draft}/steps/card`, { carrier: 'both' });
    expect(changed.status).toBeGreaterThanOrEqual(400);
    expect(changed.body).toContain('已经提交');
  });

  test('what is not complete is refused whole, with the way to each place', async () => {
    const draft = await begun(household, code.minimum);
    const refused = await household.post(`${draft}/submit`);
    expect(refused.status).toBe(422);
    expect(refused.body).toContain(`href="${draft}/situation"`);
    expect(refused.body).toContain(`href="${draft}/steps/household`);
    expect((await household.get('/my')).body).toContain(draft);
    await household.post(`${draft}/discard`);
  });
});

describe('uploads', () => {
  const fake = (name: string, bytes: Buffer, slot = 'filephoto'): Upload => ({ slot, name, bytes });

  test.each([
    ['another type than its name says', fake('照片.pdf', PNG), '与扩展名不符'],
    ['a type nobody takes', fake('照片.exe', Buffer.from('MZ'.padEnd(300, '\0'))), '不能上传这种文件'],
    ['a web page', fake('<img src=x>.html', Buffer.from('<script>alert(1)</script>')), '不能上传这种文件'],
    ['empty', fake('空.png', Buffer.alloc(0)), '文件是空的'],
  ])('%s: a sentence at its place, and what was there stays', async (_what, upload, sentence) => {
    const draft = await readySenior(elder, code.senior);
    const answer = await elder.upload(`${draft}/materials`, [upload]);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain(sentence);
    expect(answer.body).toContain('href="#f-filephoto"');
    expect(answer.body).toContain('照片.png');
    expect(answer.body).not.toContain('<img src=x');
    await elder.post(`${draft}/discard`);
  });

  test('a file beyond every limit is refused with a sentence, and what was there stays', async () => {
    const draft = await readySenior(elder, code.senior);
    const answer = await elder.upload(`${draft}/materials`, [
      fake('大.png', Buffer.concat([PNG, Buffer.alloc(10 * 1_048_576)])),
    ]);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('太大');
    expect(answer.body).toContain('照片.png');
    await elder.post(`${draft}/discard`);
  });

  test('a place that is not on the list takes nothing', async () => {
    const draft = await readySenior(elder, code.senior);
    const answer = await elder.upload(`${draft}/materials`, [fake('a.png', PNG, 'fileother')]);
    expect(answer.status).toBe(422);
    expect(answer.body).toContain('不需要上传这项材料');
    await elder.post(`${draft}/discard`);
  });

  test('a file is taken out again by a button of the form', async () => {
    const draft = await readySenior(elder, code.senior);
    expect((await elder.upload(`${draft}/materials`, [], { _remove: 'filephoto' })).location).toBe(
      `${draft}/materials`,
    );
    expect((await elder.get(`${draft}/materials`)).body).not.toContain('照片.png');
    await elder.post(`${draft}/discard`);
  });
});

describe('other people', () => {
  test('find of a draft what they find of one that never was', async () => {
    const draft = await readySenior(elder, code.senior);
    const never = '/my/drafts/00000000-0000-4000-8000-000000000000';
    for (const part of ['', '/situation', '/steps/holder', '/materials', '/review']) {
      const [theirs, nobodys] = [await stranger.get(`${draft}${part}`), await stranger.get(`${never}${part}`)];
      expect([theirs.status, theirs.body], part).toEqual([404, nobodys.body]);
    }
    for (const part of ['/situation', '/steps/holder', '/submit']) {
      expect((await stranger.post(`${draft}${part}`, { forSelf: 'false' })).status, part).toBe(404);
    }
    expect((await stranger.upload(`${draft}/materials`, [photo])).status).toBe(404);
    await stranger.post(`${draft}/discard`);
    expect((await elder.get(`${draft}/review`)).status).toBe(200);
    await elder.post(`${draft}/discard`);
  });

  test('find of a number and of its papers what they find of one that was never given out', async () => {
    const number = await submitted(elder, code.senior);
    const paper = /\/documents\/([0-9a-f-]{36})/u.exec((await elder.get(`/my/applications/${number}`)).body)?.[1];
    for (const part of ['', '/receipt', '/withdraw', `/documents/${paper}`]) {
      const theirs = await stranger.get(`/my/applications/${number}${part}`);
      const nobodys = await stranger.get(`/my/applications/SP000000000000${part}`);
      expect([theirs.status, theirs.body], part).toEqual([404, nobodys.body]);
    }
    expect((await stranger.post(`/my/applications/${number}/withdraw`, { seenSeq: '1' })).status).toBe(404);
    expect((await stranger.post(`/my/applications/${number}/correct`)).status).toBe(404);
    expect((await matterByNumber(city.kernel, number)).state).toBe('submitted');
  });

  test('who is not signed in is asked to, who works for the city does not apply here', async () => {
    const nobody = await visitor(city, null);
    for (const url of [`/apply/${code.senior}`, '/my', '/my/notices']) {
      expect((await nobody.get(url)).location, url).toBe(`/sign-in?next=${encodeURIComponent(url)}`);
    }
    expect((await (await visitor(city, 'chuangkou')).get(`/apply/${code.senior}`)).status).toBe(403);
  });

  test('an item for organisations says so to a person, and how to act for one', async () => {
    const answer = await elder.get(`/apply/${code.food}`);
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('服务对象');
    expect(answer.body).toContain('href="/me#principals"');
    expect(answer.body).toContain(`href="/items/${code.food}"`);
    expect((await elder.post(`/apply/${code.food}`)).status).toBe(403);
  });
});

describe('text that means harm', () => {
  test('stands on every page as text only', async () => {
    const draft = await begun(household, code.minimum);
    await household.post(`${draft}/situation`, { who: HOSTILE, ill: 'no', disabled: 'no', divorced: 'no' });
    await household.post(`${draft}/situation`, { who: 'self', ill: 'no', disabled: 'no', divorced: 'no' });
    const wrong = [
      await household.post(`${draft}/steps/household`, {
        kind: HOSTILE,
        livesAtRegister: 'false',
        homeAddress: HOSTILE,
        byDelegate: 'true',
        delegateName: HOSTILE,
        delegateMobile: HOSTILE,
      }),
      await household.post(`${draft}/steps/members`, {
        'members[0].row': '1',
        'members[0].name': HOSTILE,
        'members[0].residentId': HOSTILE,
        'members[0].monthlyIncome': HOSTILE,
        'members[0].relation': HOSTILE,
      }),
      await household.post(`${draft}/steps/payment`, {
        toSocialCard: 'false',
        bank: HOSTILE,
        accountHolder: HOSTILE,
        accountNumber: HOSTILE,
      }),
    ];
    for (const { status, body } of wrong) {
      expect(status).toBe(422);
      expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
    }
    const pages = [
      ...wrong,
      await household.get(`${draft}/review`),
      await household.post(`${draft}/submit`),
      await household.get('/my'),
    ];
    for (const { body } of pages) {
      expect(body).not.toContain('<img src=x');
      expect(body).not.toContain('<script>alert');
    }
    await household.post(`${draft}/discard`);
    for (const url of ['/verify', '/verify/x', '/my']) {
      const { body } = await household.get(
        `${url}?code=${encodeURIComponent(HOSTILE)}&before=${encodeURIComponent(HOSTILE)}&saved=${encodeURIComponent(HOSTILE)}`,
      );
      expect(body).not.toContain('<img src=x');
    }
  });

  test.each(['__proto__', 'constructor.name', 'members[0].__proto__.x'])(
    'a field called %s is refused or left aside',
    async (name) => {
      const draft = await begun(household, code.minimum);
      const { status } = await household.post(`${draft}/steps/household`, { kind: 'household', [name]: 'x' });
      expect([400, 422]).toContain(status);
      expect(Object.hasOwn(Object.prototype, 'x')).toBe(false);
      await household.post(`${draft}/discard`);
    },
  );
});

test('numbers of people and of accounts are masked where what was filled in is read again', async () => {
  const draft = await begun(household, code.minimum);
  await household.post(`${draft}/situation`, { who: 'self', ill: 'no', disabled: 'no', divorced: 'no' });
  const account = {
    toSocialCard: 'false',
    bank: '明堂农商银行',
    accountHolder: '吴志强',
    accountNumber: '6222021234567890123',
  };
  await household.post(`${draft}/steps/payment`, { ...account, _save: '1' });
  const { body } = await household.get(`${draft}/review`);
  expect(body).toContain('***0123');
  expect(body).not.toContain('6222021234567890123');
  expect((await household.get(`${draft}/steps/payment`)).body).toContain('6222021234567890123');
  await household.post(`${draft}/discard`);
});

test('answers given at the guide are not asked for again', async () => {
  const start = await elder.get(`/apply/${code.senior}?for=self&photo=new&register=yes&other=x`);
  expect(start.body).toContain('name="photo" value="new"');
  expect(start.body).not.toContain('name="other"');
  const { location: draft } = await elder.post(`/apply/${code.senior}`, SENIOR);
  expect((await elder.get(`${draft}/situation`)).body).toMatch(/value="new" checked=""|checked="" value="new"/u);
  expect((await elder.get(draft)).location).toBe(`${draft}/steps/holder`);
  expect((await elder.get(`${draft}/discard`)).body).toContain('确定要删除');
  await elder.post(`${draft}/discard`);
});
