/** What this module finds in the running program, and what mends it. */
export const checkText = {
  jobsFailed: (count: number): string => `有 ${count} 项后台任务多次失败，已经停止重试`,
  jobsFailedMend: '请在工作台“系统运行”中查看原因，处理后重试或者放弃。',
  jobsLate: (count: number): string => `有 ${count} 项后台任务积压超过十分钟`,
  jobsLateMend: '请确认后台进程（MINGTANG_ROLE=worker 或 all）正在运行。',
  jobsGood: '后台任务没有积压',
  noWorker: '程序在运行，却没有后台进程',
  noWorkerMend: '请启动 MINGTANG_ROLE=worker 或 all 的进程；没有它，期限到了不会自动处理，通知也发不出去。',
  workerStuck: (minutes: number): string => `后台进程已经 ${minutes} 分钟没有取任务`,
  workerStuckMend: '请查看后台进程的日志，必要时重启。',
  silent: (copies: string): string => `这些程序没有正常退出，也没有再报告：${copies}`,
  silentMend: '如果它们确实停了，一小时后会自动从名单里消失；如果还在运行，请检查它与数据库的连接。',
  versions: (versions: string): string => `正在运行的程序版本不一致：${versions}`,
  versionsMend: '请用 deploy/rolling-restart 逐一重启，让各份程序版本一致。',
  copySkew: (host: string, seconds: number): string => `主机 ${host} 的时钟与数据库相差 ${seconds} 秒`,
  clockMend: '请在那台机器上启用时间同步（chrony 或 systemd-timesyncd）。',
  copies: (count: number): string => `有 ${count} 份程序在运行，版本一致`,
  notRunning: '程序没有在运行',
  routineFailed: (name: string, fault: string): string => `例行工作 ${name} 上一次失败：${fault}`,
  routineFailedMend: '请查看后台进程的日志。',
  routineLate: (name: string): string => `例行工作 ${name} 没有按时做`,
  ledgerFaults: (count: number): string => `上一次全面核对发现台账有 ${count} 处与当初不符`,
  ledgerFaultsMend: '请立即按应急预案处置：执行 mingtang ledger verify 查明是哪些记录，保护现场，从备份核对。',
  ledgerVerified: (on: string): string => `台账于 ${on} 全面核对无误`,
  ledgerStale: '台账已经超过三天没有全面核对',
  ledgerStaleMend: '请确认后台进程在夜间运行；也可以执行 mingtang ledger verify。',
} as const;

/** What makes an incident grave while the city's register says nothing. @law 国家网络安全事件应急预案 1.4 */
export const gradeText = {
  I: {
    title: '特别重大',
    criterion: '系统大面积瘫痪，或者核心数据、大量个人信息被窃取、篡改，对社会秩序造成特别严重损害。',
  },
  II: { title: '重大', criterion: '系统长时间中断，或者重要数据、较多个人信息被窃取、篡改，造成严重损害。' },
  III: { title: '较大', criterion: '系统部分功能中断，或者少量数据、个人信息被窃取、篡改，造成较大损害。' },
  IV: { title: '一般', criterion: '除上述情形外，对系统或者数据造成一定损害。' },
} as const;

export const incidentText = {
  title: (summary: string, drill: boolean): string => (drill ? `演练：${summary}` : summary),
  dutyTitle: (year: number): string => `${year} 年网络安全应急演练`,
  ledgerFaults: (count: number, first: string): string => `台账核对发现 ${count} 处与当初不符，首处在 ${first}`,
} as const;

/** Every refusal and notice of this module. */
export const sentences: Readonly<Record<string, string>> = {
  'operations/says-nothing': '请写明情况（至少五个字）。',
  'operations/no-grade': '请选择事件级别。',
  'operations/not-notified': '这件事涉及个人信息，请先办理“通知主管部门和个人”，再作书面报告。',
  'operations/incident-not-found': '没有找到这个安全事件。',
  'operations/job-not-found': '没有找到这项任务，它可能已经做完了。',
  'operations/job-running': '这项任务正在执行，请稍后再看。',
  'operations/same-deputy': '值守人和替补不能是同一个人。',
  'operations/not-a-person': '值守人必须是个人，不能是单位。',
  'operations/on-call-not-found': '没有找到这条值守记录。',
  'operations/verification-running': '正在核对，请等它结束。',
  'operations.incident': '发现安全事件“{title}”（{number}），请立即按应急预案处置。',
  'operations.drill': '应急演练“{title}”（{number}）已经开始，请按预案处置。',
};

/** Titles of the states of an incident. */
export const stateTitles = {
  detected: '已发现，待定级',
  graded: '已定级，待隔离',
  isolated: '已隔离，待恢复',
  restored: '已恢复，待报告',
  reported: '已报告，待总结',
  reviewed: '已总结',
  dismissed: '误报',
} as const;
