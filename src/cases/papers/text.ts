import type { Day, Limit } from '../../kernel/index.ts';

/** `2026年10月30日`. */
export function writtenOn(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

const UNITS = { workday: '个工作日', day: '日', month: '个月', hour: '小时' } as const;
export const limitText = ({ n, unit }: Limit): string => `${n} ${UNITS[unit]}`;

const counting: Readonly<Record<Limit['unit'], string>> = {
  workday: '起算当日不算，周六、周日和法定节假日不算，调休上班日计算在内。',
  day: '起算当日不算；最后一天是法定休假日的，顺延到休假日结束的次日。',
  month: '到最后一个月的对应日为止；最后一天是法定休假日的，顺延。',
  hour: '自收到的时刻起按小时计算。',
};

/** Everything that stands on the papers this module makes. */
export const paperText = {
  check: '扫码可查验本文书的真伪和现时状态',
  suffix: {
    receipt: 'SJ',
    acceptance: 'SL',
    'correction-notice': 'BZ',
    refusal: 'BSL',
    'not-needed-notice': 'BXY',
    'special-notice': 'TX',
    'extension-notice': 'YQ',
    decision: 'JD',
    certificate: 'ZZ',
  },
  titles: {
    receipt: '申请材料收件凭证',
    acceptance: '受理通知书',
    'correction-notice': '一次性告知书（补正）',
    refusal: '不予受理决定书',
    'not-needed-notice': '不需要申请告知书',
    'special-notice': '特别程序所需时间告知书',
    'extension-notice': '延长办理期限告知书',
    decision: '决定书',
  },
  facts: {
    applicant: '申请人',
    item: '办理事项',
    number: '办件编号',
    how: '申请方式',
    submittedAt: '收到日期',
    acceptedOn: '受理日期',
    holder: '持证人',
    document: '证件号码',
  },
  material: {
    online: '电子',
    paper: '纸质',
    either: '电子或者纸质',
    shared: '系统核验',
    sharedNote: '由系统核验，不用提交',
  },
  contact: (agency: string, contact: string | null) =>
    contact === null ? `咨询：${agency}` : `咨询：${agency}，电话 ${contact}。`,
  due: {
    notice: '告知是否受理，或者一次性告知需要补正的全部内容',
    decision: '作出决定',
    why: (law: string, limit: Limit, special: boolean) =>
      `依据：${law}。${counting[limit.unit]}${special ? '特别程序所需时间不算。' : ''}`,
    provisional: '该日期所在年度的放假安排尚未公布，日期暂定；公布后会重新计算并告诉您。',
  },
  receipt: {
    deemed: (on: string) => `到 ${on} 还没有告诉您的，自收到申请材料之日起即为受理。`,
    notes: ['请保管好本凭证。办理进度可以随时在网上查看，不用到窗口等候。', '到期没有答复的，可以拨打 12345 反映。'],
  },
  proof: {
    heading: '存证',
    entry: (seq: number) => `第 ${seq} 条记录的哈希`,
    place: '在公开账本里',
    placeOf: (index: number, size: number, root: string) =>
      `序号 ${index}；检查点共 ${size} 条，根哈希 ${root.slice(0, 16)}…`,
    note: '扫本文书上的二维码，可以下载完整的办件凭证，任何人都可以离线核验。',
    waiting: '这条记录在一分钟内写入公开账本。之后扫本文书上的二维码，可以下载完整的办件凭证，任何人都可以离线核验。',
  },
  acceptance: { notes: ['办理进度可以随时在网上查看。', '到期没有答复的，可以拨打 12345 反映。'] },
  correction: {
    body: (item: string, on: string) =>
      `您于 ${on} 提交的“${item}”申请收悉。经核对，下列材料缺少或者不符合要求。现将需要补正的全部内容一次告知，请按要求补正：`,
    until: (on: string) => `请在 ${on} 前补正。逾期没有补正的，本次申请终止；需要办理的，可以重新申请。`,
    once: '除上面列出的内容外，不会再要求您补正其他材料。',
    heading: ['材料', '原因和补正办法'] as const,
  },
  refusal: {
    body: (item: string, on: string) => `您于 ${on} 提出“${item}”申请。经审查，决定不予受理，理由如下：`,
    right: (agency: string) => `您可以向有权办理的机关提出申请：${agency}。`,
  },
  notNeeded: { body: (item: string, on: string) => `您于 ${on} 提出“${item}”申请。这件事依法不需要申请，原因如下：` },
  special: {
    body: (item: string, procedure: string, law: string, days: number, until: string) =>
      `您申请的“${item}”需要进行${procedure}。依照${law}，这段时间不计入办理期限。预计需要 ${days} 个工作日，到 ${until} 为止；提前完成的，办理期限提前恢复计算。`,
  },
  extension: {
    body: (item: string, law: string) =>
      `您申请的“${item}”不能在原定期限内作出决定。依照${law}，经本机关负责人批准，延长办理期限，理由如下：`,
    until: (title: string, on: string) => `延长后，${title}的期限到 ${on} 为止。`,
  },
  denial: {
    title: (item: string, verdict: string) => `${verdict}决定书（${item}）`,
    body: (item: string, on: string, verdict: string) =>
      `您于 ${on} 提出“${item}”申请。经审查，决定：${verdict}。理由如下：`,
  },
  approval: {
    title: (item: string, verdict: string) => `${verdict}决定书（${item}）`,
    body: (item: string, on: string, verdict: string) =>
      `您于 ${on} 提出“${item}”申请。经审查，符合法定条件，决定：${verdict}。`,
  },
  /** Said where the item does not name its own ways. */
  remedies: [
    '如对本决定不服，可以自收到之日起六十日内依法申请行政复议，也可以自收到之日起六个月内依法向有管辖权的人民法院提起行政诉讼。',
  ],
  certificate: {
    statement: (item: string) => `经审查，下列申请人的“${item}”申请符合条件，发给本证。`,
    note: '本电子证照与纸质证照具有同等效力。可扫描二维码或者在查验页面输入校验码核对。',
  },
  paperResult: '纸质结果文书',
} as const;
