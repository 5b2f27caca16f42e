import { BpmnModdle } from 'bpmn-moddle';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestCity, testCity } from '../identity/testing.ts';
import { addDays, day, instant, system } from '../kernel/index.ts';
import type { ServiceItem } from './contract.ts';
import { countyItems } from './county-items.ts';
import { serviceItemsModule } from './index.ts';
import { putItem } from './operations.ts';
import { itemFacets } from './repo.ts';
import { seedServiceItems } from './seed.ts';
import { hostile } from './testing.ts';

const today = day('2026-11-23');
const at = instant(today, '10:00');
const PAGE_BYTES = 50_000;

let city: TestCity;
let items: readonly ServiceItem[];
beforeAll(async () => {
  city = await testCity([serviceItemsModule], at);
  await seedServiceItems(city.kernel, at);
  items = await countyItems(city.kernel);
});
afterAll(() => city.close());

const called = (name: string): ServiceItem => {
  const item = items.find((candidate) => candidate.name === name);
  if (!item) throw new Error(`no item ${name}`);
  return item;
};
const page = async (url: string) => {
  const answer = await city.web.inject({ url, headers: { accept: 'text/html' } });
  return { status: answer.statusCode, html: answer.body, type: answer.headers['content-type'] };
};
const textOf = (html: string): string =>
  html
    .replace(/<(style|script)[\s\S]*?<\/\1>/gu, '')
    .replace(/<[^>]+>/gu, ' ')
    .replace(/\s+/gu, ' ');
const linksIn = (html: string): readonly string[] =>
  [...html.matchAll(/href="(\/items[^"]*)"/gu)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'));

describe('finding an item', () => {
  test('starts with everything there is, by theme and by agency', async () => {
    const { status, html } = await page('/items');
    expect(status).toBe(200);
    expect(textOf(html)).toContain('共 197 项');
    expect(html).toMatch(/<h1>办事服务<\/h1>/u);
    expect(linksIn(html).filter((href) => /^\/items\/[0-9A-Z]{31}$/u.test(href))).toHaveLength(20);
    expect(linksIn(html).some((href) => href.includes('theme='))).toBe(true);
    expect(linksIn(html).some((href) => href.includes('agency='))).toBe(true);
  });

  test('counts equal to one another stand in an order of their own, not as the database happened to count', async () => {
    const { agencies, person, legal, regions } = await itemFacets(city.kernel.published, {}, today);
    const inOrder = (facets: typeof agencies, before: (one: string, other: string) => boolean): boolean =>
      facets.every(({ value, items }, i) => {
        const last = facets[i - 1];
        return !last || last.items > items || (last.items === items && before(last.value, value));
      });
    expect(inOrder(agencies, (one, other) => Number(one) < Number(other))).toBe(true);
    for (const facets of [person, legal, regions]) expect(inOrder(facets, (one, other) => one < other)).toBe(true);
  });

  test('turns every page to the last, each item once', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/items';
    while (next !== undefined) {
      const { html } = await page(next);
      seen.push(...linksIn(html).filter((href) => /^\/items\/[0-9A-Z]{31}$/u.test(href)));
      next = linksIn(html).find((href) => href.includes('after='));
    }
    expect(seen).toHaveLength(197);
    expect(new Set(seen).size).toBe(197);
  });

  test('understands what people say', async () => {
    const { html } = await page(`/items?q=${encodeURIComponent('老年证')}`);
    expect(html).toContain(`/items/${called('老年人优待证申领').code}`);
    expect(textOf(html)).toContain('当场办结');
  });

  test('says what to do when nothing fits', async () => {
    const { status, html } = await page(`/items?q=${encodeURIComponent('飞碟停泊许可')}`);
    expect(status).toBe(200);
    expect(textOf(html)).toContain('没有找到符合条件的事项');
    expect(textOf(html)).toContain('12345');
  });

  test('never lets a wrong address break the page', async () => {
    for (const query of [
      'agency=abc',
      'offset=-1',
      'region=zzz',
      'after=nothing',
      `theme=${'长'.repeat(60)}`,
      'for=everybody',
      `q=${'字'.repeat(101)}`,
    ]) {
      expect((await page(`/items?${encodeURI(query)}`)).status, query).toBe(200);
    }
  });

  test('writes what was typed as text', async () => {
    const { html } = await page(
      `/items?q=${encodeURIComponent(hostile)}&theme=${encodeURIComponent(hostile.slice(0, 40))}`,
    );
    expect(html).not.toContain('<img src=x');
  });
});

describe('the guide', () => {
  test('of a licence says both limits, what does not count, and how far they were checked', async () => {
    const { html } = await page(`/items/${called('食品经营许可').code}`);
    const text = textOf(html);
    expect(text).toContain('自受理之日起 5 个工作日内作出决定');
    expect(text).toContain('法定时限：10 个工作日（食品经营许可和备案管理办法）');
    expect(text).toContain('尚未与条文逐条核对');
    expect(text).toContain('现场核查所用的时间不计入时限');
    expect(text).toContain('可以延长 5 个工作日');
    expect(text).toContain('收到申请后 5 个工作日内会告诉您');
    expect(html).toContain(`href="/apply/${called('食品经营许可').code}"`);
  });

  test('of a service at the window says that it is done at once', async () => {
    const text = textOf((await page(`/items/${called('老年人优待证申领').code}`)).html);
    expect(text).toContain('当场办结');
    expect(text).not.toContain('可以延长');
  });

  test('of an item without a form sends people to the window', async () => {
    const item = items.find(({ form }) => form === null);
    const { html } = await page(`/items/${item?.code ?? ''}`);
    expect(textOf(html)).toContain('请带材料到窗口办理');
    expect(html).not.toContain('/apply/');
  });

  test('trims the materials by a plain form, and hands the answers on', async () => {
    const { code } = called('食品经营许可');
    const all = textOf((await page(`/items/${code}`)).html);
    expect(all).toContain('全部情况下可能用到的材料有 8 样');
    const { html } = await page(`/items/${code}?who=self&kind=canteen`);
    const some = textOf(html);
    expect(some).toContain('按您的情况，一共 6 样材料');
    expect(some).toContain('食堂是交给别的企业承包经营的吗');
    expect(some).not.toContain('授权委托书');
    expect(html).toContain(`/apply/${code}?who=self&amp;kind=canteen`);
    const done = textOf((await page(`/items/${code}?who=self&kind=sales`)).html);
    expect(done).toContain('按您的情况，一共 5 样材料');
    expect(done).toContain('其中 3 样要您准备');
    expect(textOf((await page(`/items/${code}?who=nobody&kind=constructor&__proto__=x`)).html)).toContain(
      '可能用到的材料有 8 样',
    );
  });

  test('shows the process that runs, as a picture and in words', async () => {
    const { code } = called('最低生活保障审核确认');
    const { html } = await page(`/items/${code}`);
    expect(html).toMatch(/<img src="\/items\/\w+\/process\.svg\?v=1" alt="[^"]+" width="\d+" height="\d+"/u);
    expect(textOf(html)).toContain('乡镇（街道）初审');
    const svg = await page(`/items/${code}/process.svg`);
    expect(svg.type).toContain('image/svg+xml');
    expect(svg.html).toContain('初审');
    expect(svg.html).not.toMatch(/<script|\son\w+=|<style|href=/u);
  });

  test('gives the process away as BPMN that others can read', async () => {
    const { code } = called('食品经营许可');
    const bpmn = await page(`/items/${code}/process.bpmn`);
    expect(bpmn.type).toContain('application/xml');
    const read = await new BpmnModdle().fromXML(bpmn.html);
    expect(read.warnings).toEqual([]);
    expect(bpmn.html).toContain('现场核查');
  });

  test.each([
    '/items/NOTACODE',
    `/items/${'1'.repeat(31)}`,
    `/items/${'1'.repeat(31)}/process.svg`,
    `/items/${'1'.repeat(31)}/history`,
  ])('%s is a clear answer, not a fault', async (url) => expect((await page(url)).status).toBeGreaterThanOrEqual(400));

  test('is light: every page under 50 KB', async () => {
    const urls = ['/items', '/items?for=legal', ...items.map(({ code }) => `/items/${code}`)];
    let largest = 0;
    for (const url of urls) {
      const { status, html } = await page(url);
      expect(status, url).toBe(200);
      largest = Math.max(largest, Buffer.byteLength(html));
    }
    expect(largest).toBeLessThan(PAGE_BYTES);
  });

  test('has one first heading, no level left out, and labels for all it asks', async () => {
    for (const name of ['食品经营许可', '最低生活保障审核确认', '老年人优待证申领']) {
      const { html } = await page(`/items/${called(name).code}`);
      const levels = [...html.matchAll(/<h([1-6])[\s>]/gu)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      const jumps = levels.map((level, index) => level - (levels[index - 1] ?? level));
      expect(Math.max(...jumps)).toBe(1);
      const ids = [...html.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, id] of html.matchAll(/<input type="radio" id="([^"]+)"/gu)) expect(html).toContain(`for="${id}"`);
    }
  });
});

describe('an item full of hostile text', () => {
  const bad = (item: ServiceItem): ServiceItem => ({
    ...item,
    name: `恶意${hostile}`,
    conditions: [hostile],
    basis: [{ law: hostile, article: hostile, checked: false }],
    faq: [{ question: hostile, answer: hostile }],
    place: hostile,
    hours: hostile,
    remedies: [hostile],
    otherNames: [hostile],
    agencyName: hostile,
    visitReason: item.visitReason === null ? null : hostile,
    flow: { ...item.flow, title: hostile, statutory: { ...item.flow.statutory, law: hostile } },
    situation: {
      questions: item.situation.questions.map((question) => ({ ...question, title: hostile, help: hostile })),
      materials: item.situation.materials.map((material) => ({
        ...material,
        name: hostile,
        note: hostile,
        sourceNote: hostile,
      })),
    },
  });

  test('is shown as the text it is, everywhere', async () => {
    const { code } = called('食品经营许可');
    const validFrom = addDays(today, 1);
    city.setNow(instant(validFrom, '09:00'));
    await putItem(city.kernel, bad(called('食品经营许可')), {
      validFrom,
      source: hostile,
      actor: system,
      at: instant(validFrom, '09:00'),
    });
    const query = encodeURIComponent('恶意');
    for (const path of ['', '/history', '/process.svg', '/process.bpmn']) {
      const { status, html } = await page(`/items/${code}${path}`);
      expect(status).toBe(200);
      expect(html).not.toContain('<img src=x');
      expect(html.replace(/="[^"]*"/gu, '')).not.toMatch(/<[^>]*\sonerror/u);
      expect(html).toContain('&lt;img src=x');
    }
    expect((await page(`/items?q=${query}`)).html).not.toContain('<img src=x');
    expect(textOf((await page(`/items/${code}/history`)).html)).toContain('与第 1 版相比的变化');
    city.setNow(at);
  });
});
