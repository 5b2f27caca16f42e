import type { ReactElement } from 'react';
import type { DisplayPreferences, Site } from '../index.ts';

export type Sample = {
  readonly path: string;
  readonly page: (words: Words, preferences?: DisplayPreferences) => ReactElement;
};

/** What stands in every text of a sample: ordinary words, or what an attacker would write. */
export type Words = { readonly say: (ordinary: string) => string };

export const ordinary: Words = { say: (text) => text };

export const site: Site = {
  name: '云岭市政务服务网',
  motto: '公开有据 · 办理有期',
  domain: 'www.yunling.gov.cn',
  idCode: '3499000001',
  nav: [
    { href: '/', title: '首页' },
    { href: '/cards', title: '政务公开' },
    { href: '/item', title: '办事服务' },
    { href: '/form', title: '互动交流' },
    { href: '/figures', title: '数据统计' },
  ],
  searchHref: '/search',
  organiser: '云岭市人民政府办公室',
  undertaker: '云岭市数据资源管理局',
  contact: '0550-0000000',
  icp: '皖ICP备00000000号-1',
  police: { href: 'https://beian.mps.gov.cn/', title: '皖公网安备 34990000000000号' },
  sitemapHref: '/sitemap',
  reportErrorHref: '/report-error',
  badgeHref: '/badge',
};

/** What all samples have in common. */
export const shell = { site, account: <a href="/sign-in">登录</a> };
