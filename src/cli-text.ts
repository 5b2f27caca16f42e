import { simulatorHelp } from './boards/index.ts';
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
    'cli/bad-rule': '保管规则有误：{faults}。',
    'cli/unknown-kind': '没有这种事项：{kind}。',
    'cli/no-key': '请写明密钥，例如 mingtang keys retire seal/1。',
    'cli/bad-purpose': '--purpose 只能是 seal（加密）、lookup（查找）或者 all（全部）。',
    'cli/not-json': '文件 {file} 不是 JSON 格式。',
  },
} as const;

const HELP: Readonly<Record<string, string>> = {
  ...backupHelp,
  'calendar load': `用法：mingtang calendar load 文件 [--json]
  载入一年的节假日安排或者地方节假日（JSON 文件），并重新计算受影响的在办事项的期限。
  文件样例：src/kernel/calendar/years/2026.1.json`,
  'ledger verify': `用法：mingtang ledger verify [--json]
      mingtang ledger verify --receipt 凭证.json [--key 公钥]… [--checkpoint 文件] [--json]
      mingtang ledger verify --log 目录或网址 --vkey 验证公钥 [--kept 文件]… [--witness 验证公钥]… [--json]
  重新计算台账的每一个哈希、每一条链、每一个承诺和每一个期限，并核对公开日志：每条记录恰好在日志里一次，
  每个检查点的签名和根哈希都对，本机的日志文件逐字节一致。指出每一处不符。有问题时以 1 结束。
  --log 从外面核对已经公布的日志，不需要数据库；--kept 是以前保存的检查点，用来确认日志只增不改；
  --witness 要求这个见证人也签了名。--kept 和 --witness 可以写多次。
  --receipt 核验一份办件凭证，不需要数据库和网络。公钥从城市公布的地方取得（/log/vkey）；凭证由本机的密钥
  签名的，可以不写。--checkpoint 与别处得到的检查点比对。不符或者不能完全核对时以 1 结束。`,
  'report requests-annual': `用法：mingtang report requests-annual --year 年份 --agency 机关 [--government] [--json]
  按登记的申请和复议诉讼，现算一个机关一年的政府信息公开年度报告第三、四部分。机关用编号、代码或者名称；
  --government 汇总它下面的全部机关。`,
  'report check': `用法：mingtang report check 文件 [--before 上一年度文件] [--json]
  核对一份已经公布的政府信息公开年度报告（xlsx、xls、docx、csv、网页或者 JSON），逐处指出不成立的勾稽关系，
  不需要数据库。
  文件里有前后两个年度，或者用 --before 给出上一年度的报告时，也核对结转。有不符时以 1 结束。`,
  'files verify': `用法：mingtang files verify [--json]
  读出存储里的每一个文件，重新计算哈希，指出丢失的和被改动的文件。有问题时以 1 结束。`,
  'import-site': `用法：mingtang import-site 目录|网站地图 [--mapping 对照.json] [--json]
  把已有政府网站的文章页迁入：按网站标签读出标题、发布日期、来源、栏目和正文，带上附件和图片，保留原地址的跳转。
  目录里是按原路径存放的页面；网站地图写网址（http 或 https），只取同一主机的页面，一次一页。
  可以反复运行：没有变化的页面不动，变化了的成为新版本；中断后再运行，从断的地方继续。
  含个人信息的页面不公开，作为草稿等待审核。
  没有标签的页面，标题、日期、来源和正文按页面上显示的取，并在报告里列出。
  不写对照文件时，网站名称和原地址按网站标签（SiteName、SiteDomain），栏目归入同名的目录，单位按网站名称。
  对照.json：{"site":"某局网站","base":"https://www.x.gov.cn/","agency":"590900-SC",
    "usual":{"node":"ML.3.13.04","genre":"announcement"},
    "columns":{"政策解读":{"node":"ML.3.01.06","genre":"other"}},
    "body":["正文所在元素的 id 或 class"],"tags":{"title":"…","date":"…","source":"…","column":"…"}}`,
  'log publish': `用法：mingtang log publish [--json]
  立即把新的台账记录写进公开日志并发布检查点（平时每隔 LOG_EVERY_SECONDS 秒自动进行）。`,
  'log cosign': `用法：mingtang log cosign 文件 [--json]
  收下见证人送来的、加了签名的检查点。见证人的验证公钥要先写在 LOG_WITNESSES 里。`,
  'log rebuild': `用法：mingtang log rebuild [--json]
  按数据库重新生成本机的公开日志文件（DATA_DIR/log），列出与应有内容不同的文件。`,
  'log reset': `用法：mingtang log reset --new-origin 新名称 --reason 原因 [--new-key] [--json]
  停用现在的公开日志，用新名称另立一个，重新收入全部台账记录。旧日志和旧回执照样可以核对。
  只在数据库恢复到较早备份、签名私钥丢失或者泄露等情况下使用；原因会公布在日志网页上。
  --new-key 换用新的签名私钥，旧私钥改名保留。`,
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
  'admin create': `用法：mingtang admin create --system 账号:姓名 --security 账号:姓名 --audit 账号:姓名
         [--region 区划代码 --province 省名 --city 市名 --government 市政府名称 --credit-code 统一社会信用代码 [--short 简称]] [--json]
  建立系统、安全、审计三位管理员的账号，并显示一次临时密码；首次登录时须修改密码、启用两步验证。
  只有在没有管理员时才能执行。空数据库须同时写明本市资料。`,
  'terminal simulate': simulatorHelp,
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
${backupHelpLines}
  import-site      迁入已有的政府网站
  ledger verify    核对台账和公开日志
  pii scan         排查文件里的个人信息
  log publish      立即发布公开日志
  log cosign       收下见证人的签名
  log rebuild      重新生成公开日志的文件
  log reset        停用公开日志，另立一个
  retention due    查看到期应当删除的个人信息（另有 retention run、retention rule）
  keys status      查看密钥（另有 keys rotate、keys retire、keys make）
  seed             建立演示城市
  admin create     建立首批三位管理员的账号
  admin reset      给失去登录手段的管理员一个临时密码
  report check     核对一份已经公布的信息公开年度报告（另有 report requests-annual）
  replay           重放十一个月的办件
  terminal simulate  按终端协议模拟一台触摸屏或电子屏，可以打开故障
  doctor           检查运行环境
每个命令都可以加 --help 查看用法，加 --json 输出一个 JSON 对象。
数据目录由环境变量 DATA_DIR 指定，外部数据库由 DATABASE_URL 指定。`
    : (HELP[name] ?? name);
