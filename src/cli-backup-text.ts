const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Every sentence of the commands that make, check and restore backups, and their help. */
export const backupText = {
  verified: (matters: number, entries: number, faults: number): string =>
    `核对了 ${matters} 件事的 ${entries} 条台账记录，${faults === 0 ? '全部无误。' : `发现 ${faults} 处问题：`}`,
  ledgerFault: (matter: string, seq: number, fault: string): string => `  ${matter} 第 ${seq} 条：${fault}`,
  taken: (folder: string, bytes: number, newBytes: number): string =>
    `备份完成：${folder}，共 ${megabytes(bytes)}，其中新写入 ${megabytes(newBytes)}。`,
  ledger: (head: string, matters: number, entries: number): string =>
    `台账：${matters} 件事，${entries} 条记录，总校验值 ${head}`,
  logicalOnly: '数据库在外部服务器上，这份备份是逻辑导出；服务器的物理备份由数据库管理员负责。',
  keys: {
    inside: '密钥在备份里面。请把这份备份当作密钥一样保管。',
    elsewhere: '密钥另存在指定的目录。',
    'left-out':
      '备份里没有密钥。没有密钥，加密的个人信息谁也读不出来：请把 DATA_DIR/keys 另存一处，或者用 --keys-dir。',
  },
  notDue: '这个时间的备份已经做好或者正在做。',
  faults: {
    missing: '缺少',
    size: '大小不符',
    changed: '内容与备份时不符',
    unexpected: '不属于这份备份',
    content: '解开后的内容不符',
    page: '数据库页校验值不符',
  },
  fault: (file: string, fault: string): string => `  ${file}：${fault}`,
  sound: (folder: string, files: number): string => `${folder}：${files} 个文件全部与备份时相同。`,
  damaged: (folder: string, faults: number): string => `${folder}：${faults} 个文件与备份时不同：`,
  restored: (dataDir: string): string => `已经恢复到 ${dataDir}。`,
  imported: '已经装入数据库，每张表都核对无误。',
  headAgrees: (head: string): string => `台账与备份一致，总校验值 ${head}`,
  headDiffers: (head: string, expected: string): string => `台账与备份不一致：现在是 ${head}，备份时是 ${expected}`,
  differing: (numbers: readonly string[]): string => `  不一致的事：${numbers.join('、')}`,
  later: (entries: number): string => `另有 ${entries} 条备份开始之后的记录。`,
  drilled: (folder: string, seconds: number): string => `恢复演练成功：${folder}，用时 ${seconds.toFixed(1)} 秒。`,
  drillFailed: (folder: string, seconds: number): string =>
    `恢复演练不成功：${folder}，用时 ${seconds.toFixed(1)} 秒。`,
  files: (count: number): string => `数据库提到的 ${count} 个文件都在，内容相符。`,
  filesElsewhere: '文件不在这份备份里，没有核对。',
  lost: (hashes: readonly string[]): string => `  缺少或者不符的文件：${hashes.join('、')}`,
  keysOpen: '密钥能够打开最近一条加密的个人信息。',
  nothingSealed: '还没有加密的个人信息，没有核对密钥。',
} as const;

export const backupHelp: Readonly<Record<string, string>> = {
  backup: `用法：mingtang backup [目录] [--with-keys | --keys-dir 目录] [--json]
  程序运行时或停止时都可以备份：数据库、上传的文件和文书、公开的日志。目录必须是空的或者还不存在；
  不写目录时，在 BACKUP_DIR 下按时间命名。同一级目录里已有的备份中相同的内容不再重复存放。
  密钥默认不在备份里：--with-keys 放进备份，--keys-dir 另存到别处。`,
  'backup verify': `用法：mingtang backup verify 目录 [--json]
  核对备份的每一个文件和数据库的每一页，指出与备份时不同的文件。有问题时以 1 结束。`,
  'backup drill': `用法：mingtang backup drill [目录] [--keys-dir 目录] [--scratch 目录] [--json]
  把最近一份（或者指定的）备份恢复到临时目录，核对台账、文件和密钥，然后删除临时目录。不成功时以 1 结束。`,
  restore: `用法：mingtang restore 目录 [--data-dir 目录] [--until 时间|latest] [--timeline N] [--keys-dir 目录] [--replace] [--json]
  先核对备份，再恢复到数据目录（默认 DATA_DIR），然后核对台账。目录里已有内容时要加 --replace，原有内容移到 replaced-… 目录。
  --until 用 WAL_ARCHIVE 里的归档恢复到指定时间（不写时区的按北京时间），latest 恢复到归档的最后。`,
  export: `用法：mingtang export 目录 [--json]
  导出数据库的全部内容，用于换 PostgreSQL 大版本或者换服务器；不含文件和密钥。`,
  import: `用法：mingtang import 目录 [--json]
  把 export 的结果装入空的数据库（DATABASE_URL 或者空的 DATA_DIR/database），逐表核对，再核对台账。`,
};

export const backupHelpLines = `  backup           备份；backup verify 核对备份，backup drill 恢复演练
  restore          从备份恢复
  export, import   逻辑导出、装入，用于换数据库版本`;
