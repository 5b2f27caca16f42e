// Data only: the 21 ways in which a request ends, as the annual report counts them.

/** How a decision can be disputed. */
export type Remedies =
  /** Reconsideration first, a lawsuit only after it. */
  | 'reconsideration-first'
  /** Reconsideration first against what was withheld; against the rest as the applicant likes. */
  | 'split'
  /** Reconsideration or a lawsuit, as the applicant likes. */
  | 'either'
  /** Nothing was decided against anybody. */
  | 'none';

export type DecisionType = {
  readonly code: string;
  /** The row of the annual report, exactly. */
  readonly label: string;
  /** The group the row stands under; the same as the label where a group has one row. */
  readonly group: '予以公开' | '部分公开' | '不予公开' | '无法提供' | '不予处理' | '其他处理';
  readonly law: string;
  readonly remedies: Remedies;
  /** The process ends a request so by itself: nobody drafts a reply. */
  readonly byProcess?: true;
};

const REGULATION = '政府信息公开条例';
const FEES = '政府信息公开信息处理费管理办法';

/**
 * The leaf rows of section three of the annual report, in its order. Withheld under articles 14 to 16 means that
 * reconsideration comes first; an inquiry that follows a special law is not withheld, so it does not. Of a partial disclosure
 * both is said: for what it withholds the one holds, for what it gives the other.
 *
 * @law 国办公开办函〔2021〕30号; 行政复议法 第二十三条第一款第四项; 法释〔2025〕8号 第一条
 */
export const DECISIONS = [
  {
    code: '3.1',
    label: '予以公开',
    group: '予以公开',
    law: `${REGULATION} 第三十六条第一项、第二项`,
    remedies: 'either',
  },
  {
    code: '3.2',
    label: '部分公开',
    group: '部分公开',
    law: `${REGULATION} 第三十七条`,
    remedies: 'split',
  },
  {
    code: '3.3.1',
    label: '属于国家秘密',
    group: '不予公开',
    law: `${REGULATION} 第十四条、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.2',
    label: '其他法律行政法规禁止公开',
    group: '不予公开',
    law: `${REGULATION} 第十四条、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.3',
    label: '危及“三安全一稳定”',
    group: '不予公开',
    law: `${REGULATION} 第十四条、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.4',
    label: '保护第三方合法权益',
    group: '不予公开',
    law: `${REGULATION} 第十五条、第三十二条、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.5',
    label: '属于三类内部事务信息',
    group: '不予公开',
    law: `${REGULATION} 第十六条第一款、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.6',
    label: '属于四类过程性信息',
    group: '不予公开',
    law: `${REGULATION} 第十六条第二款、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.7',
    label: '属于行政执法案卷',
    group: '不予公开',
    law: `${REGULATION} 第十六条第二款、第三十六条第三项`,
    remedies: 'reconsideration-first',
  },
  {
    code: '3.3.8',
    label: '属于行政查询事项',
    group: '不予公开',
    law: `${REGULATION} 第三十六条第七项`,
    remedies: 'either',
  },
  {
    code: '3.4.1',
    label: '本机关不掌握相关政府信息',
    group: '无法提供',
    law: `${REGULATION} 第三十六条第四项、第五项`,
    remedies: 'either',
  },
  {
    code: '3.4.2',
    label: '没有现成信息需要另行制作',
    group: '无法提供',
    law: `${REGULATION} 第三十八条`,
    remedies: 'either',
  },
  {
    code: '3.4.3',
    label: '补正后申请内容仍不明确',
    group: '无法提供',
    law: `${REGULATION} 第三十条`,
    remedies: 'either',
  },
  {
    code: '3.5.1',
    label: '信访举报投诉类申请',
    group: '不予处理',
    law: `${REGULATION} 第三十九条第一款`,
    remedies: 'either',
  },
  { code: '3.5.2', label: '重复申请', group: '不予处理', law: `${REGULATION} 第三十六条第六项`, remedies: 'either' },
  {
    code: '3.5.3',
    label: '要求提供公开出版物',
    group: '不予处理',
    law: `${REGULATION} 第三十九条第二款`,
    remedies: 'either',
  },
  {
    code: '3.5.4',
    label: '无正当理由大量反复申请',
    group: '不予处理',
    law: `${REGULATION} 第三十五条`,
    remedies: 'either',
  },
  {
    code: '3.5.5',
    label: '要求行政机关确认或重新出具已获取信息',
    group: '不予处理',
    law: '国办公开办函〔2021〕30号',
    remedies: 'either',
  },
  {
    code: '3.6.1',
    label: '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    group: '其他处理',
    law: `${REGULATION} 第三十条`,
    remedies: 'either',
    byProcess: true,
  },
  {
    code: '3.6.2',
    label: '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    group: '其他处理',
    law: `${REGULATION} 第四十二条；${FEES}`,
    remedies: 'either',
    byProcess: true,
  },
  // Whoever took it back has nothing to dispute, and his notice says so; an end that the agency decides can be disputed.
  { code: '3.6.3', label: '其他', group: '其他处理', law: `${REGULATION} 第三十六条`, remedies: 'either' },
] as const satisfies readonly DecisionType[];

export type DecisionCode = (typeof DECISIONS)[number]['code'];

const BY_CODE: ReadonlyMap<string, DecisionType & { readonly code: DecisionCode }> = new Map(
  DECISIONS.map((decision) => [decision.code, decision]),
);

export const isDecisionCode = (code: string): code is DecisionCode => BY_CODE.has(code);

/** @throws Error for a code that is no leaf row */
export function decisionOf(code: string): DecisionType & { readonly code: DecisionCode } {
  const decision = BY_CODE.get(code);
  if (!decision) throw new Error(`no decision ${code}`);
  return decision;
}

/** The columns of the annual report: natural persons, and five kinds of organisations. */
export const APPLICANT_KINDS = ['natural', 'business', 'research', 'charity', 'legal', 'other'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** How a request comes in; each has its own rule for the day of receipt. @law 政府信息公开条例 第三十一条 */
export const CHANNELS = ['web', 'counter', 'fax', 'signed-post', 'letter', 'oral'] as const;
export type Channel = (typeof CHANNELS)[number];
