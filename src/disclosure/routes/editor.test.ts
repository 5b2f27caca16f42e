import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { directoryOf } from '../../identity/index.ts';
import { signedIn, type TestCity, testCity } from '../../identity/testing.ts';
import { docx, pdf, xlsx } from '../../kernel/files/testing/samples.ts';
import { bytesOf, day, fileById, instant } from '../../kernel/index.ts';
import { screenDocument } from '../../screening/index.ts';
import { disclosureModule } from '../index.ts';
import { publicationById } from '../operations/publication.ts';
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

function upload(name: string, bytes: Buffer, login?: string, to = 'convert') {
  const head = `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--x--\r\n')]);
  return ask(`${draft}/${to}`, body, login, { 'content-type': 'multipart/form-data; boundary=x' });
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

describe('what is bad is refused with a code and a sentence, and the draft stays as it was', () => {
  const entity = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>';
  const encrypted = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096)]);
  test.each([
    ['broken', '稿.docx', () => docx().subarray(0, 300), 422, 'files/broken'],
    ['huge', '稿.txt', () => Buffer.alloc(21 * 1_048_576, 'a'), 413, 'files/too-large'],
    ['encrypted', '稿.docx', () => encrypted, 422, 'files/encrypted'],
    [
      'a bomb',
      '稿.docx',
      () => docx([{ name: 'word/big.xml', bytes: Buffer.alloc(80_000_000, 32) }]),
      422,
      'files/archive-bomb',
    ],
    ['entities', '稿.docx', () => docx([{ name: 'word/document.xml', bytes: entity }]), 422, 'files/unsafe-xml'],
    ['macros', '稿.docx', () => docx([{ name: 'word/vbaProject.bin', bytes: 'x' }]), 422, 'files/has-macros'],
    ['a call of a program', '表.xlsx', () => xlsx(["cmd|'/c calc'!A0"]), 422, 'files/active-content'],
    ['another kind under a borrowed name', '稿.docx', () => pdf(), 415, 'files/type-not-allowed'],
    ['a PDF', '稿.pdf', () => pdf(), 415, 'disclosure/cannot-convert'],
    ['a program', '稿.txt', () => Buffer.from([0x4d, 0x5a, 0, 1, 2, 3]), 415, 'disclosure/not-text'],
    ['nothing', '稿.docx', () => Buffer.alloc(0), 422, 'files/empty'],
  ] as const)('%s', async (_what, name, bytes, status, code) => {
    const answer = await upload(name, bytes());
    expect(answer).toMatchObject({ status, json: { code } });
    expect(answer.json.title).toMatch(/[\u4e00-\u9fa5]/u);
    expect((await publicationById(city.kernel, Number(draft.split('/').at(-1)))).row.revision).toBe(1);
  });

  test('GBK is read; script, style and javascript: are gone, words and tables are not', async () => {
    const gbk = Buffer.concat([Buffer.from('b9abbfaa', 'hex'), Buffer.from('\r\n'), Buffer.from('b9abbfaa', 'hex')]);
    expect((await upload('稿.txt', gbk)).json.html).toBe('<p>公开</p>\n<p>公开</p>');
    const page = `<style>p{display:none}</style><script>alert(1)</script><p style="x" onmouseover="x">甲<a href="java&#9;script:alert(1)">乙</a><a href="https://www.gov.cn/">丙</a></p><svg onload=x></svg><iframe src=x></iframe><table><tr><td onclick=x>丁<td>戊</table>`;
    const { json } = await upload('稿.html', Buffer.from(page));
    expect(json.html).toBe(
      '<p>甲乙<a href="https://www.gov.cn/">丙</a></p>\n<table><tbody><tr><td>丁</td><td>戊</td></tr></tbody></table>',
    );
  });

  test('a PDF of a thousand pages is taken as a file and looked through to its end', async () => {
    const file = await upload('千页.pdf', thousandPages(), undefined, 'files');
    expect(file).toMatchObject({ status: 200, json: { readable: false } });
    const bytes = await bytesOf(city.kernel, await fileById(city.kernel.pool, String(file.json.fileId)));
    const screened = await screenDocument(city.kernel, { name: '千页.pdf', title: '', bytes, at: city.kernel.now() });
    expect(screened).toMatchObject({ findings: 1, unread: 0 });
  });
});

/** The last of them has a telephone on it. */
function thousandPages(): Buffer {
  const objects: string[] = ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'];
  const kids: string[] = [];
  for (let page = 1; page <= 1000; page += 1) {
    const words = `BT /F1 12 Tf 10 100 Td (${page === 1000 ? '13812345678' : `page ${page}`}) Tj ET`;
    objects.push(`<< /Length ${words.length} >>\nstream\n${words}\nendstream`);
    const contents = objects.length + 4;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Resources << /Font << /F1 5 0 R >> >> /Contents ${contents} 0 R >>`,
    );
    kids.push(`${objects.length + 4} 0 R`);
  }
  const text = pdf(objects).toString('latin1');
  // Its table of places is found anew by whoever reads it.
  return Buffer.from(text.replace('/Kids [3 0 R] /Count 1', `/Kids [${kids.join(' ')}] /Count 1000`), 'latin1');
}

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
  // A place is told as a screen counts it too: without blanks, breaks of paragraphs among them.
  const words = body.replaceAll(/<[^>]*>|\s/gu, '');
  const found = json.findings as { code: string; ink: { start: number; end: number } }[];
  const said = (code: string): readonly string[] =>
    found.filter((one) => one.code === code).map(({ ink }) => words.slice(ink.start, ink.end));
  expect(said('number-brackets')).toEqual(['明政发[2026]12号']);
  expect(said('link-broken')).toEqual(['乙']);
});

test('files of the draft itself are no broken links; others are, and each link can be mended', async () => {
  const own = '0193aaaa-0000-7000-8000-000000000001';
  const strange = '0193aaaa-0000-7000-8000-000000000002';
  const { status, json } = await ask('/api/disclosure/check', {
    title: '通知',
    summary: '说明',
    source: '市政府',
    keywords: ['公开'],
    documentNumber: null,
    formedOn: '2026-11-20',
    body: `<p><a href="/content/files/${own}/a.pdf">附件一</a><a href="/content/files/${strange}/b.pdf">附件二</a><a href="http://169.254.169.254/latest">外站</a></p>`,
    files: [own],
  });
  expect(status).toBe(200);
  const links = (json.findings as { code: string; link: object | null; sentence: string }[]).filter(
    ({ link }) => link !== null,
  );
  expect(links).toMatchObject([
    { code: 'link-no-file', link: { newest: null }, sentence: '链接“附件二”指向的附件没有公开，也不在本稿附件里。' },
    { code: 'link-format' },
  ]);
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
  const shown = await ask(`${draft}/official-document/preview`, { form, body: '<p>现通知如下。</p>' });
  expect(shown).toMatchObject({ status: 200, json: { count: 2, pages: [{ page: 1 }, { page: 2 }] } });
  const [{ png }] = shown.json.pages as [{ png: string }, unknown];
  expect(Buffer.from(png, 'base64').subarray(1, 4).toString()).toBe('PNG');
  expect(await ask(`${draft}/official-document`, { form: { ...form, kind: 'report' }, body: '' })).toMatchObject({
    status: 422,
    json: { code: 'disclosure/official-form', title: '公文格式还要补正：签发人：报告、请示要写明签发人。' },
  });
});

test('nobody else may', async () => {
  expect((await ask(`${draft}/paste`, { html: 'x' }, 'zfb-lianluo')).status).toBe(403);
  expect((await upload('a.txt', Buffer.from('x'), 'shimin')).status).toBe(403);
  expect((await ask(`${draft}/official-document`, { form: {}, body: '' }, 'zfb-lianluo')).status).toBe(403);
});
