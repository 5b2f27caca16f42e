import type { Fault, Source } from './wire.ts';

const faults: Readonly<Record<Fault, string>> = {
  late: '公开不及时',
  incomplete: '内容不完整',
  unclear: '看不懂',
  untrue: '与实际不符',
  'hard-to-find': '不好找',
  'of-no-use': '没有用处',
};
const sources: Readonly<Record<Source, string>> = {
  visitor: '网上评价',
  served: '服务对象评议',
  invited: '邀请评议员评议',
  inspection: '监督检查评议',
};

/** Every sentence of what people think of something that was published. */
export const evaluationText = {
  faults,
  sources,
  verdicts: { good: '满意', fair: '基本满意', poor: '不满意' },
  form: {
    title: '评价公开信息',
    about: (title: string): string => `您评价的是：${title}`,
    back: '返回原文',
    verdict: '这条信息公开得怎么样',
    faults: '哪里不好（可以多选，也可以不选）',
    hint: '不用填写姓名和联系方式。要写具体意见，请用原文页面上的“评论、纠错”或者提意见的栏目。',
    submit: '提交评价',
    question: '请回答一个小问题',
    so: '目前的评价',
    none: '还没有人评价。',
    counted: ({ good, fair, poor }: { readonly good: number; readonly fair: number; readonly poor: number }): string =>
      `满意 ${good}，基本满意 ${fair}，不满意 ${poor}`,
  },
  done: { title: '已收到您的评价', lead: '谢谢。评价计入公开单位的评议结果，不满意的会转给公开单位改进。' },
  staff: {
    title: '三关记录',
    intro:
      '已经公开的信息依次过的三关：审核关（三级审核通过）、公开关（按确定的方式和范围公开）、评议关（听取服务对象和群众评价）。评议结果按单位计入统计，可以下载给考核使用。',
    choose: '评议情况',
    which: { all: '全部', poor: '有不满意的', none: '没有评议的', done: '已评议的' },
    search: '标题或索引号',
    agency: '单位',
    from: '公开日期从',
    to: '到',
    assessment: '下载评议汇总（考核用）',
    table: '三关记录',
    empty: '没有这样的信息。',
    columns: { title: '信息', agency: '单位', review: '审核关', publish: '公开关', evaluate: '评议关' },
    passed: (on: string): string => `${on} 通过`,
    elsewhere: '迁入，没有本系统的审核记录',
    notYet: '还没有评议',
    rate: (percent: string): string => `满意率 ${percent}%`,
  },
  panel: {
    title: '评议关',
    intro: '网上评价自动计入。组织服务对象、评议员评议或者监督检查的结果在这里登记，登记后不能改。',
    table: '评议记录',
    none: '还没有网上评价。',
    columns: { source: '来源', on: '日期', counts: '结果', faults: '反映的问题', words: '意见和改进', by: '登记人' },
    visitors: (people: number): string => `网上评价 ${people} 人`,
    note: '登记评议',
    fields: {
      source: '评议方式',
      on: '评议日期',
      good: '满意（人）',
      fair: '基本满意（人）',
      poor: '不满意（人）',
      faults: '反映的问题',
      words: '主要意见和改进措施',
      wordsHint: '有不满意的必须写，至少五个字。不要写评议人的姓名和联系方式。',
    },
    save: '登记',
  },
  csv: [
    ...['索引号', '信息', '单位', '本单位审核', '政务公开办预审', '保密审查', '公开时间'],
    ...['满意', '基本满意', '不满意', '满意率（%）', '反映的问题'],
  ],
  assessmentCsv: [
    ...['考核项目', '单位', '公开信息', '已评议信息', '满意', '基本满意', '不满意', '满意率（%）'],
    '有不满意的信息',
  ],
  tags: { integrity: '党风廉政建设责任制', enforcement: '行政执法责任制' },
  measures: {
    unit: '人次',
    percent: '%',
    people: { title: '公开信息评议人次', formula: '期内对公开信息的网上评价、服务对象评议、评议员评议和检查评议人次' },
    satisfied: {
      title: '公开信息满意率',
      formula: '期内评议为满意、基本满意的人次 ÷ 评议人次 × 100%',
      numerator: '满意、基本满意的人次',
    },
    evaluated: {
      title: '公开信息评议率',
      formula: '期内公开的信息中已经评议的 ÷ 期内公开的信息 × 100%',
      numerator: '已经评议的信息',
      denominator: '期内公开的信息',
    },
  },
} as const;

export const evaluationSentences: Readonly<Record<string, string>> = {
  'disclosure/evaluation-question': '这个网络地址刚才已经评价过几次。请回答下面的小问题，确认是您本人在评价，再提交。',
  'disclosure/evaluation-not-found': '没有这条公开信息，或者已经撤回，不能评价。',
  'disclosure/evaluation-no-verdict': '请选择满意、基本满意或者不满意。',
  'disclosure/evaluation-counts-nobody': '请填写参加评议的人数。',
  'disclosure/evaluation-no-words': '有不满意的，请写明主要意见和改进措施，至少五个字。',
  'disclosure/evaluation-personal': '意见里有个人信息：{what}。请去掉后再登记。',
  'disclosure/evaluation-out-of-time': '评议日期要在信息公开以后，不能晚于今天。',
  'disclosure.poorly-evaluated': '《{title}》（索引号 {index}）收到不满意的评价，请查看并改进。',
};
