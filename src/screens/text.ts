/** Every sentence of the screens. */
export const text = {
  title: '办结公告',
  intro: '最近办结的事项。页面每半分钟自动更新。',
  number: '办件编号',
  matter: '事项',
  finished: '办结日期',
  empty: '今天还没有办结的事项。',
  updated: '更新时间',
} as const;
