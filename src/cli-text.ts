/** Every sentence of the command line, and its help. */
export const cliText = {
  seeded: '演示城市已经建好。',
  seededBefore: '数据库里已经有数据，没有改动。',
  calendarLoaded: (key: string, source: string): string =>
    `已载入 ${key}（${source}），受影响的在办事项已重新计算期限。`,
  verified: (matters: number, entries: number, faults: number): string =>
    `核对了 ${matters} 件事的 ${entries} 条台账记录，${faults === 0 ? '全部无误。' : `发现 ${faults} 处问题：`}`,
  fault: (matter: string, seq: number, fault: string): string => `  ${matter} 第 ${seq} 条：${fault}`,
  levels: { ok: '正常', warning: '注意', wrong: '错误' },
  sentences: {
    'cli/no-file': '请写明要载入的文件，例如 mingtang calendar load 2027.json。',
    'cli/unreadable-file': '打不开文件 {file}。',
    'cli/bad-rule': '保管规则有误：{faults}。',
    'cli/unknown-kind': '没有这种事项：{kind}。',
    'cli/no-key': '请写明密钥，例如 mingtang keys retire seal/1。',
    'cli/bad-purpose': '--purpose 只能是 seal（加密）、lookup（查找）或者 all（全部）。',
    'cli/not-json': '文件 {file} 不是 JSON 格式。',
  },
} as const;

const HELP: Readonly<Record<string, string>> = {
  'calendar load': `用法：mingtang calendar load 文件 [--json]
  载入一年的节假日安排或者地方节假日（JSON 文件），并重新计算受影响的在办事项的期限。
  文件样例：src/kernel/calendar/years/2026.1.json`,
  'ledger verify': `用法：mingtang ledger verify [--json]
  重新计算台账的每一个哈希、每一条链和每一个承诺，指出与当初不符的记录。有问题时以 1 结束。`,
  'retention due': `用法：mingtang retention due [--json]
  按保管规则列出今天到期应当删除的个人信息，只看不删。`,
  'retention run': `用法：mingtang retention run [--kind 种类]… [--json]
  删除到期的个人信息，每一件都记入台账。不写 --kind 时只删规则规定自动删除的；
  需要先经档案鉴定的（如办件），用 --kind 写明。在办的、法律要求保存的、证照还在有效期的，不删。`,
  'retention rule': `用法：mingtang retention rule 文件 [--json]
  规定一种事项的个人信息保存多久（JSON 文件），从某日起生效；原来的规定保留备查。例如：
  {"kind":"consultation","validFrom":"2027-01-01","source":"市档案局〔2026〕8 号",
   "rule":{"years":2,"from":"closed","action":"erase","law":"个人信息保护法 第十九条","earlier":true,"automatic":true}}`,
  'keys status': `用法：mingtang keys status [--json]
  列出每一把密钥的状态、用它加密的内容有多少项，以及重新加密的进度。不显示密钥本身。`,
  'keys rotate': `用法：mingtang keys rotate [--purpose seal|lookup|all] [--no-wait] [--json]
  更换密钥：生成新密钥，等所有运行中的程序都读到后启用，再把旧密钥加密的内容逐批重新加密。
  期间照常办理。中断后由后台程序接着做；--no-wait 生成后立即返回。`,
  'keys retire': `用法：mingtang keys retire seal/1 [--json]
  销毁一把已经停用的密钥。只要还有一项内容用它加密，就不销毁。
  销毁之前的数据库备份，要用当时的密钥环副本才能打开。`,
  'keys make': `用法：mingtang keys make seal/2 [--json]
  为您自己保管的密钥环（KEY_RING、KEY_COMMAND）生成一把新密钥，写到标准输出。请勿留在终端记录里。`,
  seed: `用法：mingtang seed [--json]
  在空数据库里建立演示城市。`,
  replay: `用法：mingtang replay [--json] [--year 年份] [--scale N] [--leave-open]
  用真实办理操作重放溪平县政务服务中心十一个月的办件（2025 年 1 至 11 月），并给出各项统计数字。
  中断后再次执行会接着做；做完的不会重做。--scale N 只做约 N 分之一，用来快速试一试。
  期末还在办的件随后按期办完；--leave-open 让它们停在期末的样子。`,
  doctor: `用法：mingtang doctor [--json]
  检查配置、数据目录、数据库、日历、台账分区和后台任务，指出问题和解决办法。`,
};

/** Help of one command, or of all. */
export const helpOf = (name: string | null): string =>
  name === null
    ? `mingtang 命令：
  clock due        计算期限的最后一天，并逐日说明理由
  calendar load    载入节假日安排
  ledger verify    核对台账
  retention due    查看到期应当删除的个人信息（另有 retention run、retention rule）
  keys status      查看密钥（另有 keys rotate、keys retire、keys make）
  seed             建立演示城市
  replay           重放十一个月的办件
  doctor           检查运行环境
每个命令都可以加 --help 查看用法，加 --json 输出一个 JSON 对象。
数据目录由环境变量 DATA_DIR 指定，外部数据库由 DATABASE_URL 指定。`
    : (HELP[name] ?? name);
