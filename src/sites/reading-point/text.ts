/** Every sentence of the public reading points. */
export const readingText = {
  title: '政府信息公开查阅点',
  address: '地址',
  hours: '开放时间',
  phone: '电话',
  links: '在这里查阅',
  go: {
    catalogue: '政府信息公开目录',
    policies: '政策文件库',
    gazette: '政府公报',
    search: '全文搜索',
    request: '依申请公开',
  },
  log: '登记',
  logHint: '打印、借阅请登记，不登记姓名。',
  act: '事项',
  acts: { read: '查阅', print: '打印', lend: '借出', return: '归还' } as Readonly<Record<string, string>>,
  what: '资料名称',
  copies: '份数',
  save: '登记',
  saved: '已登记。',
  staff: {
    title: '查阅点',
    intro: '在查阅点的终端上打开它的终端网址，就可以使用。查阅、打印、借出和归还的次数由系统累计，不能修改。',
    none: '还没有查阅点。',
    open: '打开终端页面',
    name: '名称',
    address: '终端网址',
    change: '修改',
    changeTitle: (name: string) => `修改“${name}”`,
    leave: '不修改了',
    year: '本年',
    add: '增加查阅点',
    save: '保存',
    saved: '已保存。',
  },
} as const;

export const readingSentences: Readonly<Record<string, string>> = {
  'sites/no-reading-point': '没有这个查阅点。',
};
