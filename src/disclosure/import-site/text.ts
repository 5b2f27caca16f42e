import type { SkipReason } from './page.ts';
import type { FetchFault, Lost } from './sources.ts';

/** Why a page, or something that lists pages, is not here. */
export type NotHere = SkipReason | FetchFault | Lost['reason'] | 'only-lost-pictures';

const missing: Readonly<Record<FetchFault, string>> = {
  'not-there': '原网站上已经没有',
  'not-allowed': '原网站不让看，要登录或者限制了访问',
  robots: '原网站的 robots.txt 不许抓取。可以改 robots.txt，或者用网站文件的目录迁入',
  loop: '网址转来转去，没有尽头',
  elsewhere: '在别的网站上',
  slow: '原网站太慢，两次都没有等到。稍后再迁一次会接着取',
  'server-fault': '原网站出错，两次都没有取到。稍后再迁一次会接着取',
  'no-answer': '连不上原网站，两次都没有取到。稍后再迁一次会接着取',
  'too-heavy': '超过 32 MB',
};

const skipped: Readonly<Record<NotHere, string>> = {
  ...missing,
  'no-article': '不是文章页（没有标题和日期）',
  list: '是列表页，文章会逐篇迁入',
  gone: '原网站显示页面不存在',
  'no-title': '没有标题',
  'no-date': '没有发布日期',
  'bad-date': '发布日期读不懂',
  'no-body': '找不到正文（可以在对照文件里写明正文所在的元素）',
  'only-lost-pictures': '正文只有图片，图片都没有取到',
  'too-large': '页面太大',
  unreadable: '页面读不出来',
  'sitemap-not-read': '这份网站地图读不出来，里面的网页没有迁入',
  'too-many-pages': '网页太多，超过一次迁入的上限',
  'too-many-sitemaps': '网站地图太多，超过上限',
  'other-host': '在别的网站上，请另行迁入',
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
    same,
  }: Readonly<Record<'imported' | 'changed' | 'unchanged' | 'held' | 'skipped' | 'same', number>>): string =>
    `新迁入 ${imported} 页，更新 ${changed} 页，没有变化 ${unchanged} 页，因含个人信息留待审核 ${held} 页，重复网址 ${same} 个，未迁入 ${left} 页。`,
  assumed: (site: string, base: string, agency: string, node: string): string =>
    `  没有对照文件，按网站标签处理：网站“${site}”，原地址 ${base}，单位 ${agency}，与栏目同名的目录之外归入 ${node}。`,
  skippedLine: (address: string, reason: keyof typeof skipped): string => `  未迁入 ${address}：${skipped[reason]}`,
  heldLine: (address: string, kinds: string, places: readonly string[]): string =>
    `  留待审核 ${address}：${kinds}${places.length > 0 ? `（${places.slice(0, 5).join('、')}${places.length > 5 ? ' 等' : ''}）` : ''}`,
  leftLine: (address: string, name: string, why: string): string => `  没有带进来 ${address} 的附件“${name}”：${why}`,
  asideLine: (address: string, name: string): string =>
    `  另存待处理 ${address} 的附件“${name}”：压缩包里面查不了个人信息，已另存、没有公开。请解开检查后，把里面的文件在稿件里补传`,
  sameLine: (address: string, first: string): string => `  同一篇文章 ${address}：和 ${first} 相同，旧网址已转到那一篇`,
  inferredLine: (address: string): string => `  请核对 ${address}：标题、日期或者正文没有标签，是按页面上显示的取的`,
  unreadLine: (address: string, places: readonly string[]): string =>
    `  请人工查看 ${address} 的附件：${places.slice(0, 5).join('、')}${places.length > 5 ? ` 等 ${places.length} 处` : ''}读不出文字，没有排查个人信息`,
  left: {
    ...Object.fromEntries(
      Object.entries(missing).map(([code, why]) => [`disclosure/file-${code}`, `${why}。请找到原件，在稿件里补传`]),
    ),
    'disclosure/file-of-other-kind': '这类文件不公开。请转成 PDF 或者常用文档，在稿件里补传',
    'disclosure/too-many-files': '这一页的附件太多，后面的没有带进来',
    'files/infected': '查出病毒，链接已经去掉',
    'files/encrypted': '设置了密码或者使用限制。请取消密码后，在稿件里补传',
    'files/has-macros': '里面有宏。请另存为不带宏的文件，在稿件里补传',
    'files/embedded-files': '里面嵌有别的文件。请把嵌入的内容另存或者转成图片，在稿件里补传',
    'files/external-content': '打开时会去取别处的内容。请断开外部链接后，在稿件里补传',
    'files/active-content': '里面有会自动运行的内容。请另存为普通文档，在稿件里补传',
    'files/broken': '文件损坏，读不出来。请找到完好的原件，在稿件里补传',
    'files/mislabelled': '扩展名和内容对不上。请改成正确的扩展名，在稿件里补传',
    'files/empty': '是空文件',
    'files/too-large': '超过 20 MB。请压缩或者拆开，在稿件里补传',
    'files/archive-bomb': '展开后大得不正常。请找到完好的原件，在稿件里补传',
  } as Readonly<Record<string, string>>,
  leftOtherwise: '文件有风险。请另存为普通文档，在稿件里补传',
  notes: {
    title: '网站迁入',
    intro:
      '从原网站迁入时，没有带进来的、要人看一眼的，都列在这里。补好一件，点“标为已处理”；点错了可以改回来。原网站改过以后再迁一次，这里会跟着更新。',
    views: {
      todo: '待处理',
      held: '含个人信息',
      files: '附件',
      look: '请核对',
      skipped: '没有迁入',
      same: '重复网址',
      settled: '已处理',
      all: '全部',
    },
    choose: '按事项看',
    search: '原网址或者附件名',
    site: '原网站',
    sums: (base: string, published: number, held: number): string =>
      `${base} 已迁入 ${published} 页${held > 0 ? `，另有 ${held} 页留待审核` : ''}。`,
    empty: '这里没有要处理的事。',
    none: '还没有迁入过网站。由系统管理员在服务器上运行 bin/mingtang import-site，结果会列在这里。',
    table: '迁入网站时要处理的事',
    columns: { page: '网页', what: '情况和办法', agency: '单位', state: '处理' },
    old: '原网页',
    draft: '打开草稿',
    published: '到已公开里更正',
    file: '下载另存的附件',
    settle: '标为已处理',
    undo: '改回待处理',
    by: (who: string, on: string): string => `${who} ${on} 已处理`,
    csv: ['原网址', '标题', '情况和办法', '单位', '索引号', '登记日期', '处理日期', '处理人'],
  },
  sentences: {
    'disclosure/no-import-note': '没有这件迁入待办，可能再次迁入时已经更新。',
    'disclosure/no-such-folder': '打不开目录 {folder}。',
    'disclosure/no-sitemap': '取不到网站地图 {address}，或者里面不是网站地图。',
    'disclosure/site-away':
      '网站 {site} 连续多次没有回应，先停下。已经迁入的不会丢，稍后再运行一次，从断开的地方接着迁。',
    'disclosure/no-mapping':
      '页面的网站标签里没有原地址（SiteDomain），请用 --mapping 写明对照文件，里面是网站名称、原地址、单位和目录。加 --help 查看样例。',
    'disclosure/bad-mapping': '对照文件有误：{faults}。',
    'disclosure/no-such-agency': '没有这个单位：{agency}。',
  },
} as const;

/** What an import noted, as whoever has to see to it reads it. */
export function noteSentence({
  kind,
  name,
  code,
}: {
  readonly kind: 'skipped' | 'held' | 'file-left' | 'file-aside' | 'inferred' | 'unread' | 'same';
  readonly name: string;
  readonly code: string;
}): string {
  const reasons: Readonly<Record<string, string>> = skipped;
  switch (kind) {
    case 'skipped':
      return `没有迁入：${reasons[code] ?? code}。`;
    case 'held':
      return `含个人信息，已存为草稿，没有公开${name === '' ? '' : `（${name}）`}。请在草稿里遮盖或者说明理由，再按程序审核发布。`;
    case 'file-left':
      return `附件“${name}”没有带进来：${importText.left[code] ?? importText.leftOtherwise}。`;
    case 'file-aside':
      return `附件“${name}”是压缩包，里面查不了个人信息，已另存、没有公开。请下载解开检查，把里面的文件补传到这一篇。`;
    case 'inferred':
      return '标题、日期或者正文没有标签，是按页面上显示的取的，请对照原网页核对。';
    case 'unread':
      return `附件 ${name} 读不出文字，没有排查个人信息，请人工查看。`;
    case 'same':
      return `和 ${name} 是同一篇文章，旧网址已转到那一篇，不用处理。`;
    default:
      return kind satisfies never;
  }
}
