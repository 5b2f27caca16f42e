import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeAtOnce, disclosureModule } from '../disclosure/index.ts';
import {
  article,
  cleared,
  openPublication,
  type People,
  people,
  publicationById,
  publish,
  putCatalogue,
  review,
  setPlan,
  submit,
} from '../disclosure/testing.ts';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { day, figureOf, instant, kernelTasks, matterById, startWorker } from '../kernel/index.ts';
import { noteCarried, strikeCarried } from './carried.ts';
import { recordFollowUp } from './follow-ups.ts';
import { pressModule } from './index.ts';
import { measures } from './measures.ts';
import { followUpOf } from './repo.ts';
import { coverage, coverageForTable, dossier } from './view.ts';

const AT = instant(day('2026-11-23'), '10:00');
const LATER = instant(day('2026-11-25'), '10:00');
let city: TestCity;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule, pressModule], AT);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

const PLAN = {
  forms: ['chart'],
  interpreter: '局长',
  elements: ['background', 'basis', 'aims', 'scope', 'local', 'content', 'measures', 'progress'],
};
const policy = (title: string) =>
  article({ title, genre: 'policy-document', node: 'ML.3.01.03', documentNumber: '明市监〔2026〕8号' });
const material = (title: string, form: string, headLed = false) =>
  article({
    title,
    body: ['背景', '依据', '目标任务', '范围', '本地贯彻措施', '主要内容', '保障措施', '工作进展']
      .map((title) => `<h2>${title}</h2><p>见原文。</p>`)
      .join(''),
    genre: 'interpretation',
    node: 'ML.3.01.06',
    interpretation: {
      form,
      headLed,
      rank: headLed ? 'head' : 'section',
      interpreter: '局长',
      elements: ['background', 'basis', 'aims', 'scope', 'local', 'content', 'measures', 'progress'],
    },
  });

/** A document with what explains it, both out at once. */
async function issued(title: string): Promise<{ readonly id: number; readonly index: string; readonly by: string }> {
  const { kernel } = city;
  const { id } = await openPublication(kernel, { agencyId, content: policy(title), actor: who.drafter, at: AT });
  await setPlan(kernel, { id, plan: PLAN, actor: who.drafter, at: AT });
  await submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: 1 });
  await cleared(kernel, who, agencyId, material(`${title}的图解`, 'chart', true), { interprets: id });
  const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of ['department', 'office', 'secrecy'] as const)
    await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at: AT });
  const [document, explained] = await publish(kernel, { id, actor: who.officer, at: AT });
  await drain();
  return { id, index: document?.index ?? '', by: explained?.index ?? '' };
}

async function drain(): Promise<void> {
  const { kernel } = city;
  const report = () => undefined;
  const worker = startWorker({ pool: kernel.pool, tasks: kernelTasks(kernel), routines: [], now: kernel.now, report });
  await worker.drain();
  await worker.stop();
}

const carry = (index: string, over: object = {}) =>
  noteCarried(city.kernel, {
    ...{ index, kind: 'newspaper' as const, outlet: '明堂日报', title: '小作坊有了新规矩', url: '' },
    ...{ onDay: '2026-11-23', actor: who.drafter, at: LATER, ...over },
  });

test('a document’s file shows what explains it, where it was carried, and what was found some time after', async () => {
  const { kernel } = city;
  const { id, index } = await issued('明堂市食品小作坊登记办法');
  expect(await dossier(kernel, index, who.officer)).toMatchObject({
    ...{ documentId: id, standing: 'at-once', lagDays: 0, plan: PLAN, media: [], returns: [] },
    explained: [{ form: 'chart', headLed: true, lagDays: 0, withdrawn: false }],
    followUp: { outcome: null },
  });
  const line = await carry(index, { url: 'https://news.example.cn/1' });
  await expect(carry(index)).rejects.toMatchObject({ code: 'press/carried-already' });
  await expect(carry(index, { onDay: '2026-11-22' })).rejects.toMatchObject({
    code: 'press/carried-before-it-was-out',
  });
  await expect(carry(index, { onDay: '2026-11-26' })).rejects.toMatchObject({ code: 'press/carried-later' });
  await expect(carry(index, { url: 'javascript:alert(1)' })).rejects.toMatchObject({ code: 'press/not-an-address' });
  await expect(carry(index, { actor: who.citizen })).rejects.toMatchObject({ code: 'access/forbidden' });
  await expect(carry('11590900MT0000000X/2026-09999')).rejects.toMatchObject({ code: 'press/not-a-document' });
  const seen = () =>
    city.kernel.published.pool.query('select outlet from pub.pub_carried where index_number = $1', [index]);
  expect((await seen()).rows).toEqual([{ outlet: '明堂日报' }]);
  await expect(strikeCarried(kernel, { id: line, words: '错', actor: who.drafter, at: LATER })).rejects.toMatchObject({
    code: 'press/no-words',
  });
  await strikeCarried(kernel, { id: line, words: '登记到别的文件上了', actor: who.drafter, at: LATER });
  expect((await seen()).rows).toEqual([]);
  await expect(
    strikeCarried(kernel, { id: line, words: '登记到别的文件上了', actor: who.drafter, at: LATER }),
  ).rejects.toMatchObject({ code: 'press/struck-already' });
  // The same may be written down again once the wrong line is struck out; the struck one stays to be read.
  await carry(index);
  expect((await dossier(kernel, index, who.drafter)).media.map(({ struck }) => struck === null)).toEqual([false, true]);
  await expect(dossier(kernel, index, who.citizen)).rejects.toMatchObject({ code: 'access/forbidden' });
});

test('a document comes up once after it went out; what was explained anew has to be there', async () => {
  const { kernel } = city;
  const { id, index } = await issued('明堂市食品摊贩备案办法');
  await drain();
  const open = await followUpOf(kernel.pool, index);
  expect(open).toMatchObject({ state: 'owed', agencyId, dueOn: '2026-12-21' });
  const say = (over: object = {}) =>
    recordFollowUp(kernel, {
      ...{
        id: open?.id ?? 0,
        seenSeq: 1,
        questions: 12,
        outcome: 'clarified' as const,
        words: '主要问摊贩要不要办执照',
      },
      ...{ actor: who.drafter, at: LATER, ...over },
    });
  await expect(say()).rejects.toMatchObject({ code: 'press/not-yet-clarified' });
  await expect(say({ outcome: 'understood', words: '无' })).rejects.toMatchObject({ code: 'press/no-words' });
  const more = await cleared(kernel, who, agencyId, material('摊贩备案问答', 'question-and-answer'), {
    interprets: id,
  });
  await publish(kernel, { id: more, actor: who.officer, at: LATER });
  await say();
  expect((await matterById(kernel, open?.id ?? 0)).state).toBe('done');
  expect((await dossier(kernel, index, who.officer)).followUp).toMatchObject({ questions: 12, outcome: 'clarified' });
});

test('withdrawn explanations leave a document unexplained, and a withdrawn document ends its look', async () => {
  const { kernel } = city;
  const { index, by } = await issued('明堂市食品快检办法');
  const withdraw = (what: string) =>
    changeAtOnce(kernel, {
      ...{ index: what, change: 'withdraw' as const, note: '内容需要核对，先行撤回' },
      ...{ actor: who.officer, at: LATER },
    });
  await withdraw(by);
  const broken = await coverage(kernel, { standing: 'broken' }, who.officer);
  expect(broken.rows).toMatchObject([{ index, standing: 'broken', lagDays: null, materials: 0 }]);
  // Nor is a correction let through because something explained it once.
  const correction = await openPublication(kernel, {
    ...{ agencyId, content: policy('明堂市食品快检办法'), actor: who.drafter, at: LATER },
    corrects: { index, note: '更正附件中的数字' },
  });
  const again = submit(kernel, { id: correction.id, actor: who.drafter, at: LATER, seenRevision: 1 });
  await expect(again).rejects.toMatchObject({ code: 'press/no-plan' });
  expect(broken.counts).toMatchObject({ broken: 1, 'at-once': 2, lacking: 0, all: 3 });
  expect((await coverage(kernel, { standing: 'all', q: '摊贩' }, who.officer)).rows).toHaveLength(1);
  expect(await coverageForTable(kernel, { standing: 'at-once' }, who.officer)).toHaveLength(2);
  expect((await coverage(kernel, { standing: 'all' }, who.citizen)).rows).toEqual([]);
  const scope = { from: day('2026-11-01'), to: day('2026-12-31'), agencyIds: null };
  const value = async (id: string) => {
    const measure = measures.find((each) => each.id === id);
    return measure && (await figureOf(kernel.published.db, measure, scope)).value;
  };
  expect(await value('M-032-coverage')).toBe('66.67');
  expect(await value('M-034-media')).toBe('33.33');
  expect(await value('M-034-follow-up')).toBe('33.33');
  await withdraw(index);
  await drain();
  expect((await followUpOf(kernel.pool, index))?.state).toBe('void');
  expect(await value('M-034-follow-up')).toBe('50.00');
});
