/** What is found about the published log, and what mends it. */
export const watchText = {
  stopped: (code: string, since: string): string => `公开日志自 ${since} 停止发布（${code}）`,
  stoppedMend: '请查看程序日志里的原因；在弄清以前不要删改日志文件和密钥。',
  behind: (minutes: number): string => `台账记录等待进入公开日志已经 ${minutes} 分钟`,
  behindMend: '请确认后台进程正在运行，并且 LOG_EVERY_SECONDS 不是 0。',
  published: (size: number): string => `公开日志已经发布 ${size} 条记录`,
} as const;
