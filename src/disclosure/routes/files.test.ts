import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { docx, paragraph, pdf } from '../../kernel/files/testing/samples.ts';
import { pptx } from '../../kernel/files/testing/slides.ts';
import { bytesOf, day, fileById, instant } from '../../kernel/index.ts';
import { doc } from '../../kernel/old-office/testing/letters.ts';
import { disclosureModule } from '../index.ts';
import { saveDraft, submit } from '../operations/draft.ts';
import { decidePrivacy, maskPrivacy } from '../operations/privacy.ts';
import { publicationById } from '../operations/publication.ts';
import { publish } from '../operations/publish.ts';
import { review } from '../operations/review.ts';
import { screenPublication } from '../operations/screen.ts';
import { GATES } from '../process.ts';
import { article, type People, people, putCatalogue } from '../testing.ts';

const AT = instant(day('2026-11-23'), '10:00');
let city: TestCity;
let who: People;
let agencyId: number;
let cookie: string;
beforeAll(async () => {
  city = await testCity([disclosureModule], AT);
  await putCatalogue(city.kernel);
  who = await people(city.kernel);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
  cookie = await signedIn(city.web, 'lianluoyuan');
});
afterAll(() => city.close());

type Answer = { readonly status: number; readonly json: Record<string, unknown> };

async function ask(method: 'GET' | 'POST', url: string, payload?: object | Buffer, type?: string): Promise<Answer> {
  const answer = await city.web.inject({
    method,
    url,
    headers: { cookie, 'sec-fetch-site': 'same-origin', ...(type === undefined ? {} : { 'content-type': type }) },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, json: answer.json<Record<string, unknown>>() };
}

const drafted = async (): Promise<number> =>
  Number((await ask('POST', '/api/disclosure/publications', { agencyId, content: article() })).json.id);

const upload = (id: number, name: string, bytes: Buffer): Promise<Answer> => {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return ask('POST', `/api/disclosure/publications/${id}/files`, body, 'multipart/form-data; boundary=x');
};

const letter = (text: string): Buffer =>
  docx([{ name: 'word/document.xml', bytes: paragraph(`<w:r><w:t>${text}</w:t></w:r>`) }]);

/** Saves the draft with a file that was uploaded. */
async function attach(id: number, { json }: Answer, over: object = {}): Promise<void> {
  const { fileId, name, type, bytes } = json;
  const { row } = await publicationById(city.kernel, id);
  await saveDraft(city.kernel, {
    id,
    content: article({ attachments: [{ fileId, name, type, bytes, ...over }] }),
    seenRevision: row.revision,
    actor: who.drafter,
    at: AT,
  });
}

async function cleared(id: number): Promise<void> {
  const { kernel } = city;
  const { row } = await publicationById(kernel, id);
  await submit(kernel, { id, actor: who.drafter, at: AT, seenRevision: row.revision });
  const seenText = (await publicationById(kernel, id)).row.submittedHash?.toString('hex') ?? '';
  const by = { department: who.department, office: who.officer, secrecy: who.secrecy };
  for (const gate of GATES)
    await review(kernel, { id, gate, passed: true, words: '', seenText, actor: by[gate], at: AT });
}

const out = async (id: number): Promise<string> =>
  (await publish(city.kernel, { id, actor: who.officer, at: AT }))[0]?.index ?? '';

async function published(index: string): Promise<readonly { readonly name: string; readonly html?: string }[]> {
  const { rows } = await city.kernel.published.pool.query<{ content: { attachments: { name: string }[] } }>(
    'select content from pub.pub_publication_content where index_number = $1',
    [index],
  );
  return rows[0]?.content.attachments ?? [];
}

const scanned = (fileId: unknown, scan: string) =>
  city.kernel.pool.query(
    `update kernel.file set scan = $2, scanned_at = case when $2 in ('clean', 'infected') then $3::timestamptz end,
      finding = case when $2 = 'infected' then 'Eicar' end where id = $1`,
    [fileId, scan, AT],
  );
const givenOut = async (fileId: unknown) =>
  (
    await city.kernel.published.pool.query('select sha256, scan from pub.pub_publication_file where file_id = $1', [
      fileId,
    ])
  ).rows;

test('a letter, a sheet or a text stands beside itself as a page; what a client says it holds is not believed', async () => {
  const id = await drafted();
  const word = await upload(id, '附件.docx', docx());
  expect(word).toMatchObject({ status: 200, json: { readable: true } });
  expect(await upload(id, '说明.txt', Buffer.from('b9abbfaa', 'hex'))).toMatchObject({ json: { readable: true } });
  const paper = await upload(id, '扫描.pdf', pdf());
  expect(paper).toMatchObject({ status: 200, json: { readable: false } });
  const page = (file: unknown) => ask('GET', `/api/disclosure/publications/${id}/files/${String(file)}/readable`);
  expect(await page(word.json.fileId)).toMatchObject({ json: { html: '<p>申请书：请予办理。</p>', why: null } });
  expect(await page(paper.json.fileId)).toMatchObject({
    json: { html: null, why: expect.stringContaining('扫描.pdf') },
  });
  const other = await drafted();
  expect(
    (await ask('GET', `/api/disclosure/publications/${other}/files/${String(word.json.fileId)}/readable`)).status,
  ).toBe(404);
  await attach(id, word, { html: '<p>假的</p>' });
  await cleared(id);
  expect(await published(await out(id))).toMatchObject([{ name: '附件.docx', html: '<p>申请书：请予办理。</p>' }]);
});

test('an empty letter has no page, and its editor is told why', async () => {
  const id = await drafted();
  const { json } = await upload(id, '空.docx', letter(' '));
  expect(json).toMatchObject({ readable: false });
  expect((await ask('GET', `/api/disclosure/publications/${id}/files/${String(json.fileId)}/readable`)).json).toEqual({
    html: null,
    why: '“空.docx”里没有可以做成网页的文字。',
  });
});

test('what is masked in a file is masked in its page and in the links to it', async () => {
  const { kernel } = city;
  const id = await drafted();
  const file = await upload(id, '名单.docx', letter('联系人王小明，手机13812345678。'));
  await attach(id, file);
  for (const { findings } of await screenPublication(kernel, id, AT))
    for (const { id: finding } of findings)
      await decidePrivacy(kernel, { id, finding, decision: 'mask', reason: '', actor: who.drafter, at: AT });
  const { row } = await publicationById(kernel, id);
  expect(await maskPrivacy(kernel, { id, actor: who.drafter, at: AT, seenRevision: row.revision })).toEqual({
    changed: 1,
  });
  const { draft } = await publicationById(kernel, id);
  const masked = draft.content.attachments[0]?.fileId;
  expect(masked).not.toBe(file.json.fileId);
  // The program wrote it anew, but not out of nothing: it waits for its verdict like any other.
  const { rows } = await kernel.pool.query('select scan from kernel.file where id = $1', [masked]);
  expect(rows).toEqual([{ scan: 'unscanned' }]);
  await cleared(id);
  const [attachment] = await published(await out(id));
  expect(attachment?.html).toContain('手机138****5678');
  expect(JSON.stringify(attachment)).not.toContain('13812345678');
});

test('what is found in an old letter cannot be masked in it: its page takes its place, and is masked', async () => {
  const { kernel } = city;
  const id = await drafted();
  const bytes = doc({ lines: [{ text: '联系人王小明，手机13812345678。' }], comments: '手机13912345678\r' });
  const file = await upload(id, '名单.doc', bytes);
  expect(file).toMatchObject({ status: 200, json: { readable: true, type: 'application/msword' } });
  await attach(id, file);
  const decided = async (): Promise<void> => {
    for (const { findings } of await screenPublication(kernel, id, AT))
      for (const { id: finding } of findings)
        await decidePrivacy(kernel, { id, finding, decision: 'mask', reason: '', actor: who.drafter, at: AT });
  };
  await decided();
  const revision = async (): Promise<number> => (await publicationById(kernel, id)).row.revision;
  await expect(
    maskPrivacy(kernel, { id, actor: who.drafter, at: AT, seenRevision: await revision() }),
  ).rejects.toMatchObject({ code: 'screening/cannot-mask' });
  await expect(cleared(id)).rejects.toMatchObject({ code: 'disclosure/privacy-open' });
  const fileId = String(file.json.fileId);
  const put = await ask('POST', `/api/disclosure/publications/${id}/files/${fileId}/page`, {
    seenRevision: await revision(),
  });
  expect(put).toMatchObject({ status: 200, json: { name: '名单.html' } });
  await decided();
  await maskPrivacy(kernel, { id, actor: who.drafter, at: AT, seenRevision: await revision() });
  await cleared(id);
  const [attachment] = await published(await out(id));
  expect(attachment).toMatchObject({ name: '名单.html', html: expect.stringContaining('手机138****5678') });
  expect(JSON.stringify(attachment)).not.toMatch(/13812345678|13912345678/u);
});

const HIDDEN = `<!doctype html><html><head><meta charset="gb2312"><meta name="description" content="联系 13812345671"><script type="application/json">{"p":"13812345672"}</script></head><body><p>名单</p><!-- 手机13812345673 --><p hidden>手机13812345674</p><a title="13812345675">看</a></body></html>`;

test.each([
  ['名单.html', Buffer.from(HIDDEN), 5, '名单'],
  [
    '通报.pptx',
    pptx([
      { title: '通报', lines: ['手机13812345671'], notes: '手机13812345672', comment: '手机13812345673' },
      { title: '备份', lines: ['手机13812345674'], isHidden: true },
    ]),
    4,
    '<h2>第 1 页 通报</h2>',
  ],
])(
  '%s is screened in every corner, held, masked, and stands as a page beside itself',
  async (name, bytes, count, page) => {
    const { kernel } = city;
    const id = await drafted();
    const file = await upload(id, name, bytes);
    expect(file).toMatchObject({ status: 200, json: { readable: true } });
    await attach(id, file);
    const found = (await screenPublication(kernel, id, AT)).flatMap(({ findings }) => findings);
    expect(found.map(({ kind }) => kind)).toEqual(Array.from({ length: count }, () => 'mobile'));
    await expect(cleared(id)).rejects.toMatchObject({ code: 'disclosure/privacy-open', details: { count } });
    for (const { id: finding } of found)
      await decidePrivacy(kernel, { id, finding, decision: 'mask', reason: '', actor: who.drafter, at: AT });
    const { row } = await publicationById(kernel, id);
    await maskPrivacy(kernel, { id, actor: who.drafter, at: AT, seenRevision: row.revision });
    const masked = (await publicationById(kernel, id)).draft.content.attachments[0]?.fileId ?? '';
    const kept = await bytesOf(kernel, await fileById(kernel.pool, masked));
    if (name.endsWith('.html')) expect(kept.toString()).not.toMatch(/1381234567\d/u);
    await cleared(id);
    const [attachment] = await published(await out(id));
    expect(attachment?.html).toContain(page);
  },
);

test('a page that acts is not attached; one in an old code is kept in the code of today, and says so', async () => {
  const id = await drafted();
  expect(await upload(id, 'a.html', Buffer.from('<p onclick="x()">a</p>'))).toMatchObject({
    status: 422,
    json: { code: 'files/active-content' },
  });
  const old = Buffer.concat([Buffer.from('<html><meta charset="gb2312"><p>'), Buffer.from('b9abbfaa', 'hex')]);
  const { json } = await upload(id, 'b.htm', old);
  const kept = await bytesOf(city.kernel, await fileById(city.kernel.pool, String(json.fileId)));
  expect(kept.toString()).toBe('\ufeff<html><meta charset="gb2312"><p>公开');
  const given = await city.web.inject({
    url: `/api/disclosure/publications/${id}/files/${String(json.fileId)}?show=1`,
    headers: { cookie },
  });
  expect(given.headers['content-disposition']).toMatch(/^attachment/u);
  expect(given.headers['content-security-policy']).toContain('sandbox');
});

test('nothing goes out with a file that waits for its virus check, and nobody gets one that waits again', async () => {
  const id = await drafted();
  const file = await upload(id, '附件.pdf', pdf());
  await attach(id, file);
  await cleared(id);
  await scanned(file.json.fileId, 'waiting');
  await expect(out(id)).rejects.toMatchObject({ code: 'disclosure/file-waiting', details: { name: '附件.pdf' } });
  await scanned(file.json.fileId, 'clean');
  await out(id);
  expect(await givenOut(file.json.fileId)).toEqual([{ sha256: expect.any(Buffer), scan: 'clean' }]);
  await scanned(file.json.fileId, 'waiting');
  expect(await givenOut(file.json.fileId)).toEqual([{ sha256: null, scan: 'waiting' }]);
  await scanned(file.json.fileId, 'infected');
  expect(await givenOut(file.json.fileId)).toEqual([]);
});

test('what is found to have a virus is not handed in', async () => {
  const id = await drafted();
  const file = await upload(id, '附件.pdf', pdf());
  await attach(id, file);
  await scanned(file.json.fileId, 'infected');
  await expect(cleared(id)).rejects.toMatchObject({ code: 'disclosure/file-infected' });
});
