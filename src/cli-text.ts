import { backupHelp, backupHelpLines } from './cli-backup-text.ts';

/** Every sentence of the command line, and its help. */
export const cliText = {
  seeded: '演示城市已经建好。',
  seededBefore: '数据库里已经有数据，没有改动。',
  calendarLoaded: (key: string, source: string): string =>
    `已载入 ${key}（${source}），受影响的在办事项已重新计算期限。`,
  verified: (matters: number, entries: number, faults: number): string =>
    `核对了 ${matters} 件事的 ${entries} 条台账记录，${faults === 0 ? '全部无误。' : `发现 ${faults} 处问题：`}`,
  fault: (matter: string, seq: number, fault: string): string => `  ${matter} 第 ${seq} 条：${fault}`,
  filesVerified: (files: number, bytes: number, faults: number): string =>
    `核对了 ${files} 个文件（${(bytes / 1_048_576).toFixed(1)} MB），${faults === 0 ? '全部无误。' : `发现 ${faults} 处问题：`}`,
  fileFault: (id: string, matter: string | null, fault: 'missing' | 'changed'): string =>
    `  文件 ${id}${matter === null ? '' : `（${matter}）`}：${fault === 'missing' ? '存储里没有了' : '内容与收到时不一样'}`,
  levels: { ok: '正常', warning: '注意', wrong: '错误' },
  sentences: {
    'cli/no-file': '请写明要载入的文件，例如 mingtang calendar load 2027.json。',
    'cli/unreadable-file': '打不开文件 {file}。',
    'cli/bad-options': '命令的参数有误，请加 --help 查看用法。',
    'cli/bad-administrator': '请用 --system、--security、--audit 各写明一位管理员，格式是“账号:姓名”。',
    'cli/not-json': '文件 {file} 不是 JSON 格式。',
  },
} as const;

const HELP: Readonly<Record<string, string>> = {
  ...backupHelp,
  'calendar load': `用法：mingtang calendar load 文件 [--json]
  载入一年的节假日安排或者地方节假日（JSON 文件），并重新计算受影响的在办事项的期限。
  文件样例：src/kernel/calendar/years/2026.1.json`,
  'ledger verify': `用法：mingtang ledger verify [--json]
  重新计算台账的每一个哈希、每一条链和每一个承诺，指出与当初不符的记录。有问题时以 1 结束。`,
  'files verify': `用法：mingtang files verify [--json]
  读出存储里的每一个文件，重新计算哈希，指出丢失的和被改动的文件。有问题时以 1 结束。`,
  seed: `用法：mingtang seed [--json]
  在空数据库里建立演示城市。`,
  replay: `用法：mingtang replay [--json] [--year 年份] [--scale N] [--leave-open]
  用真实办理操作重放溪平县政务服务中心十一个月的办件（2025 年 1 至 11 月），并给出各项统计数字。
  中断后再次执行会接着做；做完的不会重做。--scale N 只做约 N 分之一，用来快速试一试。
  期末还在办的件随后按期办完；--leave-open 让它们停在期末的样子。`,
  'admin create': `用法：mingtang admin create --system 账号:姓名 --security 账号:姓名 --audit 账号:姓名
         [--region 区划代码 --province 省名 --city 市名 --government 市政府名称 --credit-code 统一社会信用代码 [--short 简称]] [--json]
  建立系统、安全、审计三位管理员的账号，并显示一次临时密码；首次登录时须修改密码、启用两步验证。
  只有在没有管理员时才能执行。空数据库须同时写明本市资料。`,
  'admin reset': `用法：mingtang admin reset 账号 [--json]
  某位管理员的密码和两步验证都丢失、系统里又没有人能重置时，在服务器上给他一个临时密码。操作记入台账。`,
  doctor: `用法：mingtang doctor [--json]
  检查机器、数据目录、密钥、配置、端口、对外网址、数据库、时钟、日历、台账、管理员、后台任务和运行中的各份程序，
  指出问题和解决办法。只看不改。有错误时以 1 结束；--json 里每一项有固定的 code。`,
};

/** Help of one command, or of all. */
export const helpOf = (name: string | null): string =>
  name === null
    ? `mingtang 命令：
  clock due        计算期限的最后一天，并逐日说明理由
  calendar load    载入节假日安排
  files verify     核对文件
  ledger verify    核对台账
${backupHelpLines}
  seed             建立演示城市
  admin create     建立首批三位管理员的账号
  admin reset      给失去登录手段的管理员一个临时密码
  replay           重放十一个月的办件
  doctor           检查运行环境
每个命令都可以加 --help 查看用法，加 --json 输出一个 JSON 对象。
数据目录由环境变量 DATA_DIR 指定，外部数据库由 DATABASE_URL 指定。`
    : (HELP[name] ?? name);
