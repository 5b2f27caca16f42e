/** Every sentence of how the sites are kept from day to day. */
export const upkeepText = {
  title: '日常维护',
  intro: '每个网站是否按时更新、要素是否齐全、本月动态信息占多少。缺的要素点开就能补。',
  onlyFaulty: '只看有问题的网站',
  none: '没有发现问题。',
  site: '网站',
  update: '更新',
  strip: '近三十天',
  day: (on: string, count: number) => `${on} 更新 ${count} 条`,
  states: { fresh: '正常', today: '今天应当更新', late: '超期未更新' },
  silent: (days: number | null) => (days === null ? '没有更新过' : days === 0 ? '今天已更新' : `${days} 天前更新`),
  every: (days: number) => (days === 1 ? '每天更新' : `${days} 天内至少更新一次`),
  parts: '要素',
  complete: (of: number) => `${of} 项齐全`,
  missing: (count: number, of: number) => `${of} 项缺 ${count} 项：`,
  news: '本月动态信息占比',
  share: (news: number, total: number, percent: number) =>
    total === 0 ? '本月还没有公开' : `${percent}%（${total} 条中 ${news} 条）`,
  warns: '偏高',
  csv: '导出表格',
  csvColumns: [
    '网站',
    '主办单位',
    '最近更新',
    '更新状态',
    '缺少的要素',
    '本月公开条数',
    '本月动态条数',
    '动态占比（%）',
  ],
  rule: {
    title: '提醒标准',
    intro: '对全市网站生效。占比达到标准的单位，每月提醒一次。',
    daily: (template: string) => `${template}：最多几天更新一次`,
    percent: '动态信息占比达到百分之几时提醒',
    least: '本月公开满几条才提醒',
    save: '保存标准',
    saved: '标准已保存。',
  },
} as const;

export const upkeepSentences: Readonly<Record<string, string>> = {
  'sites.news-share':
    '{agency} {period} 公开的 {total} 条信息中有 {news} 条是动态信息，占 {percent}%。请多公开文件、业务数据和执法信息。',
  'sites.silent':
    '“{site}”从 {since} 以后没有更新，已经 {silent} 天，按要求最多 {every} 天。请在“登记待公开信息”起草并送审；已经审定待发布的，请尽快发布。更新情况见“网站体检”的“日常维护”。',
  'sites.never-updated':
    '“{site}”还没有更新过，按要求最多 {every} 天更新一次。请在“登记待公开信息”起草并送审；已经审定待发布的，请尽快发布。更新情况见“网站体检”的“日常维护”。',
};
