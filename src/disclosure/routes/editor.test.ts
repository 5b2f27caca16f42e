import { afterAll, beforeAll, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { docx } from '../../kernel/files/testing/samples.ts';
import { day, instant } from '../../kernel/index.ts';
import { disclosureModule } from '../index.ts';
import { article, putCatalogue } from '../testing.ts';

let city: TestCity;
let cookies: Readonly<Record<string, string>>;
let draft: string;
beforeAll(async () => {
  city = await testCity([disclosureModule], instant(day('2026-11-23'), '10:00'));
  await putCatalogue(city.kernel);
  cookies = Object.fromEntries(
    await Promise.all(
      ['lianluoyuan', 'zfb-lianluo', 'shimin'].map(async (login) => [login, await signedIn(city.web, login)] as const),
    ),
  );
  const agencyId = (await directoryOf(city.kernel)).agencyByKey('590900-SC')?.id ?? 0;
  const opened = await ask('/api/disclosure/publications', { agencyId, content: article() });
  draft = `/api/disclosure/publications/${String(opened.json.id)}`;
});
afterAll(() => city.close());

async function ask(url: string, payload: object | Buffer, login = 'lianluoyuan', headers: Record<string, string> = {}) {
  const answer = await city.web.inject({
    method: 'POST',
    url,
    headers: { cookie: cookies[login] ?? '', 'sec-fetch-site': 'same-origin', ...headers },
    payload,
  });
  return { status: answer.statusCode, json: answer.json<Record<string, unknown>>() };
}

function upload(name: string, bytes: Buffer, login?: string) {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return ask(`${draft}/convert`, body, login, { 'content-type': 'multipart/form-data; boundary=x' });
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

test('a letter becomes text; what is hostile is refused with a code', async () => {
  expect(await upload('a.docx', docx())).toMatchObject({
    status: 200,
    json: { html: '<p>申请书：请予办理。</p>', notices: [] },
  });
  expect(await upload('a.docx', docx([{ name: 'word/vbaProject.bin', bytes: 'x' }]))).toMatchObject({
    status: 422,
    json: { code: 'files/has-macros' },
  });
  expect(await upload('a.exe', Buffer.from('MZ'))).toMatchObject({
    status: 415,
    json: { code: 'disclosure/cannot-convert' },
  });
});

test('what is pasted is cleaned, its pictures become files of the draft', async () => {
  const { status, json } = await ask(`${draft}/paste`, {
    html: `<p onclick=x>甲<img src="data:image/png;base64,${PNG}" alt="章"><img src="data:image/png;base64,AAAA"></p><script>x</script>`,
  });
  expect(status).toBe(200);
  expect(json.html).toMatch(/^<p>甲<img src="\/content\/files\/[0-9a-f-]{36}\/1\.png" alt="章"><\/p>$/u);
  expect(json.attachments).toMatchObject([{ name: '1.png', type: 'image/png' }]);
  expect(json.notices).toHaveLength(1);
});

test('an article is checked while it is written', async () => {
  const { title, summary, source } = article() as Record<string, string>;
  const body =
    '<p>根据明政发[2026]12号，2026年2月30日前报13800138000王小明手机13800138000。</p><p><a href="/none.html">乙</a></p>';
  const { json } = await ask('/api/disclosure/check', {
    title,
    summary,
    source,
    body,
    keywords: ['甲'],
    documentNumber: null,
    formedOn: '2026-11-20',
  });
  const codes = (json.findings as { code: string }[]).map(({ code }) => code);
  for (const code of ['number-brackets', 'date-impossible', 'personal-data', 'link-broken'])
    expect(codes).toContain(code);
});

test('an official document is made into a file of the draft', async () => {
  const form = {
    kind: 'notice',
    agency: '明堂市市场监督管理局',
    number: '明市监发〔2026〕3号',
    title: '关于抽检的通知',
    addressee: '各县、区市场监管局',
    signature: '明堂市市场监督管理局',
    issuedOn: '2026-11-20',
    attribute: 'proactive',
    printedBy: '明堂市市场监督管理局办公室',
    printedOn: '2026-11-20',
  };
  expect(await ask(`${draft}/official-document`, { form, body: '<p>现通知如下。</p>' })).toMatchObject({
    status: 200,
    json: { type: 'application/pdf', name: '明市监发〔2026〕3号 关于抽检的通知.pdf' },
  });
  expect(await ask(`${draft}/official-document`, { form: { ...form, attribute: '' }, body: '' })).toMatchObject({
    status: 422,
    json: { code: 'disclosure/official-form' },
  });
});

test('nobody else may', async () => {
  expect((await ask(`${draft}/paste`, { html: 'x' }, 'zfb-lianluo')).status).toBe(403);
  expect((await upload('a.txt', Buffer.from('x'), 'shimin')).status).toBe(403);
  expect((await ask(`${draft}/official-document`, { form: {}, body: '' }, 'zfb-lianluo')).status).toBe(403);
});
