/** What is printed at the start. */
export const demoText = {
  seeding: '首次启动，正在建立演示城市……',
  ready: '明堂已经启动：',
  places: [
    ['政务门户', '/'],
    ['工作台', '/workbench/'],
    ['大屏', '/screens/'],
    ['接口说明', '/api/openapi.json'],
    ['健康检查', '/healthz'],
  ],
  accounts: (password: string): string => `演示账号（密码都是 ${password}，只用于演示）：`,
} as const;
