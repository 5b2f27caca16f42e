import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { disclosureModule } from '../disclosure/index.ts';
import { directoryOf } from '../identity/index.ts';
import { asking } from '../identity/testing.ts';
import { day, inspect, instant } from '../kernel/index.ts';
import { seedServiceItems, serviceItemsModule } from '../service-items/index.ts';
import { say, sitesCity } from '../sites/testing.ts';
import { boardsModule } from './index.ts';
import { PER_VOLUME, volumeOf } from './operations/compilations.ts';

const AT = instant(day('2026-11-23'), '10:00');
const INDEX = '11590900MT0000014J/2026-00001';
const sources = [{ kind: 'publication', ref: INDEX }];

let city: Awaited<ReturnType<typeof sitesCity>>;
let ask: ReturnType<typeof asking>;
let agencyId = 0;
beforeAll(async () => {
  city = await sitesCity(AT, [disclosureModule, serviceItemsModule, boardsModule]);
  await seedServiceItems(city.kernel, AT);
  ask = asking(city);
  agencyId = (await directoryOf(city.kernel)).agencyByKey('590902001-ZF')?.id ?? 0;
  await say(city.kernel, [
    {
      index: INDEX,
      agency: '590900-ZF',
      title: '高龄津贴<发放>办法',
      body: '<h2>标准</h2><p>2026年起，年满80周岁的每月60元。</p><table><tbody><tr><td>80岁</td><td>60元</td></tr></tbody></table>',
    },
  ]);
});
afterAll(() => city.close());

const made = (form: string, from: readonly object[] = sources, login = 'gongkaiban') =>
  ask(login, 'POST', '/api/boards/outreach', { form, title: '', sources: from });

test.each(['slides', 'card', 'booklet', 'panel'])('what is published becomes %s as PDF at once', async (form) => {
  const paper = await made(form);
  expect(paper.status).toBe(200);
  expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
  expect(decodeURIComponent(String(paper.headers['content-disposition']))).toContain('高龄津贴');
});

test('a script is read as it is spoken, and slides open without the network and run nothing', async () => {
  const script = (await made('script')).raw.toString();
  expect(script).toContain('二零二六年起，年满八十周岁的每月六十元。');
  expect(script).toMatch(/播出时长约 \d+ (分|秒)/u);
  const page = (await made('slides-page')).raw.toString();
  expect(page).toContain('高龄津贴&lt;发放&gt;办法');
  expect(page).not.toMatch(/<script|https?:\/\/[^"]*\.(?:js|css)/u);
});

test('slides as a file that office programs open: titles, tables with a head, and in the notes where it comes from', async () => {
  const { raw, headers } = await made('slides-file');
  expect(decodeURIComponent(String(headers['content-disposition']))).toContain('.pptx');
  const folder = await mkdtemp(join(tmpdir(), 'mt-slides-'));
  try {
    const path = join(folder, 'a.pptx');
    await writeFile(path, raw);
    // What looks at everything people bring reads it whole: every part well-formed, one main part, nothing from elsewhere.
    const type = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
    expect(await inspect(path, { name: 'a.pptx', allowed: new Set([type]) })).toMatchObject({ mediaType: type });
  } finally {
    await rm(folder, { recursive: true });
  }
  const parts = new Map((await entries(raw)).map(([name, text]) => [name, text]));
  const types = parts.get('[Content_Types].xml') ?? '';
  for (const [name] of parts) if (!/\.rels$|^\[/u.test(name)) expect(types).toContain(`PartName="/${name}"`);
  for (const [name, text] of parts) {
    if (!name.endsWith('.rels')) continue;
    const base = name.replace('_rels/', '').replace(/[^/]*$/u, '');
    for (const [, target = ''] of text.matchAll(/Target="([^"]+)"/gu))
      expect([...parts.keys()]).toContain(new URL(target, `part:///${base}`).pathname.slice(1));
  }
  const slides = [...parts].filter(([name]) => /^ppt\/slides\/[^/]+\.xml$/u.test(name)).map(([, text]) => text);
  expect(slides.every((slide) => /type="title"[\s\S]*?<a:t>[^<]+<\/a:t>/u.test(slide))).toBe(true);
  expect(slides.join('')).toContain('高龄津贴&lt;发放&gt;办法');
  expect(slides.join('')).toContain('<a:t>60元</a:t>');
  expect(parts.get('ppt/notesSlides/notesSlide2.xml')).toContain(INDEX);
});

async function entries(bytes: Buffer): Promise<readonly (readonly [string, string])[]> {
  const zip = await fromBufferPromise(bytes, { autoClose: false });
  const all: [string, string][] = [];
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = [];
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
    all.push([entry.fileName, Buffer.concat(pieces).toString()]);
  }
  zip.close();
  return all;
}

test('an item becomes a panel with its limits, fee and papers as its guide has them', async () => {
  const found = await ask(
    'gongkaiban',
    'GET',
    '/api/boards/sources?kind=service-item&q=%E9%A3%9F%E5%93%81%E7%BB%8F%E8%90%A5',
  );
  const [item] = found.json.rows;
  expect(item).toMatchObject({ kind: 'service-item' });
  const paper = await made('panel', [{ kind: 'service-item', ref: item.ref }]);
  expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
});

test('what is not published is not printed, and a citizen prints nothing', async () => {
  expect((await made('card', [{ kind: 'publication', ref: 'none' }])).json).toMatchObject({
    code: 'boards/not-published',
  });
  expect((await made('card', sources, 'shimin')).status).toBe(403);
});

test('a campaign: planned, settled, printed, handed out within what was printed, its echo written down', async () => {
  const plan = {
    agencyId,
    title: '高龄津贴进社区',
    audience: '八十岁以上老人',
    plan: '三个社区各讲一场',
    until: '2026-12-20',
  };
  const late = await ask('jiedao-ll', 'POST', '/api/boards/campaigns', { ...plan, until: '2026-11-23' });
  expect(late.json).toMatchObject({ code: 'boards/day-is-past' });
  const { id } = (await ask('jiedao-ll', 'POST', '/api/boards/campaigns', plan)).json;
  const path = `/api/boards/campaigns/${id}/acts`;
  const acts = (body: object) => ask('jiedao-ll', 'POST', path, body);
  expect((await acts({ act: 'material', sources: [] })).json).toMatchObject({ code: 'boards/no-sources' });
  expect((await acts({ act: 'material', sources })).status).toBe(204);
  const run = { act: 'print', form: 'card', copies: 100, on: '2026-11-23' };
  expect((await acts({ ...run, on: '2026-11-24' })).json).toMatchObject({ code: 'boards/day-is-later' });
  expect((await acts(run)).status).toBe(204);
  const given = {
    act: 'distribute',
    form: 'card',
    place: '泮水社区',
    on: '2026-11-23',
    copies: 60,
    receiver: '社区老人',
  };
  expect((await acts({ ...given, receiver: '王某 13812345678' })).json).toMatchObject({ code: 'boards/personal-data' });
  expect((await acts(given)).status).toBe(204);
  expect((await acts({ ...given, copies: 41 })).json).toMatchObject({ code: 'boards/not-printed' });
  expect((await acts({ ...given, form: 'script', copies: 0 })).status).toBe(204);
  expect((await acts({ act: 'feedback', words: '好' })).json).toMatchObject({ code: 'boards/no-words' });
  const list = await ask('jiedao-ll', 'GET', '/api/boards/campaigns?open=1');
  expect(list.json).toMatchObject({ rows: [{ id, printed: 100, given: 60, places: 1, stateTitle: '发放宣讲' }] });
  const saved = (await ask('jiedao-ll', 'GET', `/api/boards/campaigns/${id}/ledger.csv`)).raw.toString();
  expect(saved).toContain('发放,明白卡,2026-11-23,60,泮水社区,社区老人');
  expect((await ask('jiedao-ll', 'GET', `/api/boards/campaigns/${id}/card`)).raw.subarray(0, 4).toString()).toBe(
    '%PDF',
  );
  expect((await acts({ act: 'feedback', words: '老人普遍知道了标准' })).status).toBe(204);
  expect((await ask('lianluoyuan', 'GET', `/api/boards/campaigns/${id}`)).status).toBe(403);
});

test('a whole special column becomes a booklet: all that is in force and nothing else, in volumes', async () => {
  const { kernel } = city;
  const index = (n: number) => `11590900MT0000014J/2026-${String(100 + n).padStart(5, '0')}`;
  const one = (n: number, over: object = {}) => ({
    ...{
      index: index(n),
      agency: '590900-ZF',
      title: `减税降费措施第${n}号`,
      domains: ['Z03'],
      body: `<p>措施${n}。</p>`,
    },
    ...over,
  });
  const list = async () => {
    const { json } = await ask('gongkaiban', 'GET', '/api/boards/compilations');
    return (json.rows as { key: string; count: number; volumes: number }[]).find(({ key }) => key === 'tax-relief');
  };
  const volume = (n: number, login = 'gongkaiban', key = 'tax-relief') =>
    ask(login, 'GET', `/api/boards/compilations/${key}?volume=${n}`);
  expect(await list()).toMatchObject({ count: 0, volumes: 0 });
  expect((await volume(1)).json).toMatchObject({ code: 'boards/no-such-volume' });
  await say(kernel, [one(1), one(2), one(3), one(4)]);
  await say(kernel, [one(3, { withdrawn: true, note: '撤回' }), one(4, { validity: 'abolished' })]);
  expect(await list()).toMatchObject({ count: 2, volumes: 1 });
  const made = await volumeOf(kernel, 'tax-relief', 1, AT);
  expect(made.articles.map(({ ref }) => ref)).toEqual([index(1), index(2)]);
  const paper = await volume(1);
  expect(paper.raw.subarray(0, 5).toString()).toBe('%PDF-');
  expect(decodeURIComponent(String(paper.headers['content-disposition']))).toContain('减税降费政策文件汇编');
  await say(
    kernel,
    Array.from({ length: PER_VOLUME }, (_, n) => one(10 + n)),
  );
  expect(await list()).toMatchObject({ count: PER_VOLUME + 2, volumes: 2 });
  const volumes = [await volumeOf(kernel, 'tax-relief', 1, AT), await volumeOf(kernel, 'tax-relief', 2, AT)];
  expect(volumes.map(({ articles }) => articles.length)).toEqual([PER_VOLUME, 2]);
  expect(new Set(volumes.flatMap(({ articles }) => articles.map(({ ref }) => ref))).size).toBe(PER_VOLUME + 2);
  expect(volumes[1]?.title).toContain('第2册，共2册');
  expect((await volume(3)).status).toBe(404);
  expect((await volume(1, 'gongkaiban', 'nowhere')).status).toBe(404);
  expect((await volume(1, 'shimin')).status).toBe(403);
});
