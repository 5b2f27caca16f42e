import type { Comparison, Figure } from './rules/figures.ts';

/** Sentence of every refusal about the figures of a periodic duty. */
export const dutySentences: Readonly<Record<string, string>> = {
  'disclosure/figure-nameless': '第 {line} 行有数值“{what}”，但没有指标名称，请补上。',
  'disclosure/figure-no-number':
    '第 {line} 行的“{what}”不是数。请只写数字（最多十五位整数、六位小数），单位写在“单位”栏；没有数据的留空。',
  'disclosure/figure-twice': '指标“{what}”出现了两次（第 {line} 行），请合并或者改名。',
  'disclosure/no-figures': '还没有填写数据，至少要有一个指标有数值。',
  'disclosure/figures-changed': '就在您填写的时候，别人已经保存了新的数据。请刷新页面，看过最新数据后再改。',
  'disclosure/figures-no-reason': '这一期已经办结，修订数据请写明原因（至少五个字）。',
  'disclosure/no-such-period': '按年公开的事项没有“上年同期”，请填写上一期。',
  'disclosure/not-a-workbook': '“{name}”不是 .xlsx 工作簿。请在表格软件里另存为 .xlsx 后再导入。',
  'disclosure/no-figure-table':
    '“{name}”里没有找到数据表。第一行表头应当有“指标”和“数值”（或者“本期”）两栏，可以有“单位”栏。',
  'disclosure/too-many-figures': '“{name}”里的指标超过 200 行，请只保留要公开的指标。',
  'disclosure/figure-too-long': '“{name}”第 {line} 行的文字太长，指标名称不超过 100 字，单位不超过 20 字。',
  'disclosure/duty-begun': '已经用这些数据登记了公开件，请到那一件里继续办理；要重新登记，请先终止那一件。',
};

const sized = (value: string): string => value.replace(/^-/u, '');

const sides = { previous: '上期', yearBefore: '上年同期' } as const;
type Side = keyof typeof sides;

/** What became of a figure since another period, as it is said. */
function comparisonWords({ difference, percent, note }: Comparison, unit: string, side: Side): string {
  const name = sides[side];
  if (note === 'missing') return `${name}没有数据`;
  if (note === 'blank') return '本期没有数据';
  if (note === 'other-unit') return `${name}的单位不同，不作比较`;
  if (difference === null) return '';
  if (/^-?0$/u.test(difference)) return `与${name}持平`;
  const isDown = difference.startsWith('-');
  const unitWords = note === 'points' ? pointsOf(unit) : unit;
  const by = `比${name}${isDown ? '减少' : '增加'} ${sized(difference)} ${unitWords}`.trimEnd();
  if (note === 'base-not-positive') return `${by}（${name}为零或者负数，不计算百分比）`;
  if (percent === null) return by;
  // Less than a twentieth of a per cent has a direction and no size worth telling.
  const share = sized(percent) === '0' ? '变动不到 0.1%' : `${isDown ? '下降' : '增长'} ${sized(percent)}%`;
  return `${by}，${share}`;
}

const pointsOf = (unit: string): string => (unit.includes('‰') ? '个千分点' : '个百分点');

const amount = ({ value, unit }: Figure): string => {
  if (value === null) return '没有数据';
  return /^[%‰％]$/u.test(unit) ? `${value}${unit}` : `${value} ${unit}`.trimEnd();
};

export const dutyText = {
  comparison: comparisonWords,
  /** One sentence about one figure. */
  sentence: (period: string, figure: Figure, previous: string, yearBefore: string | null): string =>
    `${period}，${figure.indicator}${figure.value === null ? '' : ' '}${amount(figure)}，${[previous, yearBefore]
      .filter((part) => part !== null && part !== '')
      .join('；')}。`,
  summary: (title: string, count: number): string => `公布${title}的 ${count} 项指标，并与上期、上年同期比较。`,
  blank: '—',
  compared: { title: '数据与比较', caption: (title: string): string => `${title}主要指标` },
  columns: {
    indicator: '指标',
    unit: '单位',
    value: '本期',
    previous: '上期',
    difference: '增减',
    percent: '增减（%）',
    yearBefore: '上年同期',
    yearDifference: '同比增减',
    yearPercent: '同比增减（%）',
  },
  trend: { title: '近期走势', caption: '各期数据', period: '期间' },
  headWithUnit: (indicator: string, unit: string): string => (unit === '' ? indicator : `${indicator}（${unit}）`),
  imported: {
    indicator: ['指标', '指标名称', '项目', '项目名称'],
    unit: ['单位', '计量单位'],
    value: ['数值', '本期', '本期数', '数据', '值', '本月', '本季', '本年', '完成数'],
  },
  csv: ['编号', '事项', '单位', '状态', '应公开日期', '公开日期', '是否逾期', '索引号', '已填数据'],
  standings: { open: '待公开', overdue: '逾期未公开', met: '已公开', excused: '本期免公开' },
  yes: '是',
  no: '否',
} as const;
