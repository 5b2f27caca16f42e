import type { SkipReason } from './page.ts';

const skipped: Readonly<Record<SkipReason | 'not-fetched', string>> = {
  'no-article': '不是文章页（没有标题和日期标签）',
  'no-title': '没有标题',
  'no-date': '没有发布日期',
  'bad-date': '发布日期读不懂',
  'no-body': '找不到正文（可以在对照文件里写明正文所在的元素）',
  'too-large': '页面太大',
  unreadable: '页面读不出来',
  'not-fetched': '取不到',
};

/** What a person reads of an import. */
export const importText = {
  kind: '原网站内容迁入',
  demoSite: '明堂市政府原网站（参考资料）',
  skipped,
  changeNote: '原网站内容已更新，随迁移同步。',
  title: (site: string): string => `迁入 ${site}`,
  progress: (pages: number): string => `已处理 ${pages} 页`,
  report: ({
    imported,
    changed,
    unchanged,
    held,
    skipped: left,
  }: Readonly<Record<'imported' | 'changed' | 'unchanged' | 'held' | 'skipped', number>>): string =>
    `新迁入 ${imported} 页，更新 ${changed} 页，没有变化 ${unchanged} 页，因含个人信息留待审核 ${held} 页，未迁入 ${left} 页。`,
  assumed: (site: string, base: string, agency: string, node: string): string =>
    `  没有对照文件，按网站标签处理：网站“${site}”，原地址 ${base}，单位 ${agency}，与栏目同名的目录之外归入 ${node}。`,
  skippedLine: (address: string, reason: keyof typeof skipped): string => `  未迁入 ${address}：${skipped[reason]}`,
  heldLine: (address: string, kinds: string, places: readonly string[]): string =>
    `  留待审核 ${address}：${kinds}${places.length > 0 ? `（附件 ${places.slice(0, 5).join('、')}${places.length > 5 ? ' 等' : ''}）` : ''}`,
  leftLine: (address: string, name: string, why: string): string => `  没有带进来 ${address} 的附件“${name}”：${why}`,
  inferredLine: (address: string): string => `  请核对 ${address}：标题、日期或者正文没有标签，是按页面上显示的取的`,
  unreadLine: (address: string, places: readonly string[]): string =>
    `  请人工查看 ${address} 的附件：${places.slice(0, 5).join('、')}${places.length > 5 ? ` 等 ${places.length} 处` : ''}读不出文字，没有排查个人信息`,
  left: {
    'disclosure/file-not-fetched': '原网站上取不到，链接仍指向原网站',
    'disclosure/file-of-other-kind': '不收这类文件，链接仍指向原网站',
    'disclosure/too-many-files': '这一页的附件太多，链接仍指向原网站',
    'files/infected': '查出病毒，链接已经去掉',
  } as Readonly<Record<string, string>>,
  leftOtherwise: '文件损坏、加密或者有风险，链接仍指向原网站',
  sentences: {
    'disclosure/no-such-folder': '打不开目录 {folder}。',
    'disclosure/no-sitemap': '取不到网站地图 {address}。',
    'disclosure/no-mapping':
      '页面的网站标签里没有原地址（SiteDomain），请用 --mapping 写明对照文件，里面是网站名称、原地址、单位和目录。加 --help 查看样例。',
    'disclosure/bad-mapping': '对照文件有误：{faults}。',
    'disclosure/no-such-agency': '没有这个单位：{agency}。',
  },
} as const;
