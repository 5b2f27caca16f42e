/** What the doctor says of files, their scanner and the list of passwords. */
export const filesText = {
  passwordList: (file: string): string => `泄露密码名单 ${file}`,
  passwordListMend: '这个文件不能读取，设置密码会失败。请检查 PASSWORD_LIST 和文件权限。',
  store: (where: string): string => `文件存储 ${where} 可以使用`,
  storeAway: (where: string, reason: string): string => `文件存储 ${where} 不能使用：${reason}`,
  folderMend: '请更改目录权限，或者用 DATA_DIR 指定别的目录。',
  bucketMend: '请核对 S3_ENDPOINT、S3_BUCKET、S3_REGION、S3_ACCESS_KEY_ID、S3_SECRET_ACCESS_KEY，以及两边机器的时间。',
  scanner: (version: string): string => `病毒检查 ${version}`,
  noScanner: '没有配置病毒检查，上传的文件不经检查就可以打开',
  noScannerMend: '请安装 clamav-daemon 并用 SCANNER 写明地址，例如 SCANNER=clamd://127.0.0.1:3310。',
  scannerAway: (reason: string): string => `病毒检查不能使用，新上传的文件都要等待：${reason}`,
  scannerMend: (megabytes: number): string =>
    `请检查 SCANNER 的地址和 clamd 是否运行；clamd.conf 的 StreamMaxLength 不能小于 ${megabytes}M。`,
  scansWaiting: (count: number): string => `有 ${count} 个文件等待病毒检查超过一小时，还不能打开`,
  scansWaitingMend: '请检查 clamd 和后台进程是否运行，并查看 kernel.job 中 task 为 kernel.scan-file 的行。',
} as const;
