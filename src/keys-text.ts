import type { KeyStatus } from './kernel/seal/rotate.ts';

const states: Readonly<Record<KeyStatus['keys'][number]['state'], string>> = {
  pending: '等待所有程序读到',
  active: '使用中',
  retiring: '已停用，正在重新加密',
  destroyed: '已销毁',
};

/** What the commands about keys say. */
export const keysText = {
  status: ({ where, keys, columns }: KeyStatus): string =>
    [
      `密钥环：${where}`,
      ...keys.map(
        ({ key, suite, state, values, missingIn }) =>
          `  ${key}（${suite}）${states[state]}，${values} 项内容${missingIn > 0 ? `，${missingIn} 个运行中的程序还没有读到` : ''}`,
      ),
      ...columns.map(({ column, key, count }) => `    ${column}：${key} ${count} 项`),
    ].join('\n'),
  made: (names: readonly string[]): string => `新密钥 ${names.join('、')} 已经生成。`,
  waiting: (count: number): string => `还有 ${count} 个运行中的程序没有读到新密钥，正在等待。`,
  stillWaiting: (count: number): string =>
    `还有 ${count} 个运行中的程序没有读到新密钥。后台程序会在它们都读到之后自动启用并重新加密；可用 mingtang keys status 查看进度。`,
  inUse: '新密钥已经启用，正在重新加密。',
  resealed: (count: number, broken: number): string =>
    `重新加密了 ${count} 项内容${broken > 0 ? `，${broken} 项打不开，保持原样` : ''}。确认无误后，可用 mingtang keys retire 销毁旧密钥。`,
  retired: (key: string): string =>
    `密钥 ${key} 已经销毁。销毁之前的数据库备份要用当时的密钥环才能打开；不再需要的旧密钥环副本请一并销毁。`,
  removeYourself: (key: string, where: string): string => `密钥环（${where}）由您自己保管，请从中删去 ${key}。`,
} as const;
