const when = (at: Date): string =>
  at.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' });

/** What is found about copies, and what mends it. */
export const findingsText = {
  notScheduled: '没有设置每天自动备份',
  notScheduledMend: '请用 BACKUP_DIR 指定备份目录，最好在另一块磁盘上。',
  never: '还没有成功的备份',
  old: (at: Date): string => `最近一次成功的备份是 ${when(at)}，已经超过两天`,
  oldMend: '请查看程序日志和备份目录的剩余空间，或者执行 mingtang backup。',
  young: (at: Date, folder: string): string => `最近一次成功的备份：${when(at)}，${folder}`,
  notArchiving: '设置了 WAL_ARCHIVE，但是数据库没有归档',
  notArchivingMend: '请重新启动程序；使用外部数据库的，归档由数据库管理员设置。',
  archiveFails: (folder: string): string => `WAL 归档到 ${folder} 失败，没有归档的内容会占满数据库磁盘`,
  archiveMend: '请检查归档目录的权限和剩余空间；目录里不要有别的数据库的归档。',
  archiving: (folder: string): string => `WAL 归档到 ${folder}`,
} as const;
