import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorNamed } from '../../identity/testing.ts';
import { dayOf } from '../../kernel/index.ts';
import { healthOfSites, judge, noteHealth } from '../operations/health.ts';
import { healthDays } from '../repo/health.ts';
import { keepAddresses } from '../repo/redirects.ts';
import { missingElements, missingTags } from '../rules/elements.ts';
import { say, sitesCity } from '../testing.ts';
import { askLink } from './ask.ts';
import { checkForeign, openLinkCheck } from './check.ts';
import { whereLinksLead } from './leads.ts';
import { isPrivateAddress } from './private-address.ts';
import { faultyLinks } from './repo.ts';
import { setLinkSettings } from './settings.ts';

const at = new Date('2026-11-23T10:00:00+08:00');
const MARKET = '590902-SC';
const index = (serial: number): string => `11590902MT0000022A/2026-${String(serial).padStart(5, '0')}`;

const pathOf = (serial: number): string => `/content/2026/${index(serial).replace('/', '-')}.html`;

let city: Awaited<ReturnType<typeof sitesCity>>;
let server: Server;
let port = 0;
const asked: string[] = [];
beforeAll(async () => {
  city = await sitesCity(at);
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/gone') response.writeHead(404).end();
    else if (request.url === '/only-get') response.writeHead(request.method === 'GET' ? 200 : 405).end();
    else if (request.url === '/to-inside') response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
    else if (request.url === '/moved') response.writeHead(301, { location: '/there' }).end();
    else if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (request.url !== '/silent') response.writeHead(200).end('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await city.close();
});

const rules = () => ({ allow: new Set([`127.0.0.1:${port}`]), timeoutMs: 400, agent: 'test' });

test.each([
  ['/there', null],
  ['/gone', '404'],
  ['/only-get', null],
  ['/moved', null],
  ['/loop', 'too-many-redirects'],
  ['/silent', 'timeout'],
  ['/to-inside', 'port'],
])('a foreign page at %s is found to be %j', async (path, fault) => {
  expect((await askLink(`http://127.0.0.1:${port}${path}`, rules())).fault).toBe(fault);
});

test.each([
  ['http://127.0.0.1/', 'private'],
  ['http://10.1.2.3/', 'private'],
  ['http://169.254.169.254/latest/meta-data/', 'private'],
  ['http://[::1]/', 'private'],
  ['http://[::ffff:10.0.0.1]/', 'private'],
  ['http://2130706433/', 'private'],
  ['http://localhost/', 'private'],
  ['http://example.com:22/', 'port'],
  ['http://user:word@example.com/', 'not-an-address'],
  ['ftp://example.com/', 'not-an-address'],
])('%s is never asked', async (url, fault) => {
  const before = asked.length;
  expect((await askLink(url, { ...rules(), allow: new Set() })).fault).toBe(fault);
  expect(asked.length).toBe(before);
});

test.each([
  ['8.8.8.8', false],
  ['172.15.0.1', false],
  ['172.31.255.255', true],
  ['100.64.1.1', true],
  ['224.0.0.1', true],
  ['2400:3200::1', false],
  ['fe80::1', true],
  ['fd00::1', true],
  ['64:ff9b::a00:1', true],
  ['2002:a00:1::', true],
  ['nonsense', true],
])('%s is private: %j', (address, isPrivate) => expect(isPrivateAddress(address)).toBe(isPrivate));

test('links of published pages are checked, and the health of the site says what was found', async () => {
  const file = '0193aaaa-0000-7000-8000-000000000001';
  await say(city.kernel, [
    { index: index(1), agency: MARKET, title: '有链接的', body: '<p>在后面</p>' },
    {
      index: index(2),
      agency: MARKET,
      title: '链接坏了',
      body: `<p><a href="/content/2026/11590902MT0000022A-2026-00001.html">好的</a><a href="/content/2026/never.html">坏的</a>
        <a href="/content/files/${file}/a.pdf">附件</a><a href="/items?q=1">办事</a><a href="https://zwgk.example.org/">外站</a></p>`,
    },
  ]);
  const links = openLinkCheck(city.kernel);
  expect(await links.inner(at)).toBe(true);
  const site = '590902-sc';
  const found = await faultyLinks(city.kernel.pool, site, 10);
  expect(found.map(({ href, fault }) => [href, fault])).toEqual([
    ['/content/2026/never.html', 'no-page'],
    [`/content/files/${file}/a.pdf`, 'no-file'],
  ]);
  const health = await healthOfSites(city.kernel, ({ key }) => key === site, at);
  expect(health[0]?.health.deductions.map(({ says }) => says).join()).toContain('首页 0 个，其他页面 2 个');

  await say(city.kernel, [{ index: index(2), agency: MARKET, title: '链接改好了', body: '<p>没有链接了</p>' }]);
  await links.inner(at);
  expect(await faultyLinks(city.kernel.pool, site, 10)).toEqual([]);
});

test('foreign links are asked politely, and only where they may be', async () => {
  await say(city.kernel, [
    {
      index: index(3),
      agency: MARKET,
      body: `<p><a href="http://127.0.0.1:${port}/gone">一</a><a href="http://127.0.0.1:${port}/there">二</a></p>`,
    },
  ]);
  await setLinkSettings(city.kernel.pool, { foreign: false });
  expect(await checkForeign(city.kernel, at, { pauseMs: 0, timeoutMs: 400 })).toBe(0);
  await setLinkSettings(city.kernel.pool, { allow: [`127.0.0.1:${port}`] });
  expect(await checkForeign(city.kernel, at, { pauseMs: 0, timeoutMs: 400 })).toBe(2);
  const found = await faultyLinks(city.kernel.pool, '590902-sc', 10);
  expect(found.map(({ href, fault, foreign }) => [href, fault, foreign])).toEqual([
    [`http://127.0.0.1:${port}/gone`, '404', true],
  ]);
  // What was looked at is left alone; what did not work is asked again soon.
  expect(await checkForeign(city.kernel, at, { pauseMs: 0 })).toBe(0);
  expect(await checkForeign(city.kernel, new Date(at.getTime() + 7 * 3_600_000), { pauseMs: 0 })).toBe(1);
});

test('where the links of a draft lead is known from the registers; nobody is asked', async () => {
  await say(city.kernel, [
    { index: index(10), agency: MARKET, title: '试行办法', documentNumber: '明市监〔2020〕1号' },
    { index: index(11), agency: MARKET, title: '旧办法' },
    { index: index(12), agency: MARKET, title: '新办法' },
    { index: index(13), agency: MARKET, title: '误发的', documentNumber: '明市监〔2026〕8号' },
    { index: index(14), agency: MARKET, title: '重发的', documentNumber: '明市监〔2026〕8号' },
    { index: index(15), agency: MARKET, title: '撤掉的' },
    { index: index(16), agency: MARKET, title: '到期的' },
  ]);
  const ends = { relation: 'abolishes', back: 'abolished-by' } as const;
  await say(city.kernel, [{ index: index(11), agency: MARKET, title: '旧办法', links: [{ ...ends, to: index(10) }] }]);
  await say(city.kernel, [{ index: index(12), agency: MARKET, title: '新办法', links: [{ ...ends, to: index(11) }] }]);
  await say(city.kernel, [
    { index: index(10), agency: MARKET, title: '试行办法', validity: 'abolished' },
    { index: index(11), agency: MARKET, title: '旧办法', validity: 'abolished' },
    { index: index(16), agency: MARKET, title: '到期的', validity: 'lapsed' },
  ]);
  await say(city.kernel, [
    { index: index(13), agency: MARKET, title: '误发的', documentNumber: '明市监〔2026〕8号', withdrawn: true },
    { index: index(15), agency: MARKET, title: '撤掉的', withdrawn: true },
  ]);
  await keepAddresses(city.kernel.pool, [{ from: '/old/12.htm', to: pathOf(12) }], 'test', at);
  const own = '0193aaaa-0000-7000-8000-000000000009';
  const foreign = `http://127.0.0.1:${port}`;
  const before = asked.length;
  const hrefs = [
    ...[10, 11, 12, 13, 15, 16].map(pathOf),
    `http://127.0.0.1${pathOf(11)}`,
    '/old/12.htm',
    '/content/2026/never.html',
    '/items/1?a=b',
    '/site/590902-sc',
    `/content/files/${own}/a.pdf`,
    '/content/files/0193aaaa-0000-7000-8000-000000000008/a.pdf',
    `${foreign}/gone`,
    `${foreign}/there`,
    'http://169.254.169.254/latest/meta-data/',
  ];
  const leads = await whereLinksLead(city.kernel, hrefs, new Set([own]));
  const told = hrefs.map((href) => {
    const lead = leads.get(href);
    return [lead?.fate, lead && 'newest' in lead ? (lead.newest?.title ?? null) : undefined];
  });
  const host = new URL(city.kernel.publicUrl).hostname;
  expect(told).toEqual([
    ['abolished', '新办法'],
    ['abolished', '新办法'],
    ['stands', undefined],
    ['withdrawn', '重发的'],
    ['withdrawn', null],
    ['lapsed', null],
    host === '127.0.0.1' ? ['abolished', '新办法'] : ['foreign', undefined],
    ['moved', '新办法'],
    ['no-page', undefined],
    ['stands', undefined],
    ['stands', undefined],
    ['stands', undefined],
    ['no-file', undefined],
    ['foreign-dead', undefined],
    ['foreign', undefined],
    ['foreign', undefined],
  ]);
  expect(asked.length).toBe(before);
});

test('the health of each site is kept once a day', async () => {
  expect(await noteHealth(city.kernel, at)).toBeGreaterThan(1);
  expect(await noteHealth(city.kernel, at)).toBe(0);
  await noteHealth(city.kernel, new Date(at.getTime() + 86_400_000));
  expect((await healthDays(city.kernel.pool, '590902-sc', 10)).map(({ on }) => on)).toEqual([
    '2026-11-24',
    '2026-11-23',
  ]);
});

test('a page without its tags or its foot is noticed', async () => {
  const html = (await city.web.inject('/site/590902-sc/tzgg/')).body;
  expect(missingTags(html, 'column')).toEqual([]);
  expect(missingElements(html)).toEqual([]);
  expect(
    missingTags(html.replace('name="SiteIDCode" content="', 'name="SiteIDCode" content="" data-x="'), 'column'),
  ).toEqual(['SiteIDCode']);
  expect(missingTags(html, 'article')).toEqual(['ArticleTitle', 'PubDate', 'ContentSource']);
  expect(missingElements(html.replace('/report-error', '/elsewhere'))).toEqual(['我为政府网站找错']);
});

test('what a person finds of a site is written down by who may, with words, and counts', async () => {
  const { kernel } = city;
  const [office, liaison] = await Promise.all(
    ['gongkaiban', 'lianluoyuan'].map((login) => actorNamed(kernel, login, dayOf(at))),
  );
  if (!office || !liaison) throw new Error('nobody');
  const said = { site: '590902-sc', item: 'D14', times: [0, 2], note: '留言框在手机上打不开', actor: office, at };
  await expect(judge(kernel, { ...said, actor: liaison })).rejects.toMatchObject({ code: 'access/forbidden' });
  await expect(judge(kernel, { ...said, note: '' })).rejects.toMatchObject({ code: 'sites/nothing-noted' });
  await expect(judge(kernel, { ...said, times: [101] })).rejects.toMatchObject({ code: 'sites/too-many-points' });
  await expect(judge(kernel, { ...said, item: 'D24' })).rejects.toMatchObject({ code: 'sites/not-judged' });
  await expect(judge(kernel, { ...said, site: 'nowhere' })).rejects.toMatchObject({ code: 'sites/site-not-found' });
  await judge(kernel, said);
  const [found] = await healthOfSites(kernel, ({ key }) => key === '590902-sc', at);
  expect(found?.health.deductions).toContainEqual({ id: 'D14', name: '信息提交', points: 4, says: said.note });
  await judge(kernel, { ...said, times: [0, 0], note: '' });
  const [later] = await healthOfSites(kernel, ({ key }) => key === '590902-sc', at);
  expect(later?.health.deductions.some(({ id }) => id === 'D14')).toBe(false);
});
