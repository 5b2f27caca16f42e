/** What people said and wrote in the replayed time, and what the command tells. All of it is made up. */
export const text = {
  hall: '溪平县政务服务中心',
  /** Item of the demo data that the centre offers besides those of every county centre. */
  source: '事项清单首次录入',
  townshipSource: '乡镇政务服务中心试点事项',
  facilitySource: '大厅设施登记',
  correctionNote: '材料没有盖章，请补盖后交来。',
  corrected: '补正材料已在窗口收到。',
  refusal: '所申请的事项不属于本机关职权范围。',
  rightAgency: '请向有管辖权的行政机关申请。',
  notNeeded: '该事项已经取消，依法不需要取得许可。',
  withdrawal: '暂时不办了。',
  specialReason: '依法需要进行，所需时间不计入办理期限。',
  specialFindings: '经核实，情况与申请材料一致。',
  visitFindings: '入户核实，家庭人口、收入和财产与申报一致。',
  reviewOpinion: '经入户调查并公示，无异议，同意上报。',
  advice: { inFavour: '材料齐全，符合规定的条件，建议准予。', against: '不符合规定的条件，建议不予。' },
  sendBack: '请补充说明审查所依据的条款。',
  denial: '不符合规定的条件，理由已在决定书中写明。',
  granted: '同意。',
  callBack: '电话回访，群众表示满意。',
  questions: [
    '办这件事要带哪些材料？',
    '材料齐了多久能办好？',
    '可以请家里人代办吗？',
    '可以在网上申请吗？',
    '办这件事要交费吗？',
  ],
  answers: [
    '所需材料在办事指南里逐项列明，窗口也可以当场打印一份。',
    '承诺时限写在办事指南里，从受理之日起算，进度页上可以看到截止日期。',
    '可以，请带授权委托书和双方的身份证件。',
    '可以网上申请的事项在办事指南里标明，不方便上网的也可以到窗口办。',
    '不收费的事项写明不收费；收费的写明依据和标准。',
  ],
  progress: (day: string, done: number, all: number): string => `${day}  已重放 ${done} / ${all} 步`,
  resumed: (done: number): string => `接着上次继续，已有 ${done} 步在台账里。`,
  doneBefore: '这个数据库已经重放过，直接给出统计数字。',
  finished: (acts: number, seconds: string, rate: number): string =>
    `重放完成：${acts} 步，用时 ${seconds} 秒，每秒 ${rate} 步。`,
  heading: (county: string, from: string, to: string): string => `${county}政务服务中心 ${from} 至 ${to}`,
  printed: (reported: string, agrees: boolean | null): string =>
    agrees === null
      ? `  报告写 ${reported}，与报告自己的数字对不上`
      : agrees
        ? '  与报告一致'
        : `  报告写 ${reported}，不一致`,
  vectors: (right: number, all: number): string => `核对用例 ${all} 个，一致 ${right} 个。`,
  contradicts: (reported: string): string =>
    `报告写的 ${reported} 不能由报告中的时限和办结时间算出，这里给出按公式算得的数。`,
  facility: (kind: string, nth: number): string => `${FACILITIES[kind] ?? kind}${nth}`,
} as const;

const FACILITIES: Readonly<Record<string, string>> = {
  'work-window': '工作窗口',
  'comprehensive-window': '综合窗口',
  'charging-window': '收费窗口',
  'complaint-window': '投诉窗口',
  'enquiry-point': '政府信息公开查询点',
  'rest-area': '休息区',
  'rating-device': '评价仪',
  'touch-screen': '电子触摸屏',
};

export const sentences: Readonly<Record<string, string>> = {
  'replay/no-demo-city': '数据库里没有演示城市，请先执行 mingtang seed。',
  'replay/nobody-in-office': '{month} 没有人担任 {role}，演示城市的人员和岗位可能改动过。',
  'replay/other-plan': '这个数据库已经按 {year} 年、{scale} 分之一重放过，不能再按别的方式重放。',
  'replay/bad-year': '年份请写 2025 到上一年之间的数，该年和前后各一年的节假日安排要已经载入。',
  'replay/bad-scale': '--scale 请写 1 到 100 的整数。',
  'replay/unknown-option': '不认识选项 {option}。',
};
