/** Sentences for a person who fills in a form; `{label}` is the name of the field. */
export const messages = {
  required: '请填写{label}。',
  'required-choice': '请选择{label}。',
  'required-file': '请上传{label}。',
  'required-declaration': '请阅读“{label}”，同意后勾选。',
  'required-date': '请填写{label}，例如 2026-10-30。',
  'too-long': '{label}最多 {limit} 个字，现在有 {actual} 个，请删减。',
  'too-short': '{label}至少 {limit} 个字，请补充完整。',
  'not-a-number': '{label}只能填数字，例如 12。',
  'not-whole': '{label}请填整数，不要小数。',
  'not-money': '{label}请填金额，单位为元，最多两位小数，例如 1200.50。',
  'too-small': '{label}不能小于 {limit}，请核对。',
  'too-large': '{label}不能大于 {limit}，请核对。',
  'not-an-option': '请从列出的选项中选择{label}。',
  'too-few': '{label}至少要有 {limit} 项，请添加。',
  'too-few-choices': '{label}至少选 {limit} 项。',
  'too-many': '{label}最多 {limit} 项，请删去多余的。',
  duplicate: '{label}里有重复的内容，请删去一个。',
  format: '{label}的格式不对，请对照说明修改。',
  'format-day': '{label}不是有效的日期，请按“年-月-日”填写，例如 2026-10-30。',
  'format-residentId': '{label}不正确，请对照证件核对 18 位号码，最后一位可能是 X。',
  'format-creditCode': '{label}不正确，请对照营业执照核对 18 位代码，代码里没有字母 I、O、S、V、Z。',
  'format-mobile': '{label}不正确，请填写 11 位手机号码。',
  invalid: '{label}填写有误，请核对后重新填写。',
} as const;

export type MessageCode = keyof typeof messages;

/** How a field inside a repeating group is called in a message: 家庭成员 2 的姓名, 家庭成员 2 与申请人的关系. */
export const rowLabel = (rowTitle: string, row: number, label: string): string =>
  `${rowTitle} ${row + 1} ${/^[与和同对在]/.test(label) ? '' : '的'}${label}`;

export const wholeForm = '表单';

/** Refusals of a submission, by code. */
export const formRefusals = {
  'form/forbidden-name': '提交的内容里有不允许的字段，请从办事页面重新填写。',
  'form/malformed': '提交的内容无法识别，请从办事页面重新填写。',
  'form/too-large': '提交的内容太多，请删减后再提交。',
  'form/no-such-step': '没有这个填写步骤，请从第一步开始。',
} as const;

/** Faults of a definition, for the person who wrote it. */
export const faults = {
  'no-property': '数据结构里没有这个字段',
  'wrong-type': '控件与数据类型不符',
  'bad-key': '字段名只能用字母和数字，并以字母开头',
  'duplicate-key': '字段名重复',
  'duplicate-step': '步骤名重复',
  'no-layout': '这个字段必填，但没有安排在任何步骤里',
  'unbounded-text': '文字没有规定最大长度',
  'unbounded-rows': '没有规定最多几项',
  'options-differ': '选项与数据结构里的取值不一致',
  'no-condition-field': '显示条件所指的字段不存在',
  'condition-value': '显示条件的取值不在选项里',
  'condition-cycle': '显示条件互相依赖',
  keyword: '用了不支持的关键字',
  format: '没有这种格式的检查办法',
  pattern: '格式表达式无法使用或可能过慢',
  'too-deep': '嵌套太深',
  'no-field': '没有任何可填的字段',
  schema: '数据结构本身有错',
} as const;

export type FaultCode = keyof typeof faults;

/** Fills the `{name}` places of a sentence. */
export const fill = (sentence: string, facts: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : place));
