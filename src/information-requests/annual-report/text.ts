import type { Violation } from './checks.ts';
import type { EnteredKey } from './contract.ts';
import type { Check, Column, DecisionRow, DocumentColumn, DocumentRow, Group, Result, Row } from './form.ts';

/** Labels exactly as the form prints them; under a heading such as （三）不予公开 the heading comes first. */
export const rowLabels: Readonly<Record<Row, string>> = {
  R1: '一、本年新收政府信息公开申请数量',
  R2: '二、上年结转政府信息公开申请数量',
  '3.1': '（一）予以公开',
  '3.2': '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
  '3.3.1': '1.属于国家秘密',
  '3.3.2': '2.其他法律行政法规禁止公开',
  '3.3.3': '3.危及“三安全一稳定”',
  '3.3.4': '4.保护第三方合法权益',
  '3.3.5': '5.属于三类内部事务信息',
  '3.3.6': '6.属于四类过程性信息',
  '3.3.7': '7.属于行政执法案卷',
  '3.3.8': '8.属于行政查询事项',
  '3.4.1': '1.本机关不掌握相关政府信息',
  '3.4.2': '2.没有现成信息需要另行制作',
  '3.4.3': '3.补正后申请内容仍不明确',
  '3.5.1': '1.信访举报投诉类申请',
  '3.5.2': '2.重复申请',
  '3.5.3': '3.要求提供公开出版物',
  '3.5.4': '4.无正当理由大量反复申请',
  '3.5.5': '5.要求行政机关确认或重新出具已获取信息',
  '3.6.1': '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
  '3.6.2': '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
  '3.6.3': '3.其他',
  '3.7': '（七）总计',
  R4: '四、结转下年度继续办理',
};

export const rowHeadings = {
  results: '三、本年度办理结果',
  '3.3': '（三）不予公开',
  '3.4': '（四）无法提供',
  '3.5': '（五）不予处理',
  '3.6': '（六）其他处理',
} as const;

export const columnLabels: Readonly<Record<Column, string>> = {
  natural: '自然人',
  business: '商业企业',
  research: '科研机构',
  charity: '社会公益组织',
  legal: '法律服务机构',
  other: '其他',
  total: '总计',
};

export const columnHeadings = {
  applicants: '申请人情况',
  organisations: '法人或其他组织',
  balance: '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）',
} as const;

export const groupLabels: Readonly<Record<Group, string>> = {
  reconsideration: '行政复议',
  'direct-lawsuit': '未经复议直接起诉',
  'lawsuit-after-reconsideration': '复议后起诉',
};

export const resultLabels: Readonly<Record<Result, string>> = {
  upheld: '结果维持',
  corrected: '结果纠正',
  other: '其他结果',
  pending: '尚未审结',
  total: '总计',
};

export const documentRowLabels: Readonly<Record<DocumentRow, string>> = {
  rules: '规章',
  'normative-documents': '行政规范性文件',
};

export const documentColumnLabels: Readonly<Record<DocumentColumn, string>> = {
  made: '本年制发件数',
  abolished: '本年废止件数',
  'in-force': '现行有效件数',
};

export const decisionLabels: Readonly<Record<DecisionRow, string>> = {
  licences: '行政许可',
  penalties: '行政处罚',
  compulsion: '行政强制',
};

export const enteredLabels: Readonly<Record<EnteredKey, string>> = {
  'rules.made': `${documentRowLabels.rules}：${documentColumnLabels.made}`,
  'rules.abolished': `${documentRowLabels.rules}：${documentColumnLabels.abolished}`,
  'rules.in-force': `${documentRowLabels.rules}：${documentColumnLabels['in-force']}`,
  'normative-documents.made': `${documentRowLabels['normative-documents']}：${documentColumnLabels.made}`,
  'normative-documents.abolished': `${documentRowLabels['normative-documents']}：${documentColumnLabels.abolished}`,
  'normative-documents.in-force': `${documentRowLabels['normative-documents']}：${documentColumnLabels['in-force']}`,
  licences: `${decisionLabels.licences}决定`,
  penalties: `${decisionLabels.penalties}决定`,
  compulsion: `${decisionLabels.compulsion}决定`,
  charges: '行政事业性收费金额（万元）',
};

export const checkTitles: Readonly<Record<Check, string>> = {
  'S3-BALANCE': '新收加结转应当等于总计加结转下年度',
  'S3-SUM': '总计应当等于各种办理结果之和',
  'S3-ROW': '一行的总计应当等于各类申请人之和',
  'S3-BLANK': '总计没有填写',
  'S4-SUM': '总计应当等于维持、纠正、其他、尚未审结之和',
  'YEAR-CARRY': '上年结转应当等于上一年度报告的结转下年度',
  CELL: '应当是不小于零的整数',
};

export const checkText = {
  layouts: {
    '2021': '2021 年格式',
    '2019': '2019 年格式，“其他处理”不分项',
    statistics: '2018 年以前的统计表，只核对数字和行政复议',
    partial: '行次不全',
  },
  report: (year: number | null, layout: string, n: number): string =>
    `${year === null ? '年度不明' : `${year} 年度`}（${layout}）：${n === 0 ? '勾稽关系全部成立' : `${n} 处不符`}`,
  violation: ({ check, row, column, group, expected, found }: Violation): string => {
    const where = [
      group === null ? null : groupLabels[group],
      row === null ? null : rowLabels[row],
      column === null ? null : group === null ? columnLabel(column) : resultLabel(column),
    ].filter((part) => part !== null);
    const figures = expected === null ? '' : `应为 ${expected}，`;
    return `${check} ${where.join('，')}：${checkTitles[check]}；${figures}实为 ${found ?? '空白或文字'}`;
  },
  unreckoned: ({
    sheet,
    cell,
    formula,
  }: {
    readonly sheet: string;
    readonly cell: string;
    readonly formula: string;
  }): string =>
    `提示：工作表“${sheet}”的 ${cell} 只有公式（=${formula}），文件里没有它的结果。请用 WPS 或 Excel 打开后保存，再核对一次。`,
  documentsCarry: (row: string, expected: number, found: number): string =>
    `提示：${row}现行有效件数按上年加制发减废止应为 ${expected}，实为 ${found}；如有清理请说明。`,
} as const;

const columnLabel = (code: string): string => new Map<string, string>(Object.entries(columnLabels)).get(code) ?? code;
const resultLabel = (code: string): string => new Map<string, string>(Object.entries(resultLabels)).get(code) ?? code;

export const reportSentences = {
  'report/too-large': '文件太大，不是年度报告。',
  'report/not-readable': '读不出来。请提供 xlsx、xls、docx、csv、网页（html）或 JSON 文件。',
  'report/pdf':
    'PDF 里的表格没有单元格，空着的格子分不清，不能核对。请提供原来的 xlsx 或 docx 文件，或者把公布的网页另存为 html。',
  'report/old-office': '旧版 Word 文件（doc、wps）读不出来。请用 WPS 或 Word 打开，另存为 docx 后再核对。',
  'report/encrypted': '文件加了密码，读不出来。请先取消密码，再核对。',
  'report/no-table': '文件中没有找到第三部分或第四部分的表格。',
} as const;

export const stateTitles = { drafting: '正在编制', submitted: '待审定公布', published: '已公布' } as const;

/** The six headings, fixed by the form. */
export const headings = {
  general: '一、总体情况',
  proactive: '二、主动公开政府信息情况',
  requests: '三、收到和处理政府信息公开申请情况',
  remedies: '四、政府信息公开行政复议、行政诉讼情况',
  problems: '五、存在的主要问题及改进情况',
  other: '六、其他需要报告的事项',
} as const;

export const tableText = {
  item: (item: string): string => `第二十条第（${item}）项`,
  items: { documents: '一', licences: '五', penalties: '六', charges: '八' },
  content: '信息内容',
  decided: '本年处理决定数量',
  charged: '本年收费金额（单位：万元）',
  charges: '行政事业性收费',
  lawsuits: '行政诉讼',
  assessment: '工作考核、社会评议和责任追究结果情况：',
  fees: (requests: number, amount: string): string =>
    requests === 0
      ? '本年度没有收取政府信息公开信息处理费。'
      : `本年度对 ${requests} 件政府信息公开申请收取信息处理费，共 ${amount} 元。`,
} as const;

export const reportText = {
  title: (agency: string, year: number): string => `${agency}${year}年政府信息公开工作年度报告`,
  list: '政府信息公开工作年度报告',
  intro: '各机关每年 1 月 31 日前、各级政府每年 3 月 31 日前公布上一年度报告。',
  none: '还没有公布的年度报告。',
  columns: { year: '年度', agency: '机关', published: '公布日期' },
  downloads: '下载',
  format: '按照国务院办公厅政府信息与政务公开办公室规定的格式编制',
  formats: { pdf: 'PDF 文件', docx: 'Word 文件', xlsx: 'Excel 表格', json: '数据（JSON）' },
  published: (on: string): string => `公布日期：${on}`,
  opens: '表中的数字可以点开逐件查看；申请和案件只列编号和日期，不含申请人信息。',
  superseded: '这是更正以前公布的内容，仅供核对。',
  toLatest: '查看现行内容',
  corrected: (on: string, why: string): string => `本报告于 ${on} 更正公布。更正原因：${why}`,
  editions: '历次公布',
  edition: (edition: number, on: string, why: string | null): string =>
    `第 ${edition} 次公布（${on}）${why === null ? '' : `：${why}`}`,
  ofYear: (year: number): string => `只列 ${year} 年度。`,
  allYears: '查看全部年度',
  enteredFigure: (value: string, source: string): string =>
    `填报数：${value}${source === '' ? '' : `。来源：${source}`}`,
  noRows: '这一格里没有事项。',
  noRowsEntered: '这个数字是填报的，没有逐件清单。',
  rowColumns: { ref: '编号、名称', from: '收到或者作出日期', until: '办结日期' },
  moreRows: '下一页',
  hash: (hash: string): string => `内容校验值（SHA-256）：${hash}`,
  missing: {
    general: '一、总体情况',
    problems: '五、存在的主要问题及改进情况',
    assessment: '工作考核、社会评议和责任追究结果情况',
  },
} as const;

export const annualReportSentences = {
  'annual-report/bad-year': '年份不对。',
  'annual-report/not-found': '没有这份年度报告。',
  'annual-report/incomplete': '还不能送审，缺少：{missing}。',
  'annual-report/says-nothing': '请写明原因（至少五个字）。',
  'annual-report/whole-number': '件数应当是不小于零的整数。',
  'annual-report/no-cell': '请写明要看哪一格。',
} as const;

export const measureText = {
  unit: '件',
  lost: '复议纠错、诉讼败诉、投诉件数',
  lostFormula: '复议结果纠正 + 诉讼结果纠正 + 投诉',
  lostRows: '复议纠错、诉讼败诉、投诉',
} as const;

/** What a cell is called, from the words of the form. */
export function cellTitle({
  row,
  column,
  group,
  result,
  figure,
}: {
  readonly row?: Row | undefined;
  readonly column?: Column | undefined;
  readonly group?: Group | undefined;
  readonly result?: Result | undefined;
  readonly figure?: EnteredKey | undefined;
}): string {
  if (figure) return enteredLabels[figure];
  if (group && result) return `${groupLabels[group]}：${resultLabels[result]}`;
  if (!row || !column) return '';
  const heading = new Map<string, string>(Object.entries(rowHeadings)).get(row.slice(0, 3));
  return `${heading ?? ''}${rowLabels[row]}：${columnLabels[column]}`;
}
