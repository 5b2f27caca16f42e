import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../identity/index.ts';
import { type TestCity, testCity } from '../identity/testing.ts';
import { packedStream, pdf } from '../kernel/files/testing/samples.ts';
import { addFile, day, instant } from '../kernel/index.ts';
import { disclosureModule } from './index.ts';
import { saveDraft, submit } from './operations/draft.ts';
import { openPublication } from './operations/open.ts';
import { decidePrivacy, maskPrivacy } from './operations/privacy.ts';
import { publicationById } from './operations/publication.ts';
import { publish } from './operations/publish.ts';
import { screenPublication } from './operations/screen.ts';
import { publishedStock } from './stock.ts';
import { article, cleared, type People, people, putCatalogue } from './testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
const MOBILE = '13812345678';
const ID = '11010519491231002X';
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

const body = `<p>当事人王小明，身份证号${ID}，手机${MOBILE}。</p>`;
const drafted = async (): Promise<number> =>
  (await openPublication(city.kernel, { agencyId, content: article({ body }), actor: who.drafter, at: AT })).id;
const findings = async (id: number) => (await screenPublication(city.kernel, id, AT)).flatMap((part) => part.findings);

test('nothing is handed in before each thing found is decided and what is to be masked is masked', async () => {
  const { kernel } = city;
  const id = await drafted();
  const handIn = async (): Promise<unknown> =>
    submit(kernel, {
      id,
      actor: who.drafter,
      at: AT,
      seenRevision: (await publicationById(kernel, id)).row.revision,
    });
  await expect(handIn()).rejects.toMatchObject({ code: 'disclosure/privacy-open' });
  const found = await findings(id);
  expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['resident_id', 'mobile']));
  const decide = (finding: number, decision: 'mask' | 'keep', reason = '', actor = who.drafter) =>
    decidePrivacy(kernel, { id, finding, decision, reason, actor, at: AT });
  const [first] = found;
  await expect(decide(first?.id ?? 0, 'keep')).rejects.toMatchObject({ code: 'screening/no-reason' });
  await expect(decide(first?.id ?? 0, 'mask', '', who.citizen)).rejects.toMatchObject({ code: 'matter/not-yours' });
  await expect(decide(0, 'mask')).rejects.toMatchObject({ code: 'screening/no-finding' });
  for (const { id: finding } of found) await decide(finding, 'mask');
  await expect(handIn()).rejects.toMatchObject({ code: 'disclosure/privacy-open' });
  const { row } = await publicationById(kernel, id);
  expect(await maskPrivacy(kernel, { id, actor: who.drafter, at: AT, seenRevision: row.revision })).toEqual({
    changed: 1,
  });
  const { draft } = await publicationById(kernel, id);
  expect(draft.content.body).not.toContain(MOBILE);
  expect(draft.content.body).not.toContain(ID);
  await handIn();
  expect((await publicationById(kernel, id)).snapshot.state).not.toBe('drafting');
});

test('what is kept for a reason goes out; what is written anew afterwards is looked at anew', async () => {
  const { kernel } = city;
  const id = await drafted();
  for (const { id: finding } of await findings(id))
    await decidePrivacy(kernel, {
      id,
      finding,
      decision: 'keep',
      reason: '依法公示的内容',
      actor: who.drafter,
      at: AT,
    });
  const content = article({ body: `${body}<p>联系王小明 13987654321。</p>` });
  const { revision } = await saveDraft(kernel, { id, content, seenRevision: 1, actor: who.drafter, at: AT });
  await expect(submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: revision })).rejects.toMatchObject({
    code: 'disclosure/privacy-open',
  });
});

test('a PDF that is attached is painted over and looked through again, then handed in', async () => {
  const { kernel } = city;
  const id = await drafted();
  const words = pdf([
    packedStream('', `BT /F1 12 Tf 20 100 Td (${MOBILE}) Tj ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]).toString('latin1');
  const bytes = Buffer.from(
    words.replace('/Contents 4 0 R', '/Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >>'),
    'latin1',
  );
  const file = await addFile(kernel, Readable.from([bytes]), {
    name: '名单.pdf',
    maxBytes: 1_000_000,
    allowed: new Set(['application/pdf']),
    ownerId: null,
    matterId: id,
    at: AT,
  });
  const attachments = [
    { fileId: file.id, name: '名单.pdf', type: 'application/pdf', bytes: file.size, html: `<p>${MOBILE}</p>` },
  ];
  const content = article({ attachments });
  const { revision } = await saveDraft(kernel, { id, content, seenRevision: 1, actor: who.drafter, at: AT });
  const found = await findings(id);
  expect(found).toMatchObject([{ part: 'page:1', kind: 'mobile', masked: '138****5678' }]);
  await decidePrivacy(kernel, {
    id,
    finding: found[0]?.id ?? 0,
    decision: 'mask',
    reason: '',
    actor: who.drafter,
    at: AT,
  });
  expect(await maskPrivacy(kernel, { id, actor: who.drafter, at: AT, seenRevision: revision })).toEqual({ changed: 1 });
  const { draft, row } = await publicationById(kernel, id);
  expect(draft.content.attachments[0]?.fileId).not.toBe(file.id);
  expect(JSON.stringify(draft.content)).not.toContain(MOBILE);
  expect(await findings(id)).toEqual([]);
  await submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: row.revision });
});

test('a finding of another publication is not decided from here', async () => {
  const { kernel } = city;
  const [one, other] = [await drafted(), await drafted()];
  const content = article({ body: '<p>另一件，手机13712345679，联系人李四。</p>' });
  await saveDraft(kernel, { id: other, content, seenRevision: 1, actor: who.drafter, at: AT });
  const [foreign] = await findings(other);
  await expect(
    decidePrivacy(kernel, {
      id: one,
      finding: foreign?.id ?? 0,
      decision: 'mask',
      reason: '',
      actor: who.drafter,
      at: AT,
    }),
  ).rejects.toMatchObject({ code: 'screening/no-finding' });
});

test('what stands in public is handed over to be looked through again', async () => {
  const { kernel } = city;
  const [out] = await publish(kernel, { id: await cleared(kernel, who, agencyId), actor: who.officer, at: AT });
  const stock = publishedStock(kernel);
  const [item] = await stock.after('', 10);
  expect(item?.ref).toBe(out?.index);
  expect((await item?.contents[0]?.bytes())?.toString()).toContain('抽检');
  expect(await stock.item(out?.index ?? '')).toMatchObject({ title: item?.title });
  expect(await stock.after(out?.index ?? '', 10)).toEqual([]);
});
