export const grantText = {
  title: '栏目权限',
  intro:
    '给各单位的联络员、编辑分配网站栏目。分配后，他只能起草、提交归入这些栏目的信息；没有分配的，可以用本单位网站的全部栏目。信息归入哪个栏目由体裁和目录编号决定。',
  find: '网站名称',
  none: '没有符合条件的网站。',
  nobody: '这个单位现在没有联络员或编辑。',
  person: '人员',
  columns: '可用栏目',
  since: '分配日期和分配人',
  all: '全部栏目',
  noColumn: '没有可用栏目',
  change: '分配栏目',
  changeTitle: (name: string, site: string) => `${name}在“${site}”可用的栏目`,
  limited: '只限下列栏目',
  unlimited: '全部栏目',
  emptyWarning: '一个栏目也没选：保存后他不能在这个网站起草信息。',
  save: '保存',
  joined: (titles: readonly string[]) => titles.join('、'),
} as const;

export const grantSentences: Readonly<Record<string, string>> = {
  'sites/not-your-column':
    '这条信息归入“{column}”栏目，您没有这个栏目的权限。您可用的栏目：{given}。需要增加请找政务公开办。',
  'sites/not-a-drafter': '这个人现在不是该单位的联络员或编辑。',
  'sites/no-such-column': '这个网站没有栏目“{column}”，请刷新后再试。',
  'sites.columns-given': '您在“{site}”可用的栏目改为：{columns}。',
};
