/** What `mingtang admin` says. */
export const adminText = {
  created: (lines: readonly string[]): string =>
    [
      '三位管理员的账号已经建立。临时密码只显示这一次，请分别当面交给本人：',
      ...lines,
      '首次登录时须修改密码，并启用两步验证。',
    ].join('\n'),
  reset: (login: string, password: string): string =>
    `${login} 的临时密码是 ${password}，只显示这一次。原有登录和两步验证已经作废，首次登录时须修改密码并重新启用两步验证。`,
  roles: { 'system-admin': '系统管理员', 'security-admin': '安全管理员', 'audit-admin': '审计管理员' },
} as const;
