import type { Role } from './roles.ts';
import type { BankCardFault } from './rules/bank-card.ts';
import type { CreditCodeFault, OrganisationCodeFault } from './rules/credit-code.ts';
import type { DelegationFault } from './rules/delegation.ts';
import type { PasswordFault } from './rules/password.ts';
import type { PhoneFault } from './rules/phone.ts';
import type { RegionCodeFault } from './rules/region-code.ts';
import type { ResidentIdFault } from './rules/resident-id.ts';
import type { FilingFault, HandoverFault } from './rules/staff-filing.ts';
import type { TravelDocumentFault } from './rules/travel-document.ts';
import type { ViewingCategory } from './rules/viewing.ts';

/** Every answer the rules of this module can give; the table below does not compile when a sentence is missing. */
export type IdentityFault =
  | ResidentIdFault
  | CreditCodeFault
  | OrganisationCodeFault
  | RegionCodeFault
  | PhoneFault
  | TravelDocumentFault
  | BankCardFault
  | PasswordFault
  | DelegationFault
  | FilingFault
  | HandoverFault;

/** What a person reads for each code of this module. */
export const refusals: Readonly<Record<IdentityFault, string>> = {
  'identity/resident-id-shape': '证件号码应为 18 位：前 17 位是数字，最后一位是数字或字母 X。',
  'identity/resident-id-area': '证件号码开头的地区代码不存在，请核对前 6 位。',
  'identity/resident-id-birth': '证件号码中的出生日期不存在，请核对第 7 至 14 位。',
  'identity/resident-id-birth-future': '证件号码中的出生日期晚于今天，请核对第 7 至 14 位。',
  'identity/resident-id-checksum': '证件号码有误，请逐位核对：最后一位校验码与前面的数字不符。',
  'identity/credit-code-shape': '统一社会信用代码应为 18 位数字或大写字母，不含 I、O、S、V、Z。',
  'identity/credit-code-organisation': '统一社会信用代码有误，请核对第 9 至 17 位的主体标识码。',
  'identity/credit-code-checksum': '统一社会信用代码有误，请逐位核对：最后一位校验码与前面的字符不符。',
  'identity/organisation-code-shape': '组织机构代码应为 8 位数字或大写字母，加一位校验码，不写连字符。',
  'identity/organisation-code-checksum': '组织机构代码有误，请逐位核对：最后一位校验码与前面的字符不符。',
  'identity/region-code-shape': '区划代码应为 6 位（县级以上）、9 位（乡级）或 12 位（村级）数字。',
  'identity/region-code-range': '区划代码不在国家标准规定的号段内，请核对。',
  'identity/mobile-shape': '手机号码应为 11 位数字，以 13 至 19 开头。',
  'identity/landline-shape': '固定电话应写区号和号码，例如 010-60000000；分机号写在最后的连字符后面。',
  'identity/phone-shape': '电话号码有误：请写 11 位手机号码，或者带区号的固定电话，例如 010-60000000。',
  'identity/passport-shape': '护照号码有误，请按护照资料页右上角填写，例如 E 加 8 位数字。',
  'identity/hk-macao-permit-shape': '港澳居民来往内地通行证号码应为字母 H 或 M 加 8 位数字。',
  'identity/taiwan-permit-shape': '台湾居民来往大陆通行证号码应为 8 位数字。',
  'identity/foreign-card-2017-shape': '外国人永久居留身份证（2017 年版）号码应为 3 位字母加 12 位数字。',
  'identity/bank-card-shape': '银行卡号或社会保障卡金融账号应为 13 至 19 位数字。',
  'identity/bank-card-checksum': '卡号有误，请逐位核对。',
  'identity/password-too-short': '密码太短，至少 10 个字符。',
  'identity/password-too-long': '密码太长，最多 128 个字符。',
  'identity/password-too-plain': '密码太简单：大写字母、小写字母、数字、其他符号，至少用三种。',
  'identity/password-has-name': '密码里不要出现您的姓名、账号、单位名称、出生日期、电话或证件号码，也不要出现“明堂”。',
  'identity/password-common':
    '这个密码容易被猜中：它在常用或者已经泄露的密码之列，或者只是姓名拼音、日期、手机号的组合。请换一个。',
  'identity/password-unchanged': '新密码不能与现在的密码相同。',
  'identity/delegation-to-self': '不能委托给自己。',
  'identity/delegation-empty': '请选择要委托的职责。',
  'identity/delegation-reversed': '委托的结束日期早于开始日期。',
  'identity/delegation-in-past': '委托只能从今天或以后的日子开始。',
  'identity/delegation-too-long': '委托时间太长，一次最多 90 天；更长的请办理任职变更。',
  'identity/delegation-no-reason': '请写明委托的原因。',
  'identity/delegation-not-allowed': '系统、安全、审计管理员的职责不能委托，请通过任职变更更换人员。',
  'identity/delegation-not-held': '只能委托您本人在这段时间里一直担任的职责；别人委托给您的职责不能再委托。',
  'identity/administrators-not-separate': '系统管理员、安全管理员、审计管理员必须由三个不同的人担任。',
  'identity/term-reversed': '任职的结束日期早于开始日期。',
  'identity/post-held-already': '此人在这段时间里已经担任这个岗位。',
  'identity/handover-missing': '离任前请指定接替人：这个岗位不能空缺。',
  'identity/handover-to-self': '接替人不能是离任者本人。',
  'identity/handover-not-appointed': '接替人还没有从离任次日起担任这个岗位，请先办理其任职备案。',
  'identity/leave-before-start': '离任日期早于任职日期。',
};

/** What a person reads for each code that operations of this module refuse with. */
export const operationRefusals = {
  'identity/handover-open-work': '还有 {count} 件经手的工作没有办结，请指定接替人，或者写明移交给谁（至少5个字）。',
  'identity/sign-in-wrong':
    '账号或者密码不对，请核对后重试。连续输错 5 次，这个账号会暂停登录 30 分钟。忘记密码的，请持有效证件到政务服务窗口办理重置；工作人员请联系安全管理员。',
  'identity/locked-out': '密码连续输错次数过多，这个账号暂停登录，30 分钟后自动恢复。如需提前恢复，请联系安全管理员。',
  'identity/account-locked': '这个账号已经停用。如有疑问，请联系本单位或者安全管理员。',
  'identity/no-post-today': '您目前没有在任的岗位，不能登录工作台。如有疑问，请联系系统管理员。',
  'identity/too-many-tries': '从您所在的网络登录失败的次数过多，请 {wait}后再试。',
  'identity/code-wrong': '验证码不对或者已经用过，请等下一个验证码再试；也可以输入一个没有用过的备用码。',
  'identity/no-code-awaited': '现在不需要输入验证码。',
  'identity/no-factor': '这个账号没有启用两步验证。',
  'identity/no-factor-offered': '请先取得新的密钥，再输入验证码。',
  'identity/factor-required': '系统、安全、审计管理员必须使用两步验证，不能停用。',
  'identity/both-factors':
    '同一管理员的密码和两步验证不能由同一个人重置。请由另一位安全管理员办理，或者等本人设置好前一项后再办。',
  'identity/password-wrong': '现在的密码不对，请重新输入。',
  'identity/passwords-differ': '两次输入的新密码不一样，请重新输入。',
  'identity/not-representative': '您不是这个单位登记的法定代表人或者办事人，不能代表它办事。',
  'identity/registration-faulty': '填写的内容有误，请按提示改正。',
  'identity/not-legal-representative': '法定代表人姓名应当与您本人的姓名一致；请法定代表人用本人账号登记。',
  'identity/citizens-only': '只有个人账号可以登记所代表的单位，请用本人的个人账号登录。',
  'identity/person-not-found': '没有找到这个人。',
  'identity/agency-not-found': '没有找到这个单位。',
  'identity/region-not-found': '没有找到这个行政区划。',
  'identity/no-city': '系统里还没有录入本市的机构，请先由系统管理员录入。',
  'identity/reveal-no-reason': '请写明查看个人信息的理由，理由会记入审计记录。',
  'identity/reveal-reason-short': '理由太简单，请写明办理中为什么需要看完整的号码。',
  'identity/name-shape': '请填写姓名或者名称，不超过 100 个字。',
  'identity/login-taken': '这个账号名已经有人用，请换一个。',
  'identity/login-shape': '账号名用小写字母开头，可以有小写字母、数字和连字符，3 至 32 个字符。',
  'identity/post-not-found': '没有找到这个岗位。',
  'identity/post-not-filed-here': '联络员岗位的任职和离任要经政务公开办公室备案，请由单位报送人员备案。',
  'identity/post-needs-no-filing': '只有联络员岗位需要报送备案，其他岗位由系统管理员办理任职。',
  'identity/appointment-not-found': '没有找到这项任职，或者已经结束。',
  'identity/delegation-not-found': '没有找到这项委托，或者已经结束。',
  'identity/not-staff': '只有工作人员可以任职和接受委托。',
  'identity/staff-not-found': '没有找到这位工作人员，或者已经离任。',
  'identity/handover-note-missing': '请写明交接了哪些事项和材料。',
  'identity/reason-missing': '请写明理由。',
  'identity/not-locked': '这个账号没有暂停或者停用，不需要恢复。',
  'identity/administrators-exist': '已经有管理员账号，请由管理员在系统里办理。',
  'identity/no-city-given': '数据库里还没有本市的资料，请写明六位区划代码、省名、市名、市政府名称和统一社会信用代码。',
  'identity/not-an-administrator': '这个账号不是系统、安全、审计管理员，请由安全管理员在系统里重置。',
  'identity/not-closable': '工作人员账号随岗位管理，不能这样注销。',
  'identity/matters-open': '还有 {count} 件事没有办结，办结以后才能注销账号。',
  'identity/own-account': '不能办理自己账号的这项操作，请由另一位安全管理员办理。',
} as const satisfies Readonly<Record<string, string>>;

const all: Readonly<Record<string, string>> = { ...refusals, ...operationRefusals };

/** The sentence of a code of this module; `{name}` in it stands for a detail. */
export const sentenceOf = (code: string, details: Readonly<Record<string, unknown>> = {}): string =>
  (all[code] ?? code).replace(/\{(\w+)\}/gu, (place, name: string) => {
    const value = details[name];
    return typeof value === 'string' ? value : place;
  });

/** What people are told outside a page. */
export const notices = {
  'data-request.refuse': '您的个人信息删除申请（{number}）没有被准许，理由请看“我的个人信息”。',
  'identity.viewings-frozen':
    '{month} 查看个人信息月报已经固定：{people} 人共查看 {views} 次，其中 {outliers} 人明显多于同岗位人员，请核查。',
  'identity.registered-again':
    '有人用您的证件号码再次注册账号，没有成功，您的账号不受影响。如果不是您本人操作，请留意个人信息安全；如果是您忘记了密码，请持有效证件到政务服务窗口重置。',
  'identity.factor-was-reset':
    '安全管理员重置了您账号的两步验证，您的登录已经全部退出。如果不是您本人要求的，请立即修改密码，并向审计管理员反映。',
} as const satisfies Readonly<Record<string, string>>;

/** The name of each role, as people call it, and what it does here. */
export const roleText: Readonly<Record<Role, { readonly title: string; readonly does: string }>> = {
  citizen: { title: '市民', does: '申请办事、查询进度、评价服务、申请公开、咨询投诉。' },
  enterprise: { title: '企业和其他组织', does: '由法定代表人或授权的办事人代表本单位申请办事、查询和评价。' },
  'window-clerk': { title: '窗口人员', does: '接收申请、核对材料、一次性告知、受理或者不予受理、送达结果。' },
  examiner: { title: '审查人员', does: '审查申请材料，组织现场核查、听证和公示，提出审查意见。' },
  decider: { title: '决定人', does: '首席代表或部门负责人：作出准予或者不予的决定，批准延长期限。' },
  deliverer: { title: '制证送达人员', does: '制作证照文书，登记送达。' },
  'township-reviewer': {
    title: '乡镇初审人员',
    does: '在乡镇、街道核对申请，入户调查、组织评议和公示，提出初审意见。',
  },
  'item-manager': { title: '事项管理员', does: '维护本单位事项的要素、材料、流程和指南，提交审定。' },
  'service-office': { title: '政务服务管理办公室', does: '审定事项目录，管理大厅和窗口，跟踪办件，处理差评。' },
  supervisor: { title: '督查人员', does: '查看预警和超期，发出督办，核实整改，巡查大厅。' },
  'disclosure-officer': { title: '政务公开办公室人员', does: '审定公开目录，受理人员备案，检查、通报和考评公开工作。' },
  'secrecy-reviewer': { title: '保密审查人员', does: '公开以前对拟公开的信息作保密审查和合法性审查，留下意见和责任。' },
  'request-officer': {
    title: '依申请公开经办人员',
    does: '登记信息公开申请，审核、补正、征求意见、起草答复，送达并归档。',
  },
  'legal-reviewer': { title: '合法性审核人员', does: '审核信息公开答复等文书是否合法，提出审核意见。' },
  liaison: { title: '联络员（信息员、发布员）', does: '收集、上传本单位应公开的信息，每周检查栏目。' },
  editor: { title: '网站编辑', does: '编辑、校核和发布网站内容。' },
  'hotline-agent': { title: '12345 话务员', does: '接听、登记、答复和派发群众来电来信。' },
  leader: { title: '领导', does: '查看全局数据，批示督办，审签重大事项。' },
  proxy: { title: '村（社区）代办员', does: '受群众委托代为申请、跑办和取件。' },
  'system-admin': { title: '系统管理员', does: '管理机构、岗位、日历和系统运行，不能改安全策略，不能看审计。' },
  'security-admin': {
    title: '安全管理员',
    does: '管理密码和锁定策略、解锁账号、重置两步验证、结束登录、复核授权，不能改业务数据。',
  },
  'audit-admin': { title: '审计管理员', does: '查看和核验登录、授权和操作记录，不能改任何数据。' },
};

/** How the matters that keep the ledger of accounts are called; never with a name. */
export const matterTitles = {
  account: '账号记录',
  dataRequest: '个人信息删除申请',
  gate: (on: string) => `${on} 门禁记录`,
  filing: (change: 'appoint' | 'leave', unit: string) =>
    `${unit}政务公开联络员${change === 'appoint' ? '任职' : '离任'}备案`,
  vacancy: (unit: string, post: string) => `${unit}“${post}”空缺`,
} as const;

/** Stands where a name stood, once it is erased. */
export const forgotten = '（已注销）';

/** How somebody is called who acts for an enterprise. */
export const actorName = { for: (name: string, principal: string) => `${name}（代表${principal}）` } as const;

/** For what somebody looked at a person's numbers. */
export const viewingCategories: Readonly<Record<ViewingCategory, string>> = {
  handling: '办理需要',
  verification: '核验身份',
  contact: '联系当事人',
  complaint: '处理投诉',
  inspection: '监督检查',
  audit: '审计核查',
};

/** What was looked at. */
export const viewedFields: Readonly<Record<string, string>> = {
  document: '证件号码',
  phone: '电话',
  address: '住址',
  form: '申请表里的号码',
  device: '登录地址和设备',
};

/** Columns of the monthly report as a table for a spreadsheet. */
export const viewingColumns = {
  name: '姓名',
  agency: '单位',
  post: '岗位',
  views: '查看次数',
  people: '涉及人数',
  median: '同岗位中位数',
  outlier: '明显偏多',
  yes: '是',
  no: '否',
} as const;

/** How the states of a staff filing are called in lists. */
export const filingStateTitles: Readonly<Record<string, string>> = {
  named: '已报送，等待备案',
  returned: '退回单位补充',
  filed: '已备案',
  withdrawn: '单位撤回',
};

/** Words of the measures. */
export const measureText = {
  people: '人',
  liaisons: {
    title: '政务公开联络员（信息员）人数',
    formula: '统计期末在任的联络员人数，一人多岗计一人',
    label: '在任联络员',
  },
  officers: {
    title: '政务公开专职人员数',
    formula: '统计期末政务公开办公室在任人数，一人多岗计一人',
    label: '在任专职人员',
  },
  hotline: { title: '热线人员数', formula: '统计期末在任的话务员人数，一人多岗计一人', label: '在任话务员' },
} as const;
