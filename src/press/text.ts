/** Sentence of every refusal of this module. */
export const sentences: Readonly<Record<string, string>> = {
  'press/no-plan': '政策文件还没有解读方案，也没有经政务公开办确认不需要解读，不能提交和发布。',
  'press/no-material': '政策文件还没有解读材料。文件与解读材料应当同步组织、同步审签、同步发布。',
  'press/material-not-with-document':
    '解读材料还没有送到政务公开办。文件、解读方案、解读材料应当一并审签；请先催办解读材料，或者把文件退回。',
  'press/material-not-cleared': '解读材料还没有通过全部审核，文件要与它一起发布。',
  'press/not-as-planned': '解读材料的形式与解读方案不一致。',
  'press/elements-missing': '解读材料缺少解读方案中的要素：{missing}。',
};

export const elementTitles: Readonly<Record<string, string>> = {
  background: '背景依据',
  aims: '目标任务',
  content: '主要内容',
  scope: '适用范围',
  standards: '执行标准',
  attention: '注意事项',
  terms: '关键词诠释',
  benefits: '惠民利民举措',
  differences: '新旧政策差异',
};

export const measureText = {
  pieces: '件',
  percent: '%',
  documents: '应当解读的政策文件',
  explained: '有解读的政策文件',
  materials: '解读材料',
  headLed: '单位负责人解读的材料',
  atOnce: '与文件同时发布解读的政策文件',
  coverage: {
    title: '政策解读率',
    formula: '期内公开的政策文件中有解读的 ÷ 应当解读的 × 100%',
    note: '经政务公开办确认不需要解读的，分子、分母都不计。',
  },
  back: {
    title: '政策文件退文次数',
    formula: '期内因没有解读方案或解读材料被退回的次数',
    note: '提交审核和政务公开办预审时由系统拦下的，每次计一次。',
  },
  turnedBack: '退文',
  times: '次',
  head: { title: '负责人带头解读率', formula: '期内单位负责人解读的材料 ÷ 解读材料 × 100%' },
  count: { title: '解读材料数', formula: '期内公开的解读材料件数' },
  sync: { title: '解读同步率', formula: '期内公开的政策文件中解读与文件同时发布的 ÷ 有解读的 × 100%' },
} as const;
