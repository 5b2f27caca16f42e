/** What the operator reads when a backup, a restore or a drill is refused, by code. */
export const backupSentences: Readonly<Record<string, string>> = {
  'backup/busy': '这个数据库正在备份，请等它完成。',
  'backup/no-folder': '请写明备份目录，例如 mingtang backup /backup/2026-11-25，或者设置 BACKUP_DIR。',
  'backup/bad-option': '看不懂选项 {option}。用 --help 查看用法。',
  'backup/bad-time': '看不懂时间 {until}。请写成 2026-11-25T10:30:00（北京时间）、带时区的时间，或者 latest。',
  'backup/nothing-there': '数据目录 {dataDir} 里没有数据库，没有可以备份的内容。',
  'backup/folder-not-empty': '{folder} 里已经有内容。备份不会覆盖已有的内容，请换一个目录。',
  'backup/tablespaces': '数据库用了额外的表空间，不能这样备份。',
  'backup/damaged-in-transit': '复制过程中文件 {file} 与数据库服务器给出的校验值不符，这次备份没有保留。',
  'backup/failed': '备份没有完成，详见程序日志。',
  'backup/cut-off': '备份中途断开，没有完成。',
  'backup/not-a-backup': '{folder} 不是备份，里面也没有备份。',
  'backup/unfinished': '{folder} 不是完整的备份：可能中途断开，或者缺少 manifest.json。不能用它恢复。',
  'backup/damaged': '备份 {folder} 中的文件 {file} 与备份时不符，不能用它恢复。请换一份备份。',
  'backup/newer-format': '备份 {folder} 由更新版本的程序制作，请用那个版本恢复。',
  'backup/folder-in-use':
    '数据目录 {dataDir} 正由运行中的程序使用，不能恢复到这里。请先停止程序，或者用 --data-dir 指定别的目录。',
  'backup/target-not-empty':
    '数据目录 {dataDir} 不是空的。请用 --data-dir 指定空目录；确实要恢复到这里的，加 --replace，原有内容会移到其中的 replaced-… 目录，不会删除。',
  'backup/restore-unfinished':
    '数据目录 {dataDir} 的恢复没有完成，不能在上面启动程序。请重新执行 restore，并加 --replace。',
  'backup/logical-has-no-time': '逻辑备份只能恢复到备份时刻，不能用 --until。',
  'backup/no-archive': '恢复到指定时间需要 WAL 归档，请设置 WAL_ARCHIVE。',
  'backup/until-too-early': '这份备份完成于 {finishedAt}，不能恢复到更早的时间。请换一份更早的备份。',
  'backup/until-not-reached':
    'WAL 归档还没有到这个时间。运行中的程序最迟一分钟归档一次，停止程序时立即归档；要恢复归档里的全部内容，请用 --until latest。',
  'backup/physical-needs-embedded':
    '这份备份是自带数据库的文件，不能装入 DATABASE_URL 指定的外部数据库。请用 export 的结果。',
  'backup/not-an-export': '{folder} 不是逻辑导出，不能用 import 装入。请用 restore。',
  'backup/database-not-empty': '数据库不是空的，不能装入。请指定空的数据库或者空的数据目录。',
  'backup/other-migrations':
    '导出时的数据库迁移 {migration} 与本程序不同（导出程序版本 {program}）。请用不早于导出版本的程序装入。',
  'backup/table-differs': '表 {table} 装入后与导出时不同，已经全部撤销。',
  'backup/head-differs': '恢复后的台账与备份时的台账不一致。',
  'backup/ledger-faults': '恢复后的台账有与当初不符的记录。',
  'backup/files-lost': '备份里缺少数据库提到的文件，或者文件内容不符。',
  'backup/keys-do-not-open': '给出的密钥打不开加密的个人信息。请用 --keys-dir 指定正确的密钥。',
};
