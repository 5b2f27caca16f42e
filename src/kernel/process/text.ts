/** What is wrong with a process definition, by code; `{name}` is the id of what is meant. */
export const faultSentences = {
  'process/unknown-state': '“{name}”不是本流程的环节。',
  'process/unknown-act': '“{name}”不是本流程的操作。',
  'process/unknown-clock': '“{name}”不是本流程的期限。',
  'process/no-source': '操作“{name}”没有写明从哪个环节开始。',
  'process/unreachable': '环节“{name}”永远走不到。',
  'process/dead-end': '环节“{name}”没有办结，却没有任何操作可以离开。',
  'process/never-closes': '从环节“{name}”出发，怎么走都到不了办结。',
  'process/acts-after-close': '环节“{name}”已经办结，不能再有从这里开始的操作。',
  'process/closed-has-holder': '环节“{name}”已经办结，不能再有经办人。',
  'process/no-holder': '环节“{name}”没有写明由谁办理。',
  'process/nobody-may': '操作“{name}”没有写明谁可以办理。',
  'process/no-trigger': '操作“{name}”由系统自动办理，但没有写明何时触发（期限届满或者下级环节全部办结）。',
  'process/quorum': '操作“{name}”的会签人数应当是不小于 1 的整数。',
  'process/limit': '期限“{name}”的时长应当是不小于 1 的整数。',
  'process/extension': '期限“{name}”的延长次数应当是不小于 1 的整数。',
  'process/never-starts': '期限“{name}”没有写明从哪个操作起算。',
  'process/never-ends': '期限“{name}”没有写明哪个操作使它完成，或者从起算处走不到那个操作。',
  'process/lapse-not-system': '期限“{name}”届满后的操作应当由系统自动办理。',
} as const;

export type FaultCode = keyof typeof faultSentences;

/** The words of a flow chart and of its BPMN form. */
export const flowText = {
  subject: '申请人',
  system: '系统自动',
  start: '开始',
  actedBy: (people: string) => `由${people}办理`,
  quorum: (atLeast: number) => `须 ${atLeast} 人同意`,
  childrenClosed: '下级环节全部办结后',
  lapse: (clock: string) => `“${clock}”届满时`,
  limit: { workday: '个工作日', day: '日', month: '个月', hour: '小时' },
  clock: (title: string, limit: string) => `${title}：${limit}`,
  extension: (limit: string, atMost: number) => `可延长 ${limit}${atMost > 1 ? `，至多 ${atMost} 次` : ''}`,
  suspended: (clocks: string) => `期间不计入：${clocks}`,
  chart: (title: string) => `${title}流程图`,
  describe: (states: number, actions: number, first: string, ends: string) =>
    `从“${first}”开始，共 ${states} 个环节、${actions} 个操作，可能的结果有：${ends}。逐步的文字说明见图后的办理步骤。`,
  legend: { act: '由人办理', automatic: '条件成就时自动发生', clock: '期限' },
  law: (law: string) => `依据：${law}`,
} as const;
