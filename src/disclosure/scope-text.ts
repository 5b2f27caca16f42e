/** Words of scope: what is told inside, what is complete, what belongs together. */
export const scopeText = {
  completenessColumns: ['单位', '编号', '大项', '已公开条数', '最近更新', '情况'],
  filled: '已公开',
  missing: '没有公开',
} as const;

/** Refusals of scope. */
export const scopeSentences: Readonly<Record<string, string>> = {
  'disclosure/decision-without-way':
    '应当公开的决策，要写明采取了哪种公开方式（社会公示、专家咨询、论证、列席会议等）。',
  'disclosure/scope-differs':
    '公开属性与按事项性质判断的结果不一致，请改为判断表给出的属性，或者写明理由（至少五个字）。',
  'disclosure/node-of-other-side': '系统内部公开的信息只能放在内部公开的六大项下，向社会公开的只能放在公开目录下。',
  'disclosure/no-axis': '请选择“五公开”中的一项：决策、执行、管理、服务或者结果。',
  'disclosure/no-such-category': '没有这个公开大项，请重新选择。',
  'disclosure/no-such-affair': '没有这个事项，或者它不是本单位的，请重新选择。',
  'disclosure/affair-exists': '本单位已经登记过同名的事项，请直接选用。',
  'disclosure/no-implementation-day': '告示要写明从哪一天起实施。',
  'disclosure/notice-too-late':
    '告示要在实施以前发布。实施日期已经到了，请与实施单位商定新的日期，改好后再提交、发布。',
  'disclosure/other-audience':
    '更正不能改变公开范围：内部公开的不能改成向社会公开，向社会公开的也不能改成内部公开。请撤回后另行登记。',
  'disclosure/inside-with-outside': '内部公开的信息不能与向社会公开的信息一起发布，请先取消它们之间的解读关系。',
  'disclosure/inside-only-withdrawn': '内部公开的信息只能撤回，不能改变效力。',
  'disclosure/no-such-checklist': '没有这张公开大项清单，或者它今天还没有施行。',
};
