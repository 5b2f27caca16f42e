import type { Counted, DemonstrationSite } from './contract.ts';

/** Sentence of every refusal of this module. */
export const sentences: Readonly<Record<string, string>> = {
  'upward/no-words': '请写明理由（至少五个字）。',
  'upward/no-use': '请写明采用在什么地方，例如“《明堂信息》第12期”。',
  'upward/other-text': '信息在您打开以后改过，请刷新后重新审核。',
  'upward/not-written-here': '这条信息取自已公开或者下级报送的内容，不能在这里修改。',
  'upward/written-here': '这条信息是本单位撰写的，请修改后重新提交审核。',
  'upward/not-published': '没有找到已经公开并且有效的 {index}，不能报送。',
  'upward/other-agency': '只能报送本单位公开的信息。',
  'upward/changed-since': '选定以后，这条信息已经更正或者撤回，请终止本次报送，重新选择。',
  'upward/reported-before': '这条公开信息已经在向同一个上级报送，不必重复。',
  'upward/no-such-superior': '这个单位不是您单位的上级，请重新选择。',
  'upward/not-connected': '还没有接入上级信息系统，请联系系统管理员。',
  'upward/not-adopted': '只能向上转报本单位已经采用的下级信息。',
  'upward/month-not-over': '这个月还没有结束，月末以后才能送签通报。',
  'upward/month-later': '不能编制以后月份的通报。',
  'upward/bulletin-exists': '这个月的通报已经编制过。',
  'upward/no-such-site': '没有这个示范点。',
};

/** Sentence of every notice to the staff. */
export const notices: Readonly<Record<string, string>> = {
  'upward.adopted': '报送的信息“{title}”（{number}）已被上级采用。',
  'upward.declined': '报送的信息“{title}”（{number}）上级没有采用，请查看原因。',
  'upward.returned': '报送的信息“{title}”（{number}）被上级退回，请修改后再报。',
  'upward.stuck': '报送的信息“{title}”（{number}）多次没有送达上级信息系统，程序会继续重试。',
  'upward.bulletin': '“{title}”（{number}）已经印发，请查看。',
};

export const kinds = { report: '信息报送', received: '下级报送信息', bulletin: '月度信息通报' } as const;

export const countedTitles: Readonly<Record<Counted, string>> = {
  sent: '报送',
  adopted: '采用',
  declined: '未采用',
  published: '公开',
};

export const levelTitles: Readonly<Record<DemonstrationSite['level'], string>> = {
  nation: '国家级示范点',
  province: '省级示范点',
  city: '市级示范点',
  county: '县级示范点',
};

export const countText = {
  sheet: '信息报送统计',
  rowsSheet: '明细',
  columns: [
    '名次',
    '单位',
    '报送条数',
    '办结条数',
    '采用条数',
    '采用率',
    '得分',
    '公开条数',
    '其中动态信息',
    '动态占比',
  ],
  rowColumns: ['类别', '单位', '日期', '标题', '编号', '得分', '采用载体'],
  none: '—',
  file: (period: string) => `${period}信息报送统计`,
} as const;

/** What the bulletin says by itself. */
export const bulletinText = {
  title: (region: string, month: string) => `${region}政务公开信息通报（${month}）`,
  foreword: (month: string, units: number, sent: number, adopted: number, published: number) =>
    `${month}，${units} 个单位共公开信息 ${published} 条，向上级报送信息 ${sent} 条，被采用 ${adopted} 条。现将有关情况通报如下。`,
  ranking: '一、各单位报送和采用情况',
  rankingCaption: (month: string) => `${month}各单位信息公开和报送情况`,
  sites: '二、政务公开示范点情况',
  sitesCaption: (month: string) => `${month}示范点信息公开和报送情况`,
  sitesColumns: ['示范点', '级别', '单位', '公开条数', '报送条数', '采用条数'],
  noSites: '本月没有登记的示范点。',
  used: '三、采用信息目录',
  usedCaption: (month: string) => `${month}采用信息目录`,
  usedColumns: ['单位', '标题', '采用载体', '得分'],
  noUsed: '本月没有被采用的信息。',
  note: '采用率＝本月采用条数÷本月办结条数；得分为本月采用信息的得分之和。名次依次按得分、采用条数、报送条数排列。',
  summary: (title: string) => `${title}：各单位信息公开、报送、采用的条数和名次，以及示范点情况。`,
  digest: (digest: string) => `数据已冻结，摘要 ${digest}`,
  subtitle: (agency: string) => `${agency}编`,
} as const;

export const measureText = {
  pieces: '条',
  percent: '%',
  hidden: '（不公开的报送信息）',
  sent: { title: '信息报送条数', formula: '期内首次报送上级的信息条数', rows: '报送的信息' },
  adopted: { title: '报送信息采用条数', formula: '期内被上级采用的信息条数', rows: '采用的信息' },
  rate: { title: '报送信息采用率', formula: '期内采用条数 ÷ 期内办结（采用和未采用）条数 × 100%', rows: '办结的信息' },
} as const;
