/** What keeps an item from being published, for the person who keeps it. */
export const faultSentences = {
  'service-items/code-shape': '实施编码应为 31 位：实施主体的统一社会信用代码（18 位）、行使层级（1 位）、基本编码（12 位）。',
  'service-items/code-credit-code': '实施编码前 18 位不是正确的统一社会信用代码，请核对。',
  'service-items/code-basic': '基本编码与实施编码的第 20 至 31 位不一致。',
  'service-items/code-level': '行使层级与实施编码的第 19 位不一致。',
  'service-items/undisclosed': '“八公开”要素或者申报材料缺少这一项，请补齐后再发布。',
  'service-items/case-type': '即办件不写承诺时限，承诺件必须写承诺时限。',
  'service-items/visit-reason': '到办事现场次数大于 0 时必须说明原因；次数为 0 时不写原因。',
  'service-items/online-way': '能网上办理的，办理形式要包含“网上办理”；不能的不要包含。',
  'service-items/no-way': '到办事现场次数为 0 又不能网上办理时，办理形式必须包含“快递申请”。',
  'service-items/fully-online': '全程网办的事项，到办事现场次数必须为 0，并且能网上办理。',
  'service-items/result-kind': '办理结果的名称与类型不一致，按名称类型应为：',
  'service-items/result-sample': '有办理结果的要有结果样本；没有结果的不写样本。',
  'service-items/phone': '电话要写带区号的固定电话，例如 0590-6001001。',
  'service-items/same-phone': '咨询电话与监督投诉电话不能相同。',
  'service-items/address': '办理地点和监督投诉地点都要写明。',
  'service-items/fee-basis': '收费事项必须写明收费依据和收费标准。',
  'service-items/fee-without': '不收费的事项不能写收费标准，也不能支持网上支付。',
  'service-items/theme': '服务对象与主题不一致：面向自然人的要有个人主题，面向法人和其他组织的要有法人主题，反之不写。',
  'service-items/steps-too-long': '各步骤天数之和超过了承诺时限（即办件为 0），现在合计：',
  'service-items/stages': '行政许可的办理流程应依次包含：受理、审核、审批、办结、送达。',
  'service-items/faq': '行政许可事项至少要有一个常见问题。',
  'service-items/promise-unit': '承诺时限与法定时限应使用同一单位。',
  'service-items/promise-longer': '承诺时限不能长于法定时限。',
  'service-items/catch-all': '材料名称不能是兜底说法，请写明具体材料，现为：',
  'service-items/link': '空白表格和样表的地址要以 / 或者 https:// 开头。',
  'service-items/situation': '情形问答有误：',
  'service-items/form': '申请表单有误：',
  'service-items/process': '办理流程有误：',
  'service-items/name-differs': '同一基本编码的事项名称和类型应当一致，现有名称为：',
} as const;

export type FaultCode = keyof typeof faultSentences;

/** Sentence of every refusal of this module. */
export const sentences = {
  'service-items/not-found': '没有这个事项，可能已经取消，请重新查找。',
  'service-items/no-such-agency': '没有这个实施主体，或者它不在这个地区。',
  'service-items/faulty': '事项内容还不能发布，有 {faults} 处需要改正。',
  'service-items/other-agency': '事项的实施主体不能改变；换了实施主体就是另一个事项，请新建。',
  'service-items/code-mismatch': '提交的实施编码与地址中的编码不一致。',
  'service-items/begins-in-past': '新版本的生效日期不能早于今天。',
} as const;

/** Ten categories of power and public service. */
export const typeNames: Readonly<Record<string, string>> = {
  '01': '行政许可',
  '02': '行政处罚',
  '03': '行政强制',
  '04': '行政征收',
  '05': '行政给付',
  '06': '行政检查',
  '07': '行政确认',
  '08': '行政奖励',
  '09': '行政裁决',
  '10': '其他行政权力',
  '20': '公共服务',
};

export const targetNames: Readonly<Record<number, string>> = {
  1: '自然人',
  2: '企业法人',
  3: '事业法人',
  4: '社会组织法人',
  5: '非法人企业',
  6: '行政机关',
  9: '其他组织',
};

export const levelNames: Readonly<Record<number, string>> = {
  1: '国家级',
  2: '省级',
  3: '市级',
  4: '县级',
  5: '镇（乡、街道）级',
  6: '村（社区）级',
};

export const natureNames: Readonly<Record<number, string>> = { 1: '法定机关', 2: '授权组织', 3: '受委托组织' };

export const powerSourceNames: Readonly<Record<number, string>> = {
  1: '法定本级行使',
  2: '上级下放',
  3: '上级授权',
  4: '同级授权',
  5: '上级委托',
  6: '同级委托',
};

export const wayNames: Readonly<Record<number, string>> = { 1: '窗口办理', 2: '网上办理', 3: '快递申请' };
