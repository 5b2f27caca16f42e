/** 复议、诉讼、投诉: every sentence of this part. */
export const stateTitles = {
  defending: '待答复',
  awaiting: '已答复，等待结果',
  redoing: '待重新处理',
  learning: '待总结',
  closed: '已结',
} as const;

/** What an applicant reads of his own complaint. */
export const complaintStates = {
  lodged: '已收到，正在核查',
  redoing: '已责令重新答复，正在办理',
  closed: '已办结',
} as const;

/** What a complaint is about, in the register that says nothing personal. */
export const aspectTitles = {
  late: '逾期没有答复',
  refused: '不予公开、部分公开的理由不成立',
  content: '答复内容与申请不符或者不完整',
  fee: '收取信息处理费不符合规定',
  procedure: '补正、征求意见等程序不当',
  other: '其他',
} as const;

/** A state as it is read: cases and complaints have names of their own. */
export const stateTitleOf = (state: string, lodged: boolean): string =>
  new Map<string, string>(Object.entries(lodged ? complaintStates : stateTitles)).get(state) ?? state;

export const disputeText = {
  kinds: { reconsideration: '行政复议', lawsuit: '行政诉讼', complaint: '投诉举报' },
  title: (kind: string, authority: string, caseNumber: string): string =>
    `${kind}：${authority}${caseNumber === '' ? '' : ` ${caseNumber}`}`,
  results: { upheld: '结果维持', corrected: '结果纠正', other: '其他结果' },
  pending: '尚未审结',
  csv: [
    '编号',
    '类型',
    '受理机关',
    '案号',
    '所涉申请',
    '经过行政复议',
    '请求和理由',
    '被申请人（被告）',
    '受理日期',
    '收到日期',
    '答复日期',
    '结果',
    '结果日期',
    '结果说明',
    '总结',
    '状态',
    '期限',
  ],
  complaintActs: {
    substantiate: '查证属实，督促整改',
    'order-reply': '查证属实，责令重新答复',
    dismiss: '查证不属实',
    refer: '不属于受理范围，已告知途径',
    withdraw: '申请人撤回',
  },
  redone: (number: string): string => `重新作出的答复已经送出（${number}）`,
  yes: '是',
  no: '否',
  sheet: '复议诉讼台账',
} as const;

export const remedySentences = {
  'remedies/says-nothing': '请写明具体情况（至少五个字）。',
  'remedies/not-found': '没有这个案件。',
  'remedies/bad-days': '日期前后不符：受理、收到、答复、结果应当依次发生，也不能晚于今天。',
  'remedies/not-a-reply': '所涉申请还没有答复，或者不属于本机关。',
  'remedies/not-a-reconsideration': '前面的案件应当是本机关已有结果的行政复议。',
  'remedies/no-aspect': '请选择反映的问题。',
  'remedies/complaint-empty': '请写明反映的情况（至少五个字）。',
  'remedies/complaint-too-long': '内容太长，最多 {most} 字。',
  'remedies/complaint-twice': '这项投诉、举报已经收到，编号 {number}。',
  'remedies/complaint-open':
    '您对这件申请的投诉、举报（编号 {number}）正在核查，办结之前不能再提。有补充的情况，可以撤回后重新提出。',
  'remedies/complained-before': '同样内容的投诉、举报（编号 {number}）已经办结，请在进度页面查看处理结果。',
  'remedies/nothing-to-complain-of': '这件申请现在不能提出投诉、举报。',
  'remedies/no-organ': '本市系统中没有这个机关的上级主管部门，请直接向上一级行政机关或者政府信息公开工作主管部门提出。',
  'remedies/not-replied': '所涉申请还没有答复，不能责令重新答复；可以督促整改。',
  'remedies/redo-runs': '这件申请正在重新办理，重新作出的答复送出后，案件会自动更新。',
  'remedies/erased': '所涉申请的内容已经按期删除，不能重新办理。',
  'remedies.registered': '针对信息公开申请 {number} 答复的复议、诉讼或者投诉已经登记，可以在申请进度页面查看进展。',
  'remedies.decided': '针对信息公开申请 {number} 答复的复议、诉讼或者投诉已有结果，请在申请进度页面查看。',
  'remedies.redone': '信息公开申请 {number} 已经重新处理，请在申请进度页面查看。',
} as const;

export const redoText = {
  /** The reply made anew says by whose decision. */
  paper: (authority: string, caseNumber: string): string =>
    `${authority}${caseNumber === '' ? '' : `（${caseNumber}）`}已对原答复作出处理，本机关依照该处理重新答复如下。`,
} as const;

export const periodText = {
  reconsider: { title: '申请人可以申请行政复议', law: '行政复议法 第二十条' },
  decide: { title: '复议机关应当作出决定', law: '行政复议法 第六十二条' },
  decideExtended: { title: '复议机关延长后最迟', law: '行政复议法 第六十二条' },
  sueAfter: { title: '申请人不服复议决定可以起诉', law: '行政诉讼法 第四十五条' },
  sue: { title: '申请人可以直接起诉', law: '行政诉讼法 第四十六条' },
  judge: { title: '法院一审应当作出判决', law: '行政诉讼法 第八十一条' },
} as const;

/** What the applicant reads of his remedies. */
export const applicantText = {
  firstForWithheld:
    '对其中不予公开的部分，应当先申请行政复议；对行政复议决定不服的，才能向人民法院提起行政诉讼（行政复议法 第二十三条）。',
  onlyGiven: '只限于对不予公开以外的内容不服，例如提供的内容与申请不符。',
  first: '这类答复应当先申请行政复议；对行政复议决定不服的，才能向人民法院提起行政诉讼（行政复议法 第二十三条）。',
  notDelivered: '还没有登记您收到告知书的日期，这里先按送出之日计算；实际从您收到告知书之日起算。',
  afterDecision: '这里按作出行政复议决定之日计算；实际从您收到复议决定书之日起算。',
  complaintWhere: '上一级行政机关或者政府信息公开工作主管部门',
  complaintLaw: '政府信息公开条例 第五十一条',
  complaintNote:
    '认为行政机关在政府信息公开工作中侵犯您的合法权益的，可以投诉、举报。投诉、举报期间，申请行政复议和提起行政诉讼的期限照常计算。',
  periods: { reconsider: '申请行政复议', sue: '提起行政诉讼', sueAfter: '不服行政复议决定，提起行政诉讼' },
} as const;
