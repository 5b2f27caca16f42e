/** What the operator reads when the embedded database refuses to start, by code. */
export const embeddedSentences = {
  'db/data-dir-in-use':
    '数据目录 {dataDir} 正由另一个程序使用（主机 {host}，进程号 {pid}）。请先停止该程序，或用 DATA_DIR 指定别的目录。',
  'db/data-dir-not-writable':
    '当前系统用户 {user} 无权使用数据目录 {dataDir}。请改用该目录的所有者运行，或更改目录权限。',
  'db/disk-read-only':
    '数据目录 {dataDir} 所在的磁盘是只读的，程序没有启动，数据没有改动。请检查磁盘并重新以可写方式挂载，然后再启动。',
  'db/disk-full': '数据目录 {dataDir} 所在的磁盘已满，程序没有启动，数据没有改动。请腾出空间，然后再启动。',
  'db/data-dir-unreachable':
    '数据目录 {dataDir} 里已有内容，但系统用户 {user} 进不去它的上级目录。PostgreSQL 不能以 root 运行，请把目录移到该用户可以进入的位置。',
  'db/data-version':
    '数据目录 {dataDir} 由 PostgreSQL {found} 建立，本程序带的是 {expected}。请先用原版本程序导出数据，再由本程序导入。',
  'db/os-user-unknown':
    '当前用户编号 {uid} 在系统中没有登记（/etc/passwd 里没有），PostgreSQL 因此拒绝启动。请登记该用户（例如 useradd --uid {uid} mingtang），或换一个已登记的用户运行，或用 DATABASE_URL 连接外部数据库。',
  'db/os-user-switch': '以 root 运行时不能切换到系统用户 {user}（{reason}）。请直接用普通用户运行本程序。',
  'db/binaries-missing':
    '没有找到适合本机（{platform}）的 PostgreSQL 程序包 {name}。请重新运行 make install，或用 DATABASE_URL 连接外部数据库。',
  'db/archive-not-writable':
    'PostgreSQL 的系统用户 {user} 不能写入 WAL 归档目录 {folder}。请更改该目录的所有者，或者用 WAL_ARCHIVE 指定别的目录。',
  'db/data-dir-not-empty': '{dataDir} 里已经有数据库，不能恢复到这里。',
  'db/start-failed': '数据库没有启动起来：{reason}',
} as const;

/** Lines for the log of the program while the database starts and stops. */
export const embeddedLog = {
  initialising: (folder: string) => `首次启动，正在 ${folder} 建立数据库`,
  moved: (from: string, to: string) => `系统用户进不去 ${from}，数据库文件改放在 ${to}，原处留有链接`,
  copying: (to: string) => `系统用户读不到 PostgreSQL 程序，正在复制到 ${to}`,
  endingLeftover: (pids: readonly number[]) => `上次没有正常退出，正在结束遗留的数据库进程 ${pids.join('、')}`,
  recovering: '数据库正在恢复，请稍候',
  restarting: '数据库进程意外退出，正在重新启动',
  notYet: (reason: string) => `数据库还没有启动起来，稍后再试：${reason}`,
} as const;
