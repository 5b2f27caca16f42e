import type { Site } from './ui/index.ts';

/** The city's own site: what stands at the head and the foot of each of its pages. */
export const citySite: Site = {
  name: '明堂市人民政府',
  motto: '政务公开 · 政务服务',
  nav: [
    { href: '/', title: '首页' },
    { href: '/site/portal/', title: '信息公开' },
    { href: '/items', title: '办事服务' },
    { href: '/information-requests', title: '依申请公开' },
    { href: '/my', title: '我的办件' },
    { href: '/verify', title: '证照查验' },
    { href: '/statistics', title: '政务数据' },
  ],
  searchHref: '/search',
  preferencesHref: '/preferences',
  organiser: '明堂市人民政府办公室',
  undertaker: '明堂市政务服务管理办公室',
  contact: '12345',
  footerLinks: [
    { href: '/guides', title: '政府信息公开指南' },
    { href: '/institutions', title: '机构职能' },
    { href: '/catalogue', title: '政府信息公开目录' },
    { href: '/enforcement', title: '行政执法公示' },
    { href: '/annual-reports', title: '政府信息公开年报' },
  ],
  sitemapHref: '/sitemap',
  reportErrorHref: '/report-error',
};
