/** Every sentence the server of the workbench says. */
export const sentences: Readonly<Record<string, string>> = {
  'workbench/not-built': '工作台的页面文件还没有生成，请运行 make build 后再打开。',
  'workbench/no-such-measure': '没有这个指标。',
  'workbench/not-your-agency': '您只能查看本单位及下级单位的数据。',
  'workbench/bad-period': '开始日期不能晚于结束日期。',
  'workbench/too-many-rows': '明细超过 {limit} 行，请缩短日期范围后再导出。',
  'calendar/not-json': '文件不是有效的 JSON，请核对后重新载入。',
};

export const csvText = {
  inbox: ['编号', '事项', '类型', '环节', '收件日期', '到期日期', '预警', '剩余工作日', '暂定'],
  figure: ['标识', '内容', '数量'],
  lights: { green: '正常', yellow: '临近到期', red: '已超期' },
  yes: '是',
  no: '否',
} as const;

export const matterWords = {
  subject: '申请人',
  /** Marks the state a matter is in on its flow chart. */
  present: (title: string) => `▶ ${title}（目前环节）`,
  remarks: new Map([
    ['kernel.overdue', '期限已过，系统记录超期'],
    ['kernel.redated', '节假日安排更新，期限重新计算'],
    ['disclosure.plan-interpretation', '登记解读方案'],
    ['disclosure.ask-consent', '发出征求第三方意见函'],
    ['disclosure.consent-concluded', '第三方意见办结'],
    ['enforcement.field-decided', '逐项核对：保留一处个人信息'],
    ['disclosure.exempt', '政务公开办确认不需要解读'],
    ['personal-data-viewed', '工作人员查看了完整的个人信息'],
    ['screening.decide', '处理查出的个人信息'],
    ['screening.point-out', '补充登记发现的问题'],
  ]),
} as const;
