import { describe, expect, test } from 'vitest';
import { Page, type PageProps, renderPage, type Site } from './index.ts';

const site: Site = { name: '云岭市人民政府', domain: 'www.yunling.gov.cn', idCode: '3499000001', nav: [] };

const html = (props: Partial<PageProps> = {}) =>
  renderPage(
    <Page site={site} title="通知" path="/a" {...props}>
      <p>正文</p>
    </Page>,
  );

const tagNames = (page: string): readonly string[] =>
  [...page.matchAll(/<meta name="([A-Z]\w+)"/g)].map(([, name = '']) => name).sort();

const column = { name: '通知公告', description: '通知公告栏目', keywords: '通知', type: '通知公告' };
const article = { title: '通知', publishedAt: new Date('2026-09-30T16:05:59Z'), source: '市政府办' };

describe('page tags', () => {
  test('every page, a column, an article', () => {
    const every = ['SiteDomain', 'SiteIDCode', 'SiteName'];
    const list = ['ColumnDescription', 'ColumnKeywords', 'ColumnName', 'ColumnType'];
    expect(tagNames(html())).toEqual(every);
    expect(tagNames(html({ column }))).toEqual([...list, ...every].sort());
    expect(tagNames(html({ column, article }))).toEqual(
      ['ArticleTitle', 'ContentSource', 'PubDate', ...list, ...every].sort(),
    );
  });

  test('the time of publication is legal time, to the minute', () => {
    expect(html({ article })).toContain('<meta name="PubDate" content="2026-10-01 00:05"/>');
  });

  test('an empty tag is left out', () => {
    expect(tagNames(html({ article: { ...article, keywords: ' ' } }))).not.toContain('Keywords');
  });
});

describe('the foot', () => {
  test('shows what is given and nothing else', () => {
    const full: Site = {
      ...site,
      organiser: '云岭市人民政府办公室',
      icp: '皖ICP备00000000号',
      police: { href: 'https://beian.mps.gov.cn/', title: '皖公网安备 1号' },
    };
    const page = html({ site: full });
    for (const words of [
      '主办单位：云岭市人民政府办公室',
      '网站标识码：3499000001',
      '皖ICP备00000000号',
      '皖公网安备 1号',
    ]) {
      expect(page).toContain(words);
    }
    expect(html()).not.toMatch(/主办单位|ICP|公安备案|网站地图/);
  });
});

describe('the navigation', () => {
  const nav = [
    { href: '/', title: '首页' },
    { href: '/open', title: '公开' },
    { href: '/open/policy', title: '政策' },
  ];
  test.each([
    ['/', '/', 'page'],
    ['/open', '/open', 'page'],
    ['/open?page=2', '/open', 'true'],
    ['/open/policy/7', '/open/policy', 'true'],
    ['/opening', undefined, undefined],
  ])('%s belongs to %s', (path, href, current) => {
    const found = /<a href="([^"]*)" aria-current="(\w+)">/.exec(html({ site: { ...site, nav }, path }));
    expect([found?.[1], found?.[2]]).toEqual([href, current]);
  });
});

test('errors are said in the title of the tab', () => {
  expect(html({ wrong: true })).toContain('<title>有误：通知 - 云岭市人民政府</title>');
});

test('the front page is not named twice', () => {
  expect(html({ title: site.name })).toContain('<title>云岭市人民政府</title>');
});
