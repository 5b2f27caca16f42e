import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerQuestion, consult, receiveApplication, withdraw } from '../../src/cases/index.ts';
import { caseView } from '../../src/cases/operations/case-view.ts';
import { ownData } from '../../src/cases/own-data.ts';
import { itemNamed } from '../../src/cases/testing.ts';
import { signIn } from '../../src/identity/operations/sign-in.ts';
import { actorNamed } from '../../src/identity/testing.ts';
import { type Actor, day, dueErasures, erase, eraseDue, system, verifyLedger } from '../../src/kernel/index.ts';
import { type SealingCity, sealingCity } from './support/city.ts';

const at = new Date('2025-10-20T10:00:00+08:00');
const nextYear = new Date('2026-10-21T10:00:00+08:00');
const tenYears = new Date('2035-10-21T10:00:00+08:00');

let city: SealingCity;
let citizen: Actor;
let clerk: Actor;
beforeAll(async () => {
  city = await sealingCity(at);
  await city.owner.query(`select kernel.ensure_entry_partition('2035-10-01')`);
  citizen = await actorNamed(city.copies[0], 'laoren', day('2025-10-20'));
  clerk = await actorNamed(city.copies[0], 'chuangkou', day('2025-10-20'));
});
afterAll(() => city.close());

const faults = async () => (await verifyLedger(city.copies[0])).faults;

test('the words of a consultation go by themselves after a year; what stood there says so', async () => {
  const [kernel] = city.copies;
  const agencyId = clerk.grants[0]?.agencyId ?? 0;
  const asked = {
    agencyId,
    channel: 'online',
    askedBy: citizen.personId,
    question: '我的低保',
    actor: citizen,
  } as const;
  const { id } = await consult(kernel, { ...asked, at });
  await answerQuestion(kernel, { matter: id, actor: clerk, at, papers: null, answer: '请到窗口' });
  expect(JSON.stringify(await caseView(kernel, { id, actor: clerk, at }))).toContain('我的低保');
  expect((await eraseDue(kernel, { actor: system, at })).find(({ kind }) => kind === 'consultation')?.erased).toBe(0);
  await eraseDue(kernel, { actor: system, at: nextYear });
  const view = await caseView(kernel, { id, actor: clerk, at: nextYear });
  expect(view.sections[0]?.answers.map(({ value }) => value)).toEqual(['（内容已依法删除）', '（内容已依法删除）']);
  expect(view.timeline.map(({ act, text }) => [act, text])).toEqual([
    ['ask', null],
    ['answer', '（个人信息已于2026年10月21日依照《个人信息保护法 第四十七条第一款第二项》删除）'],
    ['kernel.erased', null],
  ]);
  expect(JSON.stringify(await ownData(kernel, citizen.personId ?? 0))).toContain('内容已依法删除');
  expect(await faults()).toEqual([]);
});

test('an application is kept for the archives, then erased when somebody says so: form, answers, files, papers', async () => {
  const [kernel] = city.copies;
  const item = await itemNamed(kernel, 'senior', at);
  const { id, number } = await receiveApplication(kernel, {
    item,
    key: null,
    applicant: { id: citizen.personId ?? 0, kind: 'person' },
    actor: citizen,
    at,
    channel: 'online',
    answers: { for: 'self', photo: 'new', register: 'yes' },
    form: {
      forSelf: true,
      carrier: 'electronic',
      hasContact: true,
      contactName: '联系人甲',
      contactMobile: '13977310442',
    },
    papers: { publicUrl: 'https://zwfw.mingtang.example' },
  });
  const whole = { matter: id, seqs: 'all', actor: system } as const;
  await expect(erase(kernel, { ...whole, ground: 'consent-withdrawn', at })).rejects.toMatchObject({
    code: 'retention/matter-open',
  });
  await withdraw(kernel, { matter: id, actor: citizen, at, papers: null });
  await expect(erase(kernel, { ...whole, ground: 'consent-withdrawn', at: nextYear })).rejects.toMatchObject({
    code: 'retention/kept-by-law',
    details: { number, until: '2035-10-20' },
  });
  const own = JSON.stringify(await ownData(kernel, citizen.personId ?? 0));
  expect(own).toContain('13977310442');
  const due = await dueErasures(kernel, day('2035-10-21'));
  expect(due.find(({ kind }) => kind === 'service-application')?.matters).toMatchObject([{ number, seqs: 'all' }]);
  // Not by itself: the archives are asked first.
  await eraseDue(kernel, { actor: system, at: tenYears });
  expect(await left(id)).toMatchObject({ payloads: 1, files: 1 });
  await eraseDue(kernel, { actor: system, at: tenYears, kinds: ['service-application'] });
  expect(await left(id)).toEqual({ payloads: 0, files: 0, answers: '{}', codes: 0, holders: 0 });
  expect(JSON.stringify(await ownData(kernel, citizen.personId ?? 0))).not.toContain('13977310442');
  expect(await faults()).toEqual([]);
});

async function left(id: number) {
  const { rows } = await city.owner.query(
    `select (select count(*)::int from kernel.payload where matter_id = $1) as payloads,
            (select count(*)::int from kernel.file where matter_id = $1) as files,
            (select answers::text from cases.application where matter_id = $1) as answers,
            (select count(code)::int from cases.document where matter_id = $1) as codes,
            (select count(*)::int from cases.document where matter_id = $1 and holder_masked <> '') as holders`,
    [id],
  );
  return rows[0];
}

test('where somebody signed in from goes after half a year, for every account and for the gate', async () => {
  const [kernel] = city.copies;
  const device = { ip: '192.0.2.7', browser: 'test' };
  const refused = signIn(kernel, { name: 'nobody', password: 'x', device, at });
  await expect(refused).rejects.toMatchObject({ code: 'identity/sign-in-wrong' });
  await signIn(kernel, { name: 'laoren', password: 'Tangdi-2026-kan', device, at });
  await signIn(kernel, { name: 'laoren', password: 'Tangdi-2026-kan', device, at: nextYear });
  const sealedParts = async (): Promise<unknown> =>
    (
      await city.owner.query(
        `select m.kind, count(*)::int as n from kernel.payload p join kernel.matter m on m.id = p.matter_id
          where m.kind in ('account', 'gate') group by 1 order by 1`,
      )
    ).rows;
  expect(await sealedParts()).toEqual([
    { kind: 'account', n: 2 },
    { kind: 'gate', n: 1 },
  ]);
  await eraseDue(kernel, { actor: system, at: nextYear });
  expect(await sealedParts()).toEqual([{ kind: 'account', n: 1 }]);
  expect(await faults()).toEqual([]);
});
