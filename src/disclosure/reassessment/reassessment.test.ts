import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { type TestCity, testCity } from '../../identity/testing.ts';
import {
  day,
  dayOf,
  figureOf,
  instant,
  kernelTasks,
  matterById,
  noticesOf,
  overdueMatters,
  startWorker,
} from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { withhold } from '../operations/publish.ts';
import { stopForSecrecy, takeBack } from '../operations/review.ts';
import { reassessmentRule } from '../settings.ts';
import {
  article,
  cleared,
  GATES,
  handedIn,
  type People,
  people,
  publicationById,
  publish,
  putCatalogue,
  review,
  submit,
} from '../testing.ts';
import { reassessmentMeasures } from './measures.ts';
import {
  confirmKeeping,
  followDrafts,
  openReassessments,
  proposeKeeping,
  release,
  returnKeeping,
} from './operations.ts';
import { reassessmentList, reassessmentView } from './view.ts';

const AT = instant(day('2026-11-23'), '10:00');
const DUE = instant(day('2027-11-23'), '08:00');
const words = '涉及的情形没有变化，仍然不宜公开';
const private_ = { attribute: 'withheld', reason: 'privacy', reasonWords: '涉及当事人的个人隐私' } as const;

let city: TestCity;
let who: People;
let agencyId: number;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
});
afterAll(() => city.close());

/** Something that was withheld, as it comes up a year later. */
async function comeUp(content = article(private_)): Promise<{ readonly publication: number; readonly id: number }> {
  const { kernel } = city;
  city.setNow(AT);
  const publication = await cleared(kernel, who, agencyId, content);
  await withhold(kernel, { id: publication, actor: who.officer, at: AT });
  city.setNow(DUE);
  await openReassessments(kernel, DUE);
  return { publication, id: await lookAt(publication) };
}

async function lookAt(publication: number): Promise<number> {
  const { rows } = await city.kernel.pool.query<{ id: number }>(
    'select matter_id as id from disclosure.reassessment where publication_id = $1 order by matter_id desc',
    [publication],
  );
  return rows[0]?.id ?? 0;
}

const nextReview = async (id: number) => (await publicationById(city.kernel, id)).row.nextReviewOn;
const isPublic = async (id: number): Promise<boolean> => {
  const { rows } = await city.kernel.published.pool.query(
    'select 1 from pub.pub_publication_content where index_number = $1',
    [(await publicationById(city.kernel, id)).row.index ?? 'none'],
  );
  return rows.length > 0;
};

async function throughTheGates(id: number): Promise<void> {
  const { kernel } = city;
  const at = kernel.now();
  await submit(kernel, { id, actor: who.drafter, at, seenRevision: (await publicationById(kernel, id)).row.revision });
  const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of GATES) await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at });
}

test('what is withheld comes up on its day, once, with a clock and a notice, and is late when nobody looks', async () => {
  const { kernel } = city;
  const { publication, id } = await comeUp();
  expect(await openReassessments(kernel, DUE)).toBe(0);
  expect(await matterById(kernel, id)).toMatchObject({ state: 'due', dueOn: '2027-12-21', holderRole: 'liaison' });
  const told = await noticesOf(kernel.pool, who.drafter.personId ?? 0);
  expect(told.some(({ matterId, code }) => matterId === id && code === 'disclosure.reassess-due')).toBe(true);
  const late = instant(day('2028-01-10'), '08:00');
  const { rows } = await overdueMatters(kernel, [agencyId], dayOf(late), null);
  expect(rows.map((row) => row.id)).toContain(id);
  const list = await reassessmentList(kernel, { standing: 'overdue' }, who.officer, late);
  expect(list.rows).toMatchObject([{ id, publicationId: publication, light: 'red', reason: 'privacy' }]);
  expect(list.counts).toMatchObject({ open: 1, overdue: 1, kept: 0 });
  // Nobody sees what other agencies withhold.
  expect((await reassessmentList(kernel, { standing: 'all' }, who.citizen, late)).rows).toEqual([]);
  await expect(reassessmentView(kernel, id, who.citizen, late)).rejects.toMatchObject({ code: 'access/forbidden' });
});

test('it stays withheld only for a reason, until a day within the rule, confirmed by another; then it comes up again', async () => {
  const { kernel } = city;
  const { publication, id } = await comeUp();
  const keep = (more: object) =>
    proposeKeeping(kernel, { id, words, nextOn: '2028-06-01', actor: who.drafter, at: DUE, ...more });
  await expect(keep({ words: '不' })).rejects.toMatchObject({ code: 'disclosure/no-words' });
  for (const nextOn of ['2027-11-23', '2028-11-24']) {
    await expect(keep({ nextOn })).rejects.toMatchObject({ code: 'disclosure/next-look-out-of-range' });
  }
  await keep({});
  const confirm = (actor = who.officer) => confirmKeeping(kernel, { id, actor, at: DUE });
  await expect(confirm(who.drafter)).rejects.toMatchObject({ code: 'matter/not-yours' });
  await returnKeeping(kernel, { id, words: '请写明有关当事人的意见', actor: who.officer, at: DUE });
  // The officer may propose for the agency, and may not confirm what he proposed.
  await keep({ actor: who.officer, nextOn: '2027-11-24' });
  await expect(confirm()).rejects.toMatchObject({ code: 'matter/same-person' });
  await confirm(who.officer2);
  expect((await matterById(kernel, id)).state).toBe('kept');
  expect(await nextReview(publication)).toBe('2027-11-24');
  expect(await isPublic(publication)).toBe(false);
  const later = instant(day('2027-11-24'), '08:00');
  await openReassessments(kernel, addMinutes(later, -600));
  expect(await lookAt(publication)).toBe(id);
  await openReassessments(kernel, later);
  const second = await lookAt(publication);
  expect(second).not.toBe(id);
  expect((await reassessmentView(kernel, second, who.officer, later)).earlier).toMatchObject([
    { id, state: 'kept', words },
  ]);
});

const addMinutes = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

test('what may be told now is a draft like any other: it is public when every gate has passed it, and not before', async () => {
  const { kernel } = city;
  const { publication, id } = await comeUp();
  const draft = await release(kernel, { id, words: '当事人同意公开', actor: who.drafter, at: DUE });
  const { draft: text, snapshot } = await publicationById(kernel, draft);
  expect(text.content).toMatchObject({ attribute: 'proactive', reason: null, title: article().title });
  // It was not owed before today, whenever it was formed.
  expect(snapshot).toMatchObject({ state: 'drafting', dueOn: '2027-12-21' });
  expect(await isPublic(draft)).toBe(false);
  await expect(publish(kernel, { id: draft, actor: who.officer, at: DUE })).rejects.toMatchObject({
    code: 'matter/not-in-state',
  });
  expect((await matterById(kernel, id)).state).toBe('opening');
  await throughTheGates(draft);
  await publish(kernel, { id: draft, actor: who.officer, at: DUE });
  const worker = startWorker({
    pool: kernel.pool,
    tasks: kernelTasks(kernel),
    routines: [],
    now: kernel.now,
    report: () => undefined,
  });
  await worker.drain();
  await worker.stop();
  expect((await matterById(kernel, id)).state).toBe('public');
  expect(await isPublic(draft)).toBe(true);
  expect(await isPublic(publication)).toBe(false);
  expect(await nextReview(publication)).toBeNull();
  const view = await reassessmentView(kernel, id, who.officer, DUE);
  expect(view.index).toBe((await publicationById(kernel, draft)).row.index);
});

test('a draft that is given up, or withheld after all, leads back to the assessment', async () => {
  const { kernel } = city;
  const { publication, id } = await comeUp();
  const first = await release(kernel, { id, words: '当事人同意公开', actor: who.drafter, at: DUE });
  await takeBack(kernel, { id: first, how: 'drop', words: '当事人又不同意了', actor: who.drafter, at: DUE });
  expect(await followDrafts(kernel, DUE)).toBe(1);
  expect(await matterById(kernel, id)).toMatchObject({ state: 'due', dueOn: '2027-12-21' });
  expect(await nextReview(publication)).toBe('2027-11-23');
  expect(await openReassessments(kernel, DUE)).toBe(0);
});

test('a secret is looked at again, too, with the files that it came with', async () => {
  const { kernel } = city;
  city.setNow(AT);
  const secret = await handedIn(kernel, who, agencyId);
  const { row } = await publicationById(kernel, secret);
  const seenText = row.submittedHash?.toString('hex') ?? '';
  await review(kernel, {
    id: secret,
    gate: 'department',
    passed: true,
    words: '',
    seenText,
    actor: who.department,
    at: AT,
  });
  await review(kernel, { id: secret, gate: 'office', passed: true, words: '', seenText, actor: who.officer, at: AT });
  await stopForSecrecy(kernel, { id: secret, words: '属于内部掌握事项', actor: who.secrecy, at: AT });
  expect(await nextReview(secret)).toBe('2027-11-23');
  const dropped = await handedIn(kernel, who, agencyId);
  await takeBack(kernel, { id: dropped, how: 'recall', words: '数字有误需要核对', actor: who.drafter, at: AT });
  await takeBack(kernel, { id: dropped, how: 'drop', words: '不再需要公开了', actor: who.drafter, at: AT });
  city.setNow(DUE);
  await openReassessments(kernel, DUE);
  expect(await lookAt(secret)).toBeGreaterThan(0);
  // What was only given up was never withheld.
  expect(await lookAt(dropped)).toBe(0);
});

test('the figures are their rows, and name nothing that is withheld', async () => {
  const { kernel } = city;
  const { rows } = await kernel.pool.query<{ count: number; kept: number; public: number }>(
    `select count(*)::int as count, count(*) filter (where outcome = 'kept')::int as kept,
            count(*) filter (where outcome = 'public')::int as public from disclosure.reassessment
      where came_up_on between '2027-01-01' and '2028-12-31'`,
  );
  const scope = { from: day('2027-01-01'), to: day('2028-12-31'), agencyIds: [agencyId] };
  const value = async (id: string) => {
    const measure = reassessmentMeasures.find((each) => each.id === id);
    if (!measure) throw new Error(id);
    return (await figureOf(kernel.published.db, measure, scope)).value;
  };
  expect(Number(await value('M-020-reassess-due'))).toBe(rows[0]?.count);
  expect(Number(await value('M-020-reassess-public'))).toBe(rows[0]?.public);
  const columns = await kernel.published.pool.query('select * from pub.pub_reassessment limit 1');
  expect(columns.fields.map(({ name }) => name)).toEqual([
    'number',
    'agency_id',
    'came_up_on',
    'due_on',
    'assessed_on',
    'became_public',
  ]);
});

test('the interval is data: by ground, and the city may say otherwise', async () => {
  const { kernel } = city;
  city.setNow(AT);
  const process = { attribute: 'withheld', reason: 'process-information', reasonKind: 'draft', reasonWords: '正在讨论的过程稿' };
  const id = await cleared(kernel, who, agencyId, article(process));
  await withhold(kernel, { id, actor: who.officer, at: AT });
  expect(await nextReview(id)).toBe('2027-05-23');
  await kernel.pool.query(`insert into kernel.setting (key, value) values ('disclosure.reassessment', $1)`, [
    JSON.stringify({ workdays: 10, months: { privacy: 3 } }),
  ]);
  const rule = await reassessmentRule(kernel.pool);
  expect(rule).toMatchObject({ workdays: 10, months: { privacy: 3, 'process-information': 6 } });
  const own = await cleared(kernel, who, agencyId, article(private_));
  await withhold(kernel, { id: own, actor: who.officer, at: AT });
  expect(await nextReview(own)).toBe('2027-02-23');
});
