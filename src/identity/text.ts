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
  'identity/password-has-name': '密码里不要出现您的姓名、账号、电话或证件号码。',
  'identity/password-common': '这个密码很多人用，容易被猜中，请换一个。',
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

/** The name of each role, as people call it, and what it does here. */
export const roleText: Readonly<Record<Role, { readonly title: string; readonly does: string }>> = {
  citizen: { title: '市民', does: '申请办事、查询进度、评价服务、申请公开、咨询投诉。' },
  enterprise: { title: '企业和其他组织', does: '由法定代表人或授权的办事人代表本单位申请办事、查询和评价。' },
  'window-clerk': { title: '窗口人员', does: '接收申请、核对材料、一次性告知、受理或者不予受理、送达结果。' },
  examiner: { title: '审查人员', does: '审查申请材料，组织现场核查、听证和公示，提出审查意见。' },
  decider: { title: '决定人', does: '首席代表或部门负责人：作出准予或者不予的决定，批准延长期限。' },
  deliverer: { title: '制证送达人员', does: '制作证照文书，登记送达。' },
  'item-manager': { title: '事项管理员', does: '维护本单位事项的要素、材料、流程和指南，提交审定。' },
  'service-office': { title: '政务服务管理办公室', does: '审定事项目录，管理大厅和窗口，跟踪办件，处理差评。' },
  supervisor: { title: '督查人员', does: '查看预警和超期，发出督办，核实整改，巡查大厅。' },
  'disclosure-officer': { title: '政务公开办公室人员', does: '审定公开目录，受理人员备案，检查、通报和考评公开工作。' },
  liaison: { title: '联络员（信息员、发布员）', does: '收集、上传本单位应公开的信息，每周检查栏目。' },
  editor: { title: '网站编辑', does: '编辑、校核和发布网站内容。' },
  'hotline-agent': { title: '12345 话务员', does: '接听、登记、答复和派发群众来电来信。' },
  leader: { title: '领导', does: '查看全局数据，批示督办，审签重大事项。' },
  proxy: { title: '村（社区）代办员', does: '受群众委托代为申请、跑办和取件。' },
  'system-admin': { title: '系统管理员', does: '管理机构、岗位、日历和系统运行，不能改安全策略，不能看审计。' },
  'security-admin': { title: '安全管理员', does: '管理密码和锁定策略、解锁账号、复核授权，不能改业务数据。' },
  'audit-admin': { title: '审计管理员', does: '查看和核验登录、授权和操作记录，不能改任何数据。' },
};
