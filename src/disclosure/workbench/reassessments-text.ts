import type { Standing } from '../reassessment/wire.ts';
import { reasonNames } from '../text.ts';

const standings: Readonly<Record<Standing, string>> = {
  open: '待评估',
  overdue: '逾期未评估',
  review: '待审定',
  opening: '转公开办理中',
  kept: '继续不公开',
  public: '已转为公开',
  all: '全部',
};

const states: Readonly<Record<string, string>> = {
  due: '待评估',
  review: '待政务公开办审定',
  opening: '公开件办理中',
  kept: '继续不公开',
  public: '已转为公开',
};

/** Sentences of the regular look at what is withheld. */
export const reassessmentWords = {
  standings,
  reasons: reasonNames,
  state: (state: string): string => states[state] ?? state,
  list: {
    title: '不公开信息评估',
    intro:
      '不予公开、依申请公开和因涉密停止公开的信息，到期自动登记评估。仍要不公开的写明理由和下次评估日期，由政务公开办审定；情形已经变化、可以公开的，转为公开件，照常经过全部审核。',
    withheld: (count: number, next: string | null): string =>
      next === null ? `现有不公开信息 ${count} 件。` : `现有不公开信息 ${count} 件，最近一件 ${next} 到期评估。`,
    search: '标题或编号',
    choose: '状态',
    agency: '单位',
    reason: '不公开的理由',
    table: '不公开信息的评估',
    empty: '这里没有要评估的信息。',
    columns: { title: '信息', agency: '单位', reason: '不公开的理由', state: '状态', due: '办理期限', next: '结果' },
    cameUp: (on: string): string => `${on} 到期`,
    again: (on: string): string => `下次评估 ${on}`,
    draft: '查看公开件',
  },
  page: {
    title: '不公开信息评估',
    what: '不公开的信息',
    name: '标题',
    attributes: { 'on-request': '依申请公开', withheld: '不予公开', proactive: '因涉密停止公开' },
    attribute: '公开属性',
    reason: '法定理由',
    reasonWords: '当时的具体情况',
    summary: '内容概述',
    formed: '形成日期',
    cameUp: '到期评估日',
    law: '评估依据',
    words: '本次评估的理由',
    next: '下次评估',
    draft: '转为公开的公开件',
    earlier: '历次评估',
    earlierTable: '这条信息的历次评估',
    noEarlier: '这是第一次评估。',
    columns: { on: '到期评估日', state: '结果', words: '理由' },
  },
  acts: {
    choose: '评估意见',
    keep: '继续不公开',
    release: '转为公开',
    words: '理由（至少五个字）',
    wordsHint: '写明不公开的情形是否还在，例如是否已经解密、当事人是否同意、过程是否结束。',
    nextOn: '下次评估日期',
    nextHint: (latest: string): string => `最晚 ${latest}`,
    node: '公开目录编号',
    nodeGone: '原来的目录条目已经停用或者不适用，请填写现在的目录编号，如 ML.3.13.04。',
    propose: '提交政务公开办审定',
    openDraft: '起草公开件',
    openHint:
      '这一步只生成草稿，不会公开任何内容。草稿要经过本单位审核、政务公开办预审、保密审查和个人信息排查，全部通过后才能发布。',
    confirm: '审定：继续不公开',
    giveBack: '退回重新评估',
    returnWords: '意见',
    returnWhen: '退回时必填，至少五个字',
    none: '现在没有需要您办理的操作。',
  },
} as const;
