import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestCity } from '../identity/testing.ts';
import { addFile } from '../kernel/index.ts';
import { approve, type Draft, saveDraft, sendBack, sign, submitDraft } from './operations/reply.ts';
import { takeUp } from './operations/time.ts';
import { redactFile } from './redaction/redact.ts';
import { TEMPLATES } from './templates.ts';
import { at, type Office, officeOf, received, requestsCity } from './testing.ts';

let city: TestCity;
let office: Office;
beforeAll(async () => {
  city = await requestsCity(at('2026-03-02'));
  office = await officeOf(city);
});
afterAll(() => city.close());

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const doing = (matter: number, actor = office.officer) => ({ matter, actor, at: at('2026-03-04'), papers: null });
const marks = { texts: ['13000000001'], regions: [] };
const paper = async () =>
  (
    await addFile(city.kernel, Readable.from([Buffer.from('中标通知书\n联系人电话 13000000001')]), {
      name: '中标通知书.txt',
      maxBytes: 10_000,
      allowed: new Set(['text/plain']),
      ownerId: office.officer.personId,
      at: at('2026-03-03'),
    })
  ).id;
const points = { given: '中标通知书', withheld: '联系人电话', reasons: '涉及个人隐私', where: '见附件' };
const draft = async (id: number, decision: Draft['decision'], attachments: readonly string[]) => {
  const blanks = decision === '3.1' ? TEMPLATES['3.1'].blanks : TEMPLATES['3.2'].blanks;
  const filled = { ...points, ...Object.fromEntries(blanks.map(({ key, label }) => [key, label])) };
  await saveDraft(city.kernel, { ...doing(id), draft: { decision, points: filled, attachments } });
};
const begun = async () => {
  const { id } = await received(city, office, '2026-03-03');
  await takeUp(city.kernel, doing(id));
  return id;
};

test('a partial reply never carries the original of what was painted over, under whatever name', async () => {
  const id = await begun();
  const original = await paper();
  const copy = await redactFile(city.kernel, { ...doing(id), fileId: original, marks });
  await draft(id, '3.2', [original, copy.id]);
  expect(await code(submitDraft(city.kernel, doing(id)))).toBe('information-requests/unredacted-original');
  await draft(id, '3.2', [copy.id, await paper()]);
  expect(await code(submitDraft(city.kernel, doing(id)))).toBe('information-requests/unredacted-original');
  await draft(id, '3.2', [copy.id]);
  expect(await code(submitDraft(city.kernel, doing(id)))).toBe('done');
});

test('redacted while the draft goes round: it is not signed with the original', async () => {
  const id = await begun();
  const original = await paper();
  await draft(id, '3.2', [original]);
  await submitDraft(city.kernel, doing(id));
  await approve(city.kernel, doing(id, office.legal));
  await redactFile(city.kernel, { ...doing(id), fileId: original, marks });
  expect(await code(sign(city.kernel, doing(id, office.head)))).toBe('information-requests/unredacted-original');
  expect(await code(sendBack(city.kernel, { ...doing(id, office.head), reason: '附错了原件' }))).toBe('done');
});

test('a reply that makes everything public may carry it', async () => {
  const id = await begun();
  const original = await paper();
  await redactFile(city.kernel, { ...doing(id), fileId: original, marks });
  await draft(id, '3.1', [original]);
  expect(await code(submitDraft(city.kernel, doing(id)))).toBe('done');
});
