import type { Annulment, InterpretationElement, WithholdingReason } from './contract.ts';

/** Sentence of every refusal of this module. */
export const sentences: Readonly<Record<string, string>> = {
  'disclosure/privacy-open': '还有 {count} 处个人信息没有处理，请在“个人信息排查”里逐处处理后再继续。',
  'disclosure/not-screened': '内容刚刚改动过，还没有完成个人信息排查，请重新操作一次。',
  'disclosure/file-waiting': '附件“{name}”还在等待病毒检查，查完才能发布，请稍后再试。',
  'disclosure/file-infected': '附件“{name}”里查出了病毒，已经删除。请去掉这个附件，换一份干净的再提交。',
  'disclosure/incomplete': '内容还不完整，请按页面上列出的问题补齐后再提交。',
  'disclosure/no-words': '请写明理由（至少五个字）。',
  'disclosure/no-note': '请写明向社会公布的说明（至少五个字）。',
  'disclosure/other-text': '您看到的内容与提交审核的内容不是同一个版本，请刷新页面，重新看过后再签。',
  'disclosure/gate-open': '本单位审核、政务公开办预审、保密审查没有全部通过同一份内容，不能发布。',
  'disclosure/not-public': '公开属性不是“主动公开”，不能向社会发布。',
  'disclosure/is-public': '公开属性是“主动公开”，应当发布；不公开的请先退回修改属性并写明理由。',
  'disclosure/draft-changed':
    '就在您编辑的时候，别人已经保存了新的版本，您的内容没有覆盖它，已经另存（另存编号 {aside}），不会丢失。请打开最新版本，把需要的内容合并进去。',
  'disclosure/no-such-revision': '没有这个版本。',
  'disclosure/other-limit':
    '换成这个体裁或目录后，公开期限由 {before} 个工作日变为 {after} 个工作日，期限从立项时就已确定。请终止本件，重新登记。',
  'disclosure/not-published': '没有找到已经公开的 {index}。',
  'disclosure/other-agency': '这条信息不是本单位公开的，由公开它的单位更正。',
  'disclosure/no-change-note': '更正要写明更正了什么（至少五个字），更正说明向社会公布。',
  'disclosure/explains-nothing': '只能解读本单位正在办理或者已经公开的政策文件。',
  'disclosure/link-to-nothing': '关联的 {index} 没有公开，不能建立关联。',
  'disclosure/link-to-itself': '不能与自己关联。',
  'disclosure/document-first': '解读材料要与政策文件同时或者在其后公开，请从政策文件发布。',
  'disclosure/hour-is-past': '定时发布的时间应当在现在以后。',
  'disclosure/no-credit-code': '发布单位及其上级都没有统一社会信用代码，不能编制索引号。请系统管理员补录。',
  'disclosure/index-pattern':
    '索引号规则要包含单位（{uscc} 或者 {organ}）、年份 {year} 和流水号 {serial}，不能有其他占位符。',
  'disclosure/nothing-changes': '这条信息已经是这个状态。',
  'disclosure/withdrawn-already': '这条信息已经撤回。',
  'disclosure/entry-empty': '还有 {count} 个单位没有在这个目录下发布内容：{agencies}。',
  'disclosure/node-exists': '这个目录编号已经有了，请换一个编号。',
  'disclosure/fixed-node': '条例规定的目录条目不能改名，也不能改为可删除。',
  'disclosure/not-keeper': '这个条目由上一级政务公开办管理，请提出建议，由它审定。',
  'disclosure/other-keeper': '条目属于哪一级在提出时确定，只能是市级或者本单位所在的县（市、区）、乡镇。',
  'disclosure/parent-of-other-keeper': '上级目录属于另一级，不能在它下面设立这个条目。',
  'disclosure/parent-is-entry': '别的地方正在这个条目下公开信息，县乡自设的条目请放在目录分组下面。',
  'disclosure/no-parent': '没有这个上级目录。',
  'disclosure/parent-is-below': '上级目录不能是自己或者自己的下级。',
  'disclosure/levels-beyond-parent': '适用层级不能超出上级目录。',
  'disclosure/guide-incomplete': '公开指南缺少法定要素：{missing}。',
  'disclosure/guide-changed': '就在您编辑的时候，别人已经发布了新的版本。请复制需要的内容，刷新页面后再改。',
  'disclosure/no-guide-of-its-own': '这个机构的政府信息公开由上级机关统一办理，不单独公布指南和机构职能。',
  'disclosure/nothing-said': '正文是空的，也没有附件。',
  'disclosure/no-such-node': '没有这个目录条目，请重新选择。',
  'disclosure/node-is-group': '请选择最末一级目录。',
  'disclosure/node-of-other-level': '这个目录条目不适用于本单位的层级。',
  'disclosure/reason-without-need': '主动公开的信息不需要写不公开的理由。',
  'disclosure/no-reason': '依申请公开、不予公开的，要选择法定理由。',
  'disclosure/reason-without-words': '请写清楚理由的具体情况（至少五个字）。',
  'disclosure/reason-is-to-withhold': '这个理由属于不予公开，不是依申请公开。',
  'disclosure/reason-is-on-request': '只涉及少数人的信息应当依申请公开，不是不予公开。',
  'disclosure/not-formed': '请填写信息的形成日期，公开期限从这一天起算。',
  'disclosure/no-annulment': '撤回行政处罚信息，请写明处罚决定是否已被变更、撤销、确认违法或者确认无效。',
  'disclosure/annulled-later': '处罚决定被变更、撤销、确认违法或者确认无效的日期不能晚于今天。',
  'disclosure/annulled-before-formed': '处罚决定被变更、撤销、确认违法或者确认无效的日期不能早于决定作出的日期。',
  'disclosure/formed-later': '形成日期不能晚于今天。',
  'disclosure/no-source': '请填写信息来源。',
  'disclosure/no-summary': '请填写内容概述，它是公开目录的法定要素。',
  'disclosure/no-document-number': '政策文件要有发文字号。',
  'disclosure/document-number-shape': '发文字号的写法应如“明政发〔2026〕12号”：六角括号，年份写全，序号不加零。',
  'disclosure/ends-before-it-begins': '失效日期不能早于生效日期。',
  'disclosure/regular-too-seldom': '定期公开的条目每季度至少公开一次。法律、法规规定了其他周期的，请按法定条目办理。',
  'disclosure/secrecy-unchecked': '保密审查还有没核对的项目：{open}。',
  'disclosure/secret-terms': '稿件里有“{terms}”这样的用语。确认不涉密的，请在审核意见里写明理由；涉密的，请停止公开。',
  'disclosure/no-reason-kind': '请写明属于该法定理由的哪一种（如内部事务信息中的人事管理、过程性信息中的讨论记录）。',
  'disclosure/origin-without-name': '请写明联合制作的机关，或者信息来自哪个机关。',
  'disclosure/leader-discloses': '几个机关共同制作的信息，由牵头制作的机关公开（条例第十条）。',
  'disclosure/maker-discloses': '从其他机关获取的信息，由制作或者最初获取的机关公开（条例第十条）。',
  'disclosure/interpreter-without-rank': '请选择解读人的身份（单位主要负责人、分管负责人、专家等）。',
  'disclosure/interpreter-of-other-rank': '“单位主要负责人解读”与解读人的身份不一致。',
  'disclosure/no-such-agency': '解读方案指定的单位不存在，或者不是同一级的单位。',
  'disclosure/interpretation-without-form': '解读材料要写明解读形式、解读人和内容要素。',
  'disclosure/empty-section': '小标题下面还没有内容：{missing}。请写上内容，或者删去小标题。',
  'disclosure/element-without-section': '勾选的要素在正文里没有对应的小标题和内容：{missing}。',
  'disclosure/no-reprint-source': '转载要写明原载媒体、原载日期和网址（http:// 或 https:// 开头）。',
  'disclosure/reprinted-before-it-was-out': '原载日期不能晚于今天。',
  'disclosure/outlet-not-sanctioned': '原载媒体不在本市允许转载的媒体名单里。',
  'disclosure/reprint-explains-nothing': '转载的媒体文章不能代替解读材料，与文件的关系请选“相关”。',
  'disclosure/interprets-nothing': '解读材料要与它解读的政策文件关联。',
};

/** Sentence of every notice to the staff. */
export const notices: Readonly<Record<string, string>> = {
  'disclosure.review-above': '{agency}没有保密审查人员，《{title}》（{number}）请您代为审查。',
  'disclosure.no-reviewer':
    '本单位没有保密审查人员，《{title}》（{number}）暂由上级机关代为审查，没有上级人员的一直等待。请尽快安排人员。',
  'disclosure.returned': '《{title}》（{number}）已退回，请修改后再提交。',
  'disclosure.to-explain': '请为《{title}》起草解读材料（{number}）。解读材料与文件同步送审、同步发布。',
  'disclosure.published': '《{title}》已公开，索引号 {index}。',
  'disclosure.changed': '{title}（索引号 {index}）已办理：{note}',
  'disclosure.notice-near': '告示《{title}》（{number}）还没有发布，写明的实施日期是 {on}。请在实施以前发布。',
  'disclosure.guide-missing': '{agency}还没有公布政府信息公开指南，请尽快编制发布。',
  'disclosure.guide-due': '{agency}的政府信息公开指南需要重新核对：{why}。',
  'disclosure.not-published-in-time': '《{title}》（{number}）到了定时发布的时间，但没有发布：{why}',
};

export const text = {
  kinds: { publication: '主动公开', change: '公开内容的撤回与效力变更', entry: '目录扩展', duty: '定期公开' },
  cityRule: '本市政务公开制度',
  dutyTitle: (period: string, name: string): string => `${period} ${name}`,
  obligations: { finance: '财政收支月度公开', market: '消费市场季度分析', statistics: '统计月报' },
  changeTitle: (change: 'withdraw' | 'abolish' | 'lapse' | 'revive', title: string): string =>
    `${{ withdraw: '撤回', abolish: '废止', lapse: '失效', revive: '恢复效力' }[change]}：${title}`,
  /** Follows what was written for the public. */
  annulled: ({ how, on, by }: Annulment): string =>
    `（处罚决定已于 ${on} 被${{ changed: '变更', revoked: '撤销', unlawful: '确认违法', void: '确认无效' }[how]}，依据：${by}）`,
  entryTitle: (name: string): string => `目录扩展：${name}`,
  /** As long as a title may be. */
  explanationOf: (title: string): string => `《${[...title].slice(0, 280).join('')}》政策解读`,
  lapsedOn: (on: string): string => `有效期至 ${on}，已经届满。`,
} as const;

/** Batches of entries. */
export const batchText = {
  sources: {
    statutory: '政府信息公开条例第二十条、第二十一条',
    'key-work': '本市重点工作目录',
    'grass-roots': '基层政务公开标准目录',
    conduct: '对社会公开大项的补充目录',
  },
  conduct: {
    name: '服务承诺和行为规范',
    law: '政务公开工作规范 对社会公开部分',
    entries: [
      { name: '服务承诺', axis: 'service' },
      { name: '工作人员行为规范和岗位责任', axis: 'management' },
      { name: '“十不准”“八严禁”和廉政、行风规定', axis: 'management' },
      { name: '促进发展的规定、措施和办法', axis: 'execution' },
    ],
  },
  keyWork: { name: '重点工作目录', law: '政府信息公开条例 第二十二条；年度政务公开工作要点' },
  grassRoots: {
    name: '基层政务公开标准目录',
    law: '国办发〔2019〕54号',
    proactive: '主动公开',
    item: (first: string, second: string): string =>
      [...new Set([first, second])]
        .filter((part) => part !== '')
        .join('·')
        .slice(0, 100),
  },
} as const;

/** The elements of a disclosure guide. */
export const guideElements = {
  classification: '政府信息的分类',
  arrangement: '编排体系',
  obtaining: '获取方式',
  office: '政府信息公开工作机构名称',
  address: '办公地址',
  hours: '办公时间',
  phone: '联系电话',
  fax: '传真号码',
  internet: '互联网联系方式',
} as const;

/** What the city expects of a guide besides. */
export const guideMore = {
  onRequest: '依申请公开办理流程',
  reportPhone: '举报电话',
  reportMailbox: '举报信箱',
  supervision: '监督',
  remedies: '救济途径',
} as const;

/** Why a guide has to be looked at again. */
export const reviewText = {
  old: '公布已满一年',
  phone: '机关登记的电话已经变更',
  address: '机关登记的地址已经变更',
} as const;

/** Parts of what an organ says of itself. */
export const institutionParts = {
  address: '办公地址',
  phone: '联系电话',
  duties: '主要职责',
  hours: '办公时间',
  heads: '负责人',
  sections: '内设机构',
  phones: '内设机构的职责或者电话',
} as const;

/** The catalogue as a table. */
export const catalogueText = {
  columns: ['目录编号', '上级', '条目', '依据', '时限类别', '适用层级', '牵头部门', '管理单位', '已公开'],
  levels: { city: '市级', county: '县级', township: '乡镇', department: '部门' },
} as const;

/** The gap report as a table. */
export const gapText = {
  columns: ['单位', '目录编号', '目录条目', '依据', '公开时限类别', '问题', '最近更新', '自何日起过期'],
  kinds: { nothing: '没有公开过', stale: '超过更新期限' },
  timeClasses: {
    'long-term': '长期公开（固定内容）',
    regular: '定期公开（动态内容，每季度至少一次）',
    'by-stage': '逐段公开（专项工作）',
    prompt: '及时公开（涉及切身利益）',
  },
} as const;

/** What differs between catalogue, lists and records. */
export const mismatchText = {
  'no-entry': '目录里没有它所在的条目',
  'under-heading': '它放在了目录的分组下，不是最末一级',
  'other-level': '它所在的目录条目不适用于公开单位的层级',
  'list-differs': '列表中的标题、版本、效力或者目录与公开的内容不一致',
  'only-one': '只有列表或者只有内容，缺少另一半',
} as const;

export const measureText = {
  pieces: '件',
  percent: '%',
  all: '主动公开的信息',
  total: { title: '主动公开总量', formula: '期内主动公开、没有撤回的信息件数' },
  city: { title: '市政府公开占比', formula: '期内市政府公开的信息 ÷ 主动公开总量 × 100%' },
  departments: { title: '市直单位公开占比', formula: '期内市直单位公开的信息 ÷ 主动公开总量 × 100%' },
  counties: { title: '县乡公开占比', formula: '期内县（市、区）和乡镇公开的信息 ÷ 主动公开总量 × 100%' },
  keyDomains: { title: '重点领域公开数', formula: '期内公开的信息中归入重点领域的件数' },
  decisions: { title: '决策公开数', formula: '期内公开的信息中归入决策公开的件数' },
  results: { title: '结果公开数', formula: '期内公开的信息中归入结果公开的件数' },
  enforcement: { title: '行政执法结果公开数', formula: '期内公开的行政许可、行政处罚和其他执法结果件数' },
  tax: { title: '减税降费政策公开数', formula: '期内公开的信息中归入减税降费、涉企收费领域的件数' },
  projects: {
    title: '社会保险、重大项目、公共资源交易和政府与社会资本合作公开数',
    formula: '期内公开的信息中归入社会保险、重大建设项目、公共资源配置与交易、政府和社会资本合作领域的件数',
  },
  industries: { title: '新产业和化解产能公开数', formula: '期内公开的信息中归入新产业新动能、化解产能领域的件数' },
  growth: {
    title: '公开量同比增长',
    formula: '（期内主动公开的信息件数 − 上年同期件数）÷ 上年同期件数 × 100%',
    more: '比上年同期增加的件数',
    base: '上年同期主动公开的信息',
    note: '上年同期没有公开信息的，没有比较基数，不计算。已经撤回的信息两期都不计。',
  },
  keyWork: {
    title: '新增重点工作目录',
    formula: '期内列入政府信息公开目录、现在仍在目录里的重点工作目录条目数',
    note: '目录是全市的，不按单位分。',
  },
  news: { title: '动态信息占比', formula: '期内工作动态类信息 ÷ 主动公开总量 × 100%' },
} as const;

/** The grounds on which something is not told to everybody. */
export const reasonNames: Readonly<Record<WithholdingReason, string>> = {
  'state-secret': '国家秘密（第十四条）',
  'forbidden-by-law': '法律、行政法规禁止公开（第十四条）',
  'endangers-security-or-stability': '危及国家安全、公共安全、经济安全、社会稳定（第十四条）',
  'trade-secret': '商业秘密（第十五条）',
  privacy: '个人隐私（第十五条）',
  'internal-affairs': '内部事务信息（第十六条）',
  'process-information': '过程性信息（第十六条）',
  'enforcement-file': '行政执法案卷（第十六条）',
  'concerns-few': '只涉及少数人，依申请公开',
};

/** What an explanation speaks of. */
export const elementTitles: Readonly<Record<InterpretationElement, string>> = {
  background: '制定背景',
  basis: '制定依据',
  aims: '目标任务',
  scope: '涉及范围',
  local: '本地贯彻措施',
  content: '主要内容',
  measures: '落实措施',
  progress: '工作进展',
  standards: '执行标准',
  attention: '注意事项',
  terms: '关键词诠释',
  benefits: '惠民利民举措',
  differences: '新旧政策差异',
};
