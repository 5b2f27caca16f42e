import type { PartyKind, Penalty, ResultKind, Subject } from './contract.ts';

/** Sentence of every refusal of this module. */
export const sentences: Readonly<Record<string, string>> = {
  'enforcement/fields-open':
    '逐项核对发现 {count} 处个人信息还没有处理：{fields}。请打开这一条，逐处遮盖或者写明保留的理由。',
  'enforcement/no-finding': '这一处已经改过，请刷新后再看。',
  'enforcement/no-field-reason': '请写明保留的理由，至少五个字。',
  'enforcement/fields-settled': '已经公示的，请办理更正。',
  'enforcement/no-subject': '本单位还没有登记为行政执法主体，请先在“执法主体和清单”里登记。',
  'enforcement/person-with-code': '当事人是自然人的，不填写统一社会信用代码，也不要填写身份证号码。',
  'enforcement/no-code': '当事人是法人或者其他组织的，请填写统一社会信用代码。',
  'enforcement/code-wrong': '统一社会信用代码不正确，请核对。',
  'enforcement/penalty-without-penalty': '不是行政处罚的，不填写处罚种类和罚没金额。',
  'enforcement/no-penalty-kind': '请选择处罚种类。',
  'enforcement/fine-without-amount': '处罚种类有罚款的，要填写罚款金额；没有罚款的，金额应当为零。',
  'enforcement/confiscation-without-kind': '填写了没收金额，处罚种类里应当选择“没收违法所得、没收非法财物”。',
  'enforcement/no-facts': '请写明违法事实（至少五个字）。',
  'enforcement/warning-only': '仅受到警告的行政处罚不予公示。',
  'enforcement/too-few-officers': '这类执法应当由两名以上执法人员实施，请填写两名以上执法人员的证件号码。',
  'enforcement/decided-later': '决定日期不能晚于今天。',
  'enforcement/ends-before-it-begins': '结束日期不能早于开始日期。',
  'enforcement/licence-without-period': '请填写许可有效期的起始日期。',
  'enforcement/known-already': '文书号 {documentNumber} 已经登记过（{number}），不能重复登记。',
  'enforcement/no-certificate': '没有登记证件号码为 {officer} 的执法证，没有证件不得执法，不能公示。',
  'enforcement/certificate-not-valid': '执法证 {officer} 在 {on} 不是有效状态，不能公示。',
  'enforcement/certificate-of-others': '执法证 {officer} 不属于作出决定的单位，不能公示。',
  'enforcement/text-differs': '正文与登记的执法结果不一致。请在“执法结果”里修改，正文会随之更新。',
  'enforcement/not-from-here': '行政处罚和其他执法结果请在“执法结果”里登记，核对执法证件以后才能公开。',
  'enforcement/not-found': '没有这条执法结果。',
  'enforcement/not-in-draft': '这条执法结果已经提交审核，请先收回再修改。',
  'enforcement/not-shown': '这条执法结果没有在公示，不能办理。',
  'enforcement/not-repairable': '这条行政处罚按规定不得提前停止公示，或者公示期较短，不适用信用修复。',
  'enforcement/repair-too-early': '公示满 {months} 个月（{from}）以后才能申请提前停止公示。',
  'enforcement/repair-asked-already': '这条行政处罚已经有一件信用修复申请在办理。',
  'enforcement/conditions-open': '还有条件没有核实符合，不能准予信用修复。',
  'enforcement/no-words': '请写明理由（至少五个字）。',
  'enforcement/no-decision-number': '请填写准予信用修复决定的文书号。',
  'enforcement/no-table': '文件里没有找到表头，请使用下载的模板。缺少的列：{missing}。',
  'enforcement/too-many-rows': '一次最多导入 {most} 行，请分成几个文件。',
  'enforcement/row-field': '“{field}”没有填写或者写法不对：{written}',
  'enforcement/import-not-draft': '{number} 已经提交审核或者公开，内容与文件不同，没有改动；请逐条收回修改或者更正。',
  'enforcement/not-a-table': '请选择 .xlsx 或者 .csv 文件。',
  'enforcement/list-key': '编号只能用字母、数字、汉字和“-”“〔”“〕”，长度不超过四十个字。',
  'enforcement/list-value': '有必填的内容没有填写，或者写得太长，请核对后再保存。',
  'enforcement/list-changed': '就在您编辑的时候，别人已经改过这一条，请刷新页面后再改。',
  'enforcement/no-entry': '没有这一条。',
  'enforcement/entry-of-others': '这个编号已经由别的单位使用。',
  'enforcement/no-duty': '{year}年的行政执法统计年报还没有到编制时间（次年一月一日起），或者本单位不需要编制。',
  'enforcement/nothing-chosen': '请先选择要办理的执法结果。',
};

/** Sentence of every notice to the staff. */
export const notices: Readonly<Record<string, string>> = {
  'enforcement.repaired': '信用修复（{number}）已准予，{title}已经停止公示。',
};

export const kindTitles: Readonly<Record<ResultKind, string>> = {
  licence: '行政许可',
  penalty: '行政处罚',
  compulsion: '行政强制',
  levy: '行政征收',
  payment: '行政给付',
  inspection: '行政检查',
  confirmation: '行政确认',
  reward: '行政奖励',
  ruling: '行政裁决',
  other: '其他行政权力',
};

export const penaltyTitles: Readonly<Record<Penalty, string>> = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  confiscation: '没收违法所得、没收非法财物',
  'suspended-licence': '暂扣许可证件',
  'lowered-grade': '降低资质等级',
  'revoked-licence': '吊销许可证件',
  'restricted-business': '限制开展生产经营活动',
  'suspended-business': '责令停产停业',
  closure: '责令关闭',
  'restricted-practice': '限制从业',
  detention: '行政拘留',
  other: '其他行政处罚',
};

export const partyKindTitles: Readonly<Record<PartyKind, string>> = {
  organisation: '法人或者其他组织',
  business: '个体工商户',
  person: '自然人',
};

export const natureTitles: Readonly<Record<Subject['nature'], string>> = {
  statutory: '法定行政机关',
  authorised: '法律法规授权的组织',
  entrusted: '受委托执法的组织',
};

export const officerStates = { valid: '有效', suspended: '暂扣', cancelled: '注销' } as const;

/** The fixed fields, as page, template and table call them. */
export const fieldTitles = {
  kind: '执法类别',
  documentNumber: '决定书文号',
  subject: '案件或者事项名称',
  party: '当事人',
  partyKind: '当事人类型',
  partyCode: '统一社会信用代码',
  facts: '事实',
  basis: '依据',
  penalties: '处罚种类',
  content: '决定内容',
  fine: '罚款金额（元）',
  confiscated: '没收金额（元）',
  decidedOn: '决定日期',
  validFrom: '有效期自',
  validUntil: '有效期至',
  restrictedUntil: '限制期限至',
  officers: '执法人员证件号码',
  agency: '决定机关',
} as const;

/** The same where the value says more than the heading of a column: money with its unit, officers with their names. */
export const shownTitles = { fine: '罚款金额', confiscated: '没收金额', officers: '执法人员' } as const;

export const resultText = {
  caption: '行政执法结果信息',
  title: (kind: ResultKind, documentNumber: string): string => `${kindTitles[kind]}结果信息：${documentNumber}`,
  summary: (kind: ResultKind, agency: string, on: string): string => `${agency}${on}作出的${kindTitles[kind]}决定。`,
  yuan: (amount: string): string => `${amount} 元`,
  officer: (name: string, number: string): string => (name === '' ? number : `${name}（${number}）`),
  remedy: (words: string): string => `救济途径：${words.replace(/[。.]$/u, '')}。`,
  /** Said publicly, without anything of whom it was about. */
  displayEnded: '公示期届满，停止公示。',
  repaired: (document: string): string => `当事人信用修复，依决定（${document}）提前停止公示。`,
} as const;

export const measureText = {
  unit: '件',
  percent: '%',
  shown: { title: '正在公示的执法结果', formula: '期内公开、尚未停止公示的行政执法结果件数' },
  penalties: { title: '公示的行政处罚决定', formula: '期内公开、尚未停止公示的行政处罚决定件数' },
  licences: { title: '公示的行政许可决定', formula: '期内公开、尚未停止公示的行政许可决定件数' },
  inTime: {
    title: '执法结果按时公示率',
    formula: '期内公开并且没有超过七个（许可、处罚）或者二十个工作日的件数 ÷ 期内公开的件数 × 100%',
  },
  repairs: { title: '信用修复准予件数', formula: '期内准予提前停止公示的信用修复申请件数' },
} as const;

export const repairText = {
  kind: '信用修复',
  title: (documentNumber: string): string => `信用修复：${documentNumber}`,
  states: {
    new: '待登记',
    applied: '待受理',
    examining: '待决定',
    granted: '准予，已停止公示',
    denied: '不予修复',
    'not-accepted': '不予受理',
  },
  acts: { apply: '登记申请', accept: '受理', 'not-accept': '不予受理', grant: '准予信用修复', deny: '不予信用修复' },
  clocks: { accept: '是否受理', decide: '作出决定' },
} as const;

/** The list of results as a table. */
export const listText = {
  csvName: '执法结果.csv',
  csv: [
    '编号',
    '执法类别',
    '决定书文号',
    '案件或者事项名称',
    '当事人',
    '单位',
    '决定日期',
    '状态',
    '公示期限',
    '是否逾期',
    '索引号',
    '公示日期',
    '是否正在公示',
    '公示至',
  ],
  yes: '是',
  no: '否',
} as const;

/** What visitors read. */
export const publicText = {
  title: '行政执法公示',
  keywords: '行政执法公示,行政许可,行政处罚,行政强制,裁量基准',
  type: '行政执法公示',
  intro: '本市行政执法主体、执法人员、执法权力、裁量基准和执法结果集中公示，可以按单位、类别、名称查询和下载。',
  parts: {
    subjects: '执法主体',
    officers: '执法人员',
    powers: '权力事项',
    benchmarks: '裁量基准',
    results: '执法结果',
    statistics: '执法统计',
  },
  partIntro: {
    subjects: '有权实施行政执法的单位，以及它的依据、范围、程序、救济途径和投诉举报电话。',
    officers: '持有有效行政执法证的人员。执法人员执法时应当出示证件，您可以按姓名或者证号核对。',
    powers: '各执法主体的权力事项和依据。',
    benchmarks: '同类违法行为在不同情节下怎样处罚，由这里公布的基准确定。',
    results:
      '许可、处罚自作出决定之日起七个工作日内公示，其他执法结果二十个工作日内公示。自然人只显示隐去名字的姓名。公示期满或者信用修复以后停止公示。',
    statistics: '各执法主体的执法结果件数，按决定日期统计；数字可以点开，看到组成它的每一条结果。',
  },
  search: '在本类中查找',
  show: '查询',
  placeholders: {
    subjects: '单位名称、执法范围',
    officers: '姓名或者证号',
    powers: '权力事项名称、依据',
    benchmarks: '违法行为、基准名称',
    results: '文书号、当事人、案件名称',
  },
  agency: '单位',
  anyAgency: '全部单位',
  kind: '类别',
  anyKind: '全部类别',
  year: '决定年份',
  anyYear: '全部年份',
  count: (n: number): string => `共 ${n} 条`,
  found: (n: number): string => `找到 ${n} 条`,
  csv: '下载表格（CSV）',
  longTerm: '长期',
  units: { subjects: '个', officers: '名', powers: '项', benchmarks: '项', results: '条' },
  empty: '没有符合条件的内容。',
  clear: '去掉全部条件，从头查找',
  notFound: [
    '请核对企业名称和决定书文号；名称可以只输入其中连续的几个字。',
    '公示期已满、已经信用修复或者决定已被撤销的，不再公示。',
    '当事人是自然人的，姓名已经遮盖，请按决定书文号或者案件名称查找。',
  ],
  none: '暂时没有公示的内容。',
  byOrgan: '各单位公示情况',
  reports: '行政执法统计年报',
  noReports: '还没有公布的统计年报。',
  newest: '最新执法结果',
  organ: {
    facts: {
      nature: '主体性质',
      entrustedBy: '委托机关',
      scope: '执法范围',
      basis: '执法依据',
      procedure: '执法程序',
      remedy: '救济途径',
      complaintPhone: '投诉举报电话',
      address: '地址',
      code: '统一社会信用代码',
      since: '公布日期',
    },
    officers: '持证执法人员',
    officer: {
      name: '姓名',
      number: '执法证号',
      field: '执法领域',
      issuer: '发证机关',
      until: '有效期至',
      state: '状态',
    },
  },
  power: { name: '权力事项', kind: '类别', basis: '依据', department: '承办机构', code: '编号' },
  benchmark: {
    name: '名称',
    basis: '依据',
    document: '文件',
    circumstance: '情节',
    measure: '处罚幅度',
    steps: '情节和幅度',
  },
  result: {
    documentNumber: '决定书文号',
    kind: '类别',
    subject: '案件或者事项名称',
    party: '当事人',
    code: '统一社会信用代码',
    agency: '决定机关',
    decidedOn: '决定日期',
    publishedOn: '公示日期',
    shownUntil: '公示至',
    penalties: '处罚种类',
    index: '索引号',
    fine: '罚没金额（元）',
  },
  statistics: {
    year: '年度',
    organ: '单位',
    total: '合计',
    caption: (year: number): string => `${year}年行政执法结果件数`,
  },
} as const;

/** The yearly statistics. */
export const annualText = {
  name: '行政执法统计年报',
  law: '国办发〔2018〕118号',
  source: '国务院办公厅文件',
  cases: '件',
  yuan: '元',
  penalties: '其中：罚没金额',
  note: '按登记的执法结果计算',
} as const;

/** The template of an import, and what is said of one. */
export const importText = {
  sheet: '执法结果',
  hints: '填写说明',
  template: (kind: ResultKind): string => `${kindTitles[kind]}结果导入模板.xlsx`,
  hintRows: [
    [
      '当事人类型',
      '填“法人或者其他组织”“个体工商户”或者“自然人”。自然人的姓名导入时自动隐去，不要填写身份证号码、电话、住址。',
    ],
    ['处罚种类', '多种之间用分号隔开，例如“罚款；警告”。'],
    ['日期', '写成 2026-11-20。长期有效的，有效期至留空。'],
    ['金额', '单位为元，可以有两位小数。'],
    ['执法人员证件号码', '处罚、强制、检查、征收填写两名以上，用分号隔开。'],
  ],
} as const;
